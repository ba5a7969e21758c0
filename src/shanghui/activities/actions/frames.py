"""The frame of a matchmaking activity: mode, sessions and their slots, tables and their zones, resources, quotas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, PositiveSmallIntegerField, QuerySet, Value, When

from shanghui.activities import permissions, rules
from shanghui.activities.actions.locking import locked_matchmaking
from shanghui.activities.models import (
    Activity,
    Matchmaking,
    Participant,
    Placement,
    Resource,
    Session,
    Slot,
    Table,
)
from shanghui.activities.rules import SLOT_MINUTES, ActivityKind, Cut, Mode, Stretch, TimetableState, cut
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest

#: while slots are numbered anew, the old numbers stand out of the way
ASIDE = 10_000
RUNNING = (TimetableState.WAITING.value, TimetableState.SOLVING.value)


@dataclass(frozen=True)
class Frame:
    """As it is entered. `zones`: the zone of a table by its number from 0; `resources`: how many of each."""

    mode: Mode
    slot_minutes: int
    stretches: Sequence[Stretch]
    tables: int
    quota: int
    floor: int = 0
    zones: Mapping[int, str] = field(default_factory=dict)
    resources: Mapping[str, int] = field(default_factory=dict)
    wishes_open_at: datetime | None = None
    wishes_close_at: datetime | None = None


@transaction.atomic
def set_frame(*, actor: Actor, activity: Activity, frame: Frame, now: datetime) -> Matchmaking:
    """Made or changed. Raises SessionUnfit, TimetableStands, TimetableBusy."""
    require(permissions.can_organise(actor, activity))
    rules.ensure_editable(activity.state_enum)
    _ensure_sound(activity, frame)
    ordered, slots = cut(frame.stretches, frame.slot_minutes)
    row, _created = Matchmaking.objects.get_or_create(activity=activity)
    row = locked_matchmaking(row)
    if row.timetables.filter(state__in=RUNNING).exists():
        raise rules.TimetableBusy()
    _set_slots(row, ordered, slots)
    _set_tables(row, frame)
    _set_resources(row, frame.resources)
    row.mode, row.slot_minutes, row.quota, row.floor = frame.mode, frame.slot_minutes, frame.quota, frame.floor
    row.wishes_open_at, row.wishes_close_at = frame.wishes_open_at, frame.wishes_close_at
    row.version += 1
    row.save()
    audit.record(actor, "set_frame", row, now=now, slots=len(slots), tables=frame.tables, mode=frame.mode.value)
    return row


def _ensure_sound(activity: Activity, frame: Frame) -> None:
    late = frame.wishes_open_at and frame.wishes_close_at and frame.wishes_close_at <= frame.wishes_open_at
    counts = frame.quota < 1 or not 0 <= frame.floor <= frame.quota or not 0 <= frame.tables <= rules.MOST_TABLES
    many = not 1 <= len(frame.stretches) <= rules.MOST_SESSIONS
    if activity.kind != ActivityKind.MATCHMAKING or frame.slot_minutes not in SLOT_MINUTES or counts or late or many:
        raise BadRequest()


def _set_slots(row: Matchmaking, stretches: Sequence[Stretch], slots: Sequence[Cut]) -> None:
    """A slot of the same time stays the same row: who is not free then stays so, and what stands there."""
    known = {(slot.starts_at, slot.ends_at): slot for slot in row.slots.all()}
    wanted = {(one.starts_at, one.ends_at): one for one in slots}
    gone = [slot.pk for time, slot in known.items() if time not in wanted]
    _make_free(Placement.objects.filter(slot__in=gone))
    was = {slot.number: slot.starts_at for slot in known.values()}
    sessions = _sessions(row, stretches)
    row.slots.filter(pk__in=gone).delete()
    row.slots.update(number=F("number") + ASIDE)
    for time, one in wanted.items():
        slot = known.get(time) or Slot(matchmaking=row, starts_at=one.starts_at, ends_at=one.ends_at)
        slot.session, slot.number = sessions[one.session], one.number
        slot.save()
    row.sessions.exclude(pk__in=[session.pk for session in sessions]).delete()
    _follow_arrivals(row, was, slots)


def _sessions(row: Matchmaking, stretches: Sequence[Stretch]) -> list[Session]:
    """By their place in the order of time, so that encounters bound to one stay with it."""
    known = list(row.sessions.all())
    sessions = []
    for place, one in enumerate(stretches):
        session = known[place] if place < len(known) else Session(matchmaking=row)
        session.name, session.starts_at, session.ends_at = one.name, one.starts_at, one.ends_at
        session.save()
        sessions.append(session)
    return sessions


def _follow_arrivals(row: Matchmaking, was: Mapping[int, datetime], slots: Sequence[Cut]) -> None:
    """Who comes late comes at the same time of day, whatever number the slot has now."""
    late = Participant.objects.filter(matchmaking=row, from_slot__gt=0)
    numbers = {number: _first_from(was.get(number), slots) for number in set(late.values_list("from_slot", flat=True))}
    moved = [When(from_slot=old, then=Value(new)) for old, new in numbers.items() if old != new]
    if moved:
        late.update(from_slot=Case(*moved, default=F("from_slot"), output_field=PositiveSmallIntegerField()))


def _first_from(time: datetime | None, slots: Sequence[Cut]) -> int:
    if time is None:
        return 0
    return next((slot.number for slot in slots if slot.starts_at >= time), len(slots))


def _set_tables(row: Matchmaking, frame: Frame) -> None:
    beyond = row.tables.filter(number__gte=frame.tables)
    _make_free(Placement.objects.filter(table__in=beyond))
    beyond.delete()
    known = {table.number: table for table in row.tables.all()}
    for number in range(frame.tables):
        table = known.get(number) or Table(matchmaking=row, number=number)
        table.zone = frame.zones.get(number, "")[:20]
        table.save()


def _make_free(rows: "QuerySet[Placement]") -> None:
    """Drafts lose what stood there; of a published timetable nothing is taken. Raises TimetableStands."""
    if rows.filter(timetable__state=TimetableState.PUBLISHED).exists():
        raise rules.TimetableStands()
    rows.delete()


def _set_resources(row: Matchmaking, resources: Mapping[str, int]) -> None:
    row.resources.exclude(name__in=list(resources)).delete()
    for name, count in resources.items():
        Resource.objects.update_or_create(matchmaking=row, name=name, defaults={"count": count})
