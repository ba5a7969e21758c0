"""What a version amounts to: weight, breaks, who gets the floor, who waits most. Counted when it is written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from django.db.models import Count, Sum

from shanghui.activities.models import Seat, Slot, Timetable
from shanghui.activities.rules import COUNTED

#: of those who wait most so many are shown
WAITING_SHOWN = 8


def figures_of(timetable: Timetable) -> dict[str, object]:
    """`kept`: how many of `people` get their floor; `longest`: minutes of the longest break; `waiting`: who has most."""
    minutes = [_minutes(slot) for slot in Slot.objects.filter(matchmaking=timetable.matchmaking_id).order_by("number")]
    met: defaultdict[int, set[int]] = defaultdict(set)
    counts: Counter[int] = Counter()
    numbers = {pk: at for at, pk in enumerate(_slot_ids(timetable))}
    for participant, slot in Seat.objects.filter(timetable=timetable).order_by().values_list("participant", "slot"):
        met[participant].add(numbers[slot])
        counts[participant] += 1
    wishes = _wishes(timetable)
    floor = timetable.matchmaking.floor
    breaks = {one: gaps(slots) for one, slots in met.items()}
    kept = sum(counts[one] >= min(floor, many) for one, many in wishes.items())
    weight = timetable.placements.aggregate(all=Sum("encounter__weight"))["all"]
    idle = {one: [sum(minutes[first:last]) for first, last in ones] for one, ones in breaks.items() if ones}
    most = sorted(idle, key=lambda one: (-len(idle[one]), -max(idle[one]), one))
    return {
        "weight": weight or 0,
        "breaks": sum(map(len, breaks.values())),
        "placed": sum(counts.values()) // 2,
        "people": len(wishes),
        "kept": kept,
        "most": max(counts.values(), default=0),
        "least": min((counts[one] for one in wishes), default=0),
        "longest": max((max(ones) for ones in idle.values()), default=0),
        "waiting": [[one, len(breaks[one])] for one in most[:WAITING_SHOWN]],
    }


def gaps(slots: Iterable[int]) -> list[tuple[int, int]]:
    """Breaks as first idle slot and the slot after the last idle one."""
    held = sorted(slots)
    return [(one + 1, other) for one, other in pairwise(held) if other > one + 1]


def _wishes(timetable: Timetable) -> Mapping[int, int]:
    """How many encounters each participant has that has any."""
    found: Counter[int] = Counter()
    rows = timetable.matchmaking.encounters.filter(state__in=COUNTED).order_by()
    for side in ("first", "second"):
        found.update(dict(rows.values_list(side).annotate(many=Count("pk"))))
    return found


def _slot_ids(timetable: Timetable) -> list[int]:
    rows = Slot.objects.filter(matchmaking=timetable.matchmaking_id).order_by("number")
    return list(rows.values_list("pk", flat=True))


def _minutes(slot: Slot) -> int:
    return round((slot.ends_at - slot.starts_at).total_seconds() / 60)
