"""On the day: somebody does not come or comes late, a table is lost or won, two want to swap. Then a repair is proposed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from shanghui.activities import rules
from shanghui.activities.actions.placing import exchanged
from shanghui.activities.actions.publishing import put_forth
from shanghui.activities.actions.versions import Place, fill, new_version, organised, places_of, settle
from shanghui.activities.models import Encounter, Matchmaking, Participant, Slot, Table, Timetable
from shanghui.activities.queries.timetables import PROPOSAL, busy, published
from shanghui.activities.rules import TimetableState
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.jobs import enqueue
from shanghui.core.refusal import NotFound


@transaction.atomic
def report_absent(*, actor: Actor, participant: Participant, now: datetime) -> Timetable | None:
    """Nobody came. What is still to come of hers falls away; the repair that is computed, if a version is published."""
    matchmaking = organised(actor, participant.matchmaking)
    row = Participant.objects.select_for_update().get(pk=participant.pk)
    if row.absent_at is None:
        row.absent_at, row.version = now, row.version + 1
        row.save()
    audit.record(actor, "report_absent", row, now=now)
    return _propose(actor, matchmaking, {"absent": row.pk}, now)


@transaction.atomic
def report_late(*, actor: Actor, participant: Participant, slot: Slot, now: datetime) -> Timetable | None:
    """There from that slot on; one who was thought absent comes after all."""
    matchmaking = organised(actor, participant.matchmaking)
    if slot.matchmaking_id != matchmaking.pk:
        raise NotFound()
    row = Participant.objects.select_for_update().get(pk=participant.pk)
    row.absent_at, row.from_slot, row.version = None, slot.number, row.version + 1
    row.save()
    audit.record(actor, "report_late", row, now=now, slot=slot.number)
    return _propose(actor, matchmaking, {"late": row.pk, "slot": slot.pk}, now)


@transaction.atomic
def close_table(*, actor: Actor, table: Table, now: datetime) -> Timetable | None:
    """It takes no more encounters."""
    matchmaking = organised(actor, table.matchmaking)
    Table.objects.filter(pk=table.pk).update(closed=True)
    audit.record(actor, "close_table", table, now=now)
    return _propose(actor, matchmaking, {"closed": table.pk}, now)


@transaction.atomic
def open_table(*, actor: Actor, matchmaking: Matchmaking, table: Table | None, now: datetime) -> Timetable | None:
    """One more, or one that was closed and is there again."""
    matchmaking = organised(actor, matchmaking)
    if table is None:
        last = matchmaking.tables.aggregate(last=Max("number"))["last"]
        table = matchmaking.tables.create(number=0 if last is None else last + 1)
    elif table.matchmaking_id != matchmaking.pk:
        raise NotFound()
    else:
        Table.objects.filter(pk=table.pk).update(closed=False)
    audit.record(actor, "open_table", table, now=now)
    return _propose(actor, matchmaking, {"opened": table.pk}, now)


@transaction.atomic
def propose_exchange(
    *, actor: Actor, matchmaking: Matchmaking, pair: tuple[Encounter, Encounter], now: datetime
) -> Timetable:
    """ "Swap us": the two exchange their places in the published version. Raises NothingPublished, PlacementRefused."""
    matchmaking = organised(actor, matchmaking)
    origin = _published(matchmaking)
    one, other = exchanged(origin, pair, now)
    cells = {one.encounter_id: (other.slot_id, other.table_id), other.encounter_id: (one.slot_id, one.table_id)}
    _drop_all(matchmaking)
    asked = {"asked": {"swap": list(cells)}, "origin_version": origin.version}
    made = new_version(matchmaking, actor, now, origin=origin, status=PROPOSAL, state=TimetableState.DRAFT)
    made.weight_bound, made.unplaced = origin.weight_bound, origin.unplaced
    moves = [
        {
            "encounter": row.encounter_id,
            "before": row.slot_id,
            "slot": cells[row.encounter_id][0],
            "gain": 0,
            "moved": [],
        }
        for row in (one, other)
    ]
    made.progress = asked | {"proposals": moves}
    fill(made, [_turned(place, cells) for place in places_of(origin)])
    settle(made)
    audit.record(actor, "propose_exchange", made, now=now, encounters=list(cells))
    return made


@transaction.atomic
def accept_proposal(*, actor: Actor, proposal: Timetable, now: datetime) -> Timetable:
    """It becomes the published version; only those whose schedule changes are told. Raises ProposalOutdated."""
    matchmaking = organised(actor, proposal.matchmaking)
    row = _standing(proposal)
    row.matchmaking = matchmaking
    origin = published(matchmaking)
    known = row.progress.get("origin_version")
    if origin is None or origin.pk != row.origin_id or origin.version != known or _begins_before(row, origin, now):
        raise rules.ProposalOutdated()
    origin.matchmaking = matchmaking
    row.status = "feasible"
    _drop_all(matchmaking, but=row)
    return put_forth(actor, row, origin, now)


@transaction.atomic
def reject_proposal(*, actor: Actor, proposal: Timetable, now: datetime) -> None:
    """The published version stays as it is."""
    organised(actor, proposal.matchmaking)
    row = _standing(proposal)
    row.state = TimetableState.WITHDRAWN
    row.save()
    audit.record(actor, "reject_proposal", row, now=now)


def _standing(proposal: Timetable) -> Timetable:
    row = Timetable.objects.select_for_update().get(pk=proposal.pk)
    if row.status != PROPOSAL or row.state != TimetableState.DRAFT:
        raise rules.ProposalOutdated()
    return row


def _begins_before(row: Timetable, origin: Timetable, now: datetime) -> bool:
    """A slot that it changes has begun since."""
    rows = {(one.encounter, one.slot, one.table) for one in places_of(row)}
    were = {(one.encounter, one.slot, one.table) for one in places_of(origin)}
    changed = {slot for _encounter, slot, _table in rows ^ were}
    made = row.created_at
    return Slot.objects.filter(pk__in=changed, starts_at__lte=now, starts_at__gt=made).exists()


def _propose(actor: Actor, matchmaking: Matchmaking, asked: dict[str, object], now: datetime) -> Timetable | None:
    """Where a version is published its repair is computed; older proposals are out of date. Raises TimetableBusy."""
    from shanghui.activities.timetable_jobs import compute_timetable

    running = busy(matchmaking)
    if running is not None and running.status != PROPOSAL:
        raise rules.TimetableBusy()
    _drop_all(matchmaking)
    origin = published(matchmaking)
    if origin is None:
        return None
    facts = {"asked": asked, "origin_version": origin.version}
    made = new_version(matchmaking, actor, now, origin=origin, status=PROPOSAL, progress=facts)
    enqueue(compute_timetable, made.pk)
    return made


def _drop_all(matchmaking: Matchmaking, but: Timetable | None = None) -> None:
    """Proposals that were made, or are being made, for what is known no more."""
    rows = matchmaking.timetables.filter(status=PROPOSAL).exclude(pk=but.pk if but else 0)
    waiting = [TimetableState.DRAFT, TimetableState.WAITING, TimetableState.SOLVING]
    rows.filter(state__in=waiting).update(state=TimetableState.WITHDRAWN)


def _published(matchmaking: Matchmaking) -> Timetable:
    found = published(matchmaking)
    if found is None:
        raise rules.NothingPublished()
    found.matchmaking = matchmaking
    return found


def _turned(place: Place, cells: dict[int, tuple[int, int]]) -> Place:
    if place.encounter not in cells:
        return Place(place.encounter, place.first, place.second, place.slot, place.table, place.locked)
    slot, table = cells[place.encounter]
    moved = place.slot if place.slot != slot else None
    return Place(place.encounter, place.first, place.second, slot, table, place.locked, moved)
