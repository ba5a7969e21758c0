"""Activities for programs: what happens on the day, and the repairs that are proposed for it."""

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Router, Status
from ninja.decorators import decorate_view

from shanghui.activities.actions import repairing as actions
from shanghui.activities.actions.placing import encounter_of
from shanghui.activities.api import board_shapes as shapes
from shanghui.activities.api.board_asking import READ, WRITE, Asked, asked, version_of
from shanghui.activities.models import Participant, Timetable
from shanghui.activities.queries import timetables
from shanghui.activities.queries.repairs import proposals_shown
from shanghui.activities.rules import NothingPublished
from shanghui.core.idempotency import idempotent
from shanghui.core.refusal import BadRequest, NotFound

router = Router(tags=["timetables"])


@router.get("/{activity_id}/repairs", response=list[shapes.ProposalOut])
def list_repairs(request: HttpRequest, activity_id: int) -> object:
    """Proposals that wait for a yes or no: the one that moves nobody first."""
    of = asked(request, activity_id, READ)
    rows = timetables.proposals(of.matchmaking)
    return [shapes.proposal_out(one) for one in proposals_shown(rows, timetables.published(of.matchmaking))]


@router.post("/{activity_id}/repairs", response={202: shapes.TimetableOut, 204: None})
@decorate_view(idempotent)
def report(request: HttpRequest, activity_id: int, body: shapes.RepairIn) -> object:
    """What happened. Proposals are computed in the background; 204 where no version is published yet."""
    of = asked(request, activity_id, WRITE)
    made = _reported(of, body)
    return Status(204, None) if made is None else Status(202, shapes.timetable_out(made))


@router.post("/{activity_id}/repairs/{number}/accept", response=shapes.TimetableOut)
@decorate_view(idempotent)
def accept(request: HttpRequest, activity_id: int, number: int) -> object:
    """It becomes the published version; who is affected is told."""
    of = asked(request, activity_id, WRITE)
    return shapes.timetable_out(actions.accept_proposal(actor=of.actor, proposal=version_of(of, number), now=now()))


@router.post("/{activity_id}/repairs/{number}/reject", response={204: None})
@decorate_view(idempotent)
def reject(request: HttpRequest, activity_id: int, number: int) -> object:
    of = asked(request, activity_id, WRITE)
    actions.reject_proposal(actor=of.actor, proposal=version_of(of, number), now=now())
    return Status(204, None)


def _reported(of: Asked, body: shapes.RepairIn) -> Timetable | None:
    given = [name for name, value in body.dict(exclude={"slot"}).items() if value is not None]
    if len(given) != 1 or (body.late is None) != (body.slot is None):
        raise BadRequest()
    if body.absent is not None:
        return actions.report_absent(actor=of.actor, participant=_participant(of, body.absent), now=now())
    if body.late is not None:
        slot = of.matchmaking.slots.filter(pk=body.slot or 0).first()
        if slot is None:
            raise NotFound()
        return actions.report_late(actor=of.actor, participant=_participant(of, body.late), slot=slot, now=now())
    if body.swap is not None:
        return _swapped(of, body.swap)
    table = of.matchmaking.tables.filter(pk=body.closed or body.opened or 0).first()
    if table is None and body.opened != 0:
        raise NotFound()
    if body.closed is not None and table is not None:
        return actions.close_table(actor=of.actor, table=table, now=now())
    return actions.open_table(actor=of.actor, matchmaking=of.matchmaking, table=table, now=now())


def _swapped(of: Asked, pair: shapes.PairIn) -> Timetable:
    published = timetables.published(of.matchmaking)
    if published is None:
        raise NothingPublished()
    one, other = encounter_of(published, pair.encounter), encounter_of(published, pair.other)
    return actions.propose_exchange(actor=of.actor, matchmaking=of.matchmaking, pair=(one, other), now=now())


def _participant(of: Asked, pk: int) -> Participant:
    found = of.matchmaking.participants.filter(pk=pk).first()
    if found is None:
        raise NotFound()
    return found
