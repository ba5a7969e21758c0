"""Whether a timetable holds, found without any part of the engine; and the best one, by trying all."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise, product
from random import Random

from shanghui.engines.timetabling import Encounter, Event, Participant, Timetable


def faults(event: Event, timetable: Timetable) -> list[str]:
    """Every rule that the placed encounters break, in words."""
    slot_of = {one.encounter: one.slot for one in timetable.placed}
    table_of = {one.encounter: one.table for one in timetable.placed}
    found = [] if len(slot_of) == len(timetable.placed) else ["placed twice"]
    seats = Counter((one.slot, one.table) for one in timetable.placed)
    found += [f"table {table} twice in {slot}" for (slot, table), many in seats.items() if many > 1]
    found += [f"table {one.table}" for one in timetable.placed if not 0 <= one.table < event.tables]
    for one in event.encounters:
        if one.id in slot_of and one.zone and table_of[one.id] not in event.zones[one.zone]:
            found.append(f"{one.id} outside its zone")
    return found + list(broken(event, slot_of))


def broken(event: Event, slot_of: dict[str, int]) -> Iterator[str]:
    """Rules that slots alone break."""
    placed = [(one, slot_of[one.id]) for one in event.encounters if one.id in slot_of]
    if event.all_placed and len(placed) < len(event.encounters):
        yield "not all placed"
    meetings: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for one, slot in placed:
        for name in one.between:
            meetings[name][slot] += 1
        yield from _alone(event, one, slot)
        yield from (f"{one.id}: after {before}" for before in one.after if slot_of.get(before, -1) >= slot)
    yield from _crowded(event, placed)
    for person in event.participants:
        for slot, many in meetings[person.id].items():
            if many > person.delegates or slot in person.unavailable:
                yield f"{person.id} in {slot}"
    yield from _shares(event, meetings)


def _alone(event: Event, one: Encounter, slot: int) -> Iterator[str]:
    if not 0 <= slot < event.slots or (one.session and slot not in event.sessions[one.session]):
        yield f"{one.id}: slot {slot}"
    if one.fixed_slot not in (None, slot):
        yield f"{one.id}: fixed"


def _crowded(event: Event, placed: list[tuple[Encounter, int]]) -> Iterator[str]:
    """Tables, zones and resources that are asked for too often in one slot."""
    used: Counter[tuple[str, int]] = Counter()
    for one, slot in placed:
        for name in ["tables", *one.resources, *([f"zone {one.zone}"] if one.zone else [])]:
            used[name, slot] += 1
    most = {
        "tables": event.tables,
        **event.resources,
        **{f"zone {name}": len(has) for name, has in event.zones.items()},
    }
    yield from (f"{name} in {slot}" for (name, slot), many in used.items() if many > most[name])


def _shares(event: Event, meetings: dict[str, Counter[int]]) -> Iterator[str]:
    had = [breaks_of(meetings.get(one.id, Counter())) for one in event.participants]
    if event.fairness is not None and had and max(had) - min(had) > event.fairness:
        yield "fairness"
    wishes = Counter(name for one in event.encounters for name in one.between)
    for one in event.participants:
        due = min(event.floor, wishes[one.id], event.slots - len(one.unavailable))
        if sum(meetings.get(one.id, Counter()).values()) < due:
            yield f"floor of {one.id}"


def breaks_of(slots: Counter[int]) -> int:
    held = sorted(slots)
    return sum(later > earlier + 1 for earlier, later in pairwise(held))


def breaks_in(event: Event, slot_of: dict[str, int]) -> int:
    people: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for one in event.encounters:
        if one.id in slot_of:
            for name in one.between:
                people[name][slot_of[one.id]] += 1
    return sum(breaks_of(slots) for slots in people.values())


def best(event: Event) -> tuple[int, int] | None:
    """Highest weight, and fewest breaks (negative) with it; None where no timetable holds. All are tried."""
    found: tuple[int, int] | None = None
    for slots in product(range(-1, event.slots), repeat=len(event.encounters)):
        slot_of = {one.id: slot for one, slot in zip(event.encounters, slots, strict=True) if slot >= 0}
        if next(broken(event, slot_of), None) is None:
            weight = sum(one.weight for one in event.encounters if one.id in slot_of)
            value = weight, -breaks_in(event, slot_of)
            found = value if found is None else max(found, value)
    return found


def drawn(seed: int, *, people: int = 4, encounters: int = 5, slots: int = 3, rules: bool = True) -> Event:
    """An event by chance, with something of every rule."""
    dice = Random(seed)
    names = [f"p{at}" for at in range(people)]
    made = []
    for at in range(encounters):
        one, other = dice.sample(names, 2)
        fixed = dice.randrange(slots) if rules and dice.random() < 0.1 else None
        after = (f"e{dice.randrange(at)}",) if rules and at and dice.random() < 0.2 else ()
        session = "early" if rules and dice.random() < 0.2 else None
        zone = "window" if rules and dice.random() < 0.2 else None
        needs = ("interpreter",) if rules and dice.random() < 0.3 else ()
        made.append(Encounter(f"e{at}", (one, other), dice.randint(1, 5), session, fixed, after, zone, needs))
    everybody = tuple(
        Participant(name, frozenset(slot for slot in range(slots) if rules and dice.random() < 0.15), 1 + (rules and dice.random() < 0.15))
        for name in names
    )  # fmt: skip
    return Event(
        slots=slots, tables=2, participants=everybody, encounters=tuple(made), sessions={"early": frozenset({0, 1})},
        zones={"window": frozenset({1})}, resources={"interpreter": 1}, all_placed=rules and dice.random() < 0.4,
        fairness=dice.choice([None, 0, 1]) if rules else None, floor=dice.choice([0, 1]) if rules else 0,
    )  # fmt: skip
