"""Activities for programs: timetables of a matchmaking activity, as the organiser's board does them."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Field, Query, Router, Status
from ninja.decorators import decorate_view

from shanghui.activities.actions import computing, publishing
from shanghui.activities.actions import placing as actions
from shanghui.activities.api import board_shapes as shapes
from shanghui.activities.api.board_asking import READ, WRITE, asked, version_of
from shanghui.activities.api.board_repairs import router as repairs_router
from shanghui.activities.models import Timetable
from shanghui.activities.queries import comparing, timetables
from shanghui.activities.queries.board import scores_of
from shanghui.activities.queries.placing import breaches
from shanghui.activities.queries.timetabling_problem import event_file, problem_of
from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.idempotency import idempotent

router = Router(tags=["timetables"])
router.add_router("", repairs_router)


class WhyQuery(Strict):
    encounter: int = Field(ge=1, le=2**62)
    slot: int = Field(ge=1, le=2**62)
    table: int = Field(ge=1, le=2**62)


class CompareQuery(Strict):
    one: int = Field(ge=1, le=2**31)
    other: int = Field(ge=1, le=2**31)


class PlacementQuery(Strict):
    """`cursor` is the `next` of the page before."""

    cursor: int = Field(0, ge=0, le=2**62)
    limit: int = Field(200, ge=1, le=1000)


@router.get("/{activity_id}/timetables", response=list[shapes.TimetableOut])
def list_timetables(request: HttpRequest, activity_id: int) -> object:
    """The newest versions first, without proposals of repairs."""
    of = asked(request, activity_id, READ)
    return [shapes.timetable_out(row) for row in timetables.versions(of.matchmaking)]


@router.post("/{activity_id}/timetables", response={202: shapes.TimetableOut})
@decorate_view(idempotent)
def schedule(request: HttpRequest, activity_id: int, body: shapes.ScheduleIn) -> object:
    """Computed in the background: read the version until its state is draft or failed."""
    of = asked(request, activity_id, WRITE)
    origin = timetables.current(of.matchmaking) if body.keep else None
    facts = {"seconds": body.seconds, "seed": body.seed, "origin": origin}
    made = computing.schedule_all(actor=of.actor, matchmaking=of.matchmaking, now=now(), **facts)  # type: ignore[arg-type]
    return Status(202, shapes.timetable_out(made))


@router.get("/{activity_id}/event", response=dict[str, Any])
def read_event(request: HttpRequest, activity_id: int) -> object:
    """What `shanghui timetable` and any independent checker read."""
    return event_file(problem_of(asked(request, activity_id, READ).matchmaking))


@router.get("/{activity_id}/timetables/compare", response=shapes.CompareOut)
def compare(request: HttpRequest, activity_id: int, query: Query[CompareQuery]) -> object:
    """From one version to the other."""
    of = asked(request, activity_id, READ)
    ensure_query_known(request, CompareQuery)
    one, other = version_of(of, query.one), version_of(of, query.other)
    found = comparing.changes(one, other)
    changes = [
        {
            "encounter": change.encounter,
            "kind": change.kind,
            "before": list(change.before) if change.before else None,
            "after": list(change.after) if change.after else None,
        }
        for change in found
    ]
    counts = comparing.tally(found)
    return {"counts": counts, "one": scores_of(one), "other": scores_of(other), "changes": changes}


@router.get("/{activity_id}/timetables/{number}", response=shapes.TimetableRead)
def read_timetable(request: HttpRequest, activity_id: int, number: int) -> object:
    return shapes.timetable_read(version_of(asked(request, activity_id, READ), number))


@router.get("/{activity_id}/timetables/{number}/placements", response=shapes.PlacementPage)
def list_placements(request: HttpRequest, activity_id: int, number: int, query: Query[PlacementQuery]) -> object:
    of = asked(request, activity_id, READ)
    ensure_query_known(request, PlacementQuery)
    rows = version_of(of, number).placements.select_related("encounter").filter(pk__gt=query.cursor)
    found = list(rows.order_by("pk")[: query.limit + 1])
    page, more = found[: query.limit], len(found) > query.limit
    items = [
        {
            "encounter": row.encounter_id,
            "first": row.encounter.first_id,
            "second": row.encounter.second_id,
            "slot": row.slot_id,
            "table": row.table_id,
            "locked": row.locked,
            "moved_from": row.moved_from_id,
        }
        for row in page
    ]
    return {"items": items, "next": str(page[-1].pk) if more else ""}


@router.get("/{activity_id}/timetables/{number}/why-not", response=list[shapes.BrokenOut])
def why_not(request: HttpRequest, activity_id: int, number: int, query: Query[WhyQuery]) -> object:
    """Every rule that the encounter would break there; an empty list where it may stand."""
    of = asked(request, activity_id, READ)
    ensure_query_known(request, WhyQuery)
    row = version_of(of, number)
    encounter = actions.encounter_of(row, query.encounter)
    cell = actions.cell_of(row, query.slot, query.table)
    found = breaches(row, encounter.pk, cell.numbers, now())
    return [{"rule": one.rule.value, "text": text} for one, text in zip(found, actions.sentences(found), strict=True)]


@router.post("/{activity_id}/timetables/{number}/move", response=shapes.TimetableOut)
@decorate_view(idempotent)
def move(request: HttpRequest, activity_id: int, number: int, body: shapes.MoveIn) -> object:
    """There, from wherever it stands or from nowhere; 409 with every reason."""
    of = asked(request, activity_id, WRITE)
    row = version_of(of, number)
    encounter, cell = actions.encounter_of(row, body.encounter), actions.cell_of(row, body.slot, body.table)
    actions.move_encounter(actor=of.actor, timetable=row, encounter=encounter, cell=cell, now=now())
    return _again(row)


@router.post("/{activity_id}/timetables/{number}/exchange", response=shapes.TimetableOut)
@decorate_view(idempotent)
def exchange(request: HttpRequest, activity_id: int, number: int, body: shapes.PairIn) -> object:
    of = asked(request, activity_id, WRITE)
    row = version_of(of, number)
    pair = actions.encounter_of(row, body.encounter), actions.encounter_of(row, body.other)
    actions.exchange(actor=of.actor, timetable=row, pair=pair, now=now())
    return _again(row)


@router.post("/{activity_id}/timetables/{number}/unschedule", response=shapes.CountOut)
@decorate_view(idempotent)
def unschedule(request: HttpRequest, activity_id: int, number: int, body: shapes.EncountersIn) -> object:
    of = asked(request, activity_id, WRITE)
    row = version_of(of, number)
    encounters = [actions.encounter_of(row, pk) for pk in body.encounters]
    return {"count": actions.unschedule(actor=of.actor, timetable=row, encounters=encounters, now=now())}


@router.post("/{activity_id}/timetables/{number}/lock", response=shapes.CountOut)
@decorate_view(idempotent)
def lock(request: HttpRequest, activity_id: int, number: int, body: shapes.LockIn) -> object:
    """Or unlock; what is not placed is passed over."""
    of = asked(request, activity_id, WRITE)
    facts = {"encounters": body.encounters, "locked": body.locked, "now": now()}
    return {"count": actions.lock_encounters(actor=of.actor, timetable=version_of(of, number), **facts)}  # type: ignore[arg-type]


@router.post("/{activity_id}/timetables/{number}/back", response=shapes.TimetableOut)
@decorate_view(idempotent)
def step_back(request: HttpRequest, activity_id: int, number: int) -> object:
    """The last change by hand, else this version, is taken back; gives the version that is worked on then."""
    of = asked(request, activity_id, WRITE)
    return _again(actions.step_back(actor=of.actor, timetable=version_of(of, number), now=now()))


@router.post("/{activity_id}/timetables/{number}/cancel", response=shapes.TimetableOut)
@decorate_view(idempotent)
def cancel(request: HttpRequest, activity_id: int, number: int) -> object:
    of = asked(request, activity_id, WRITE)
    return _again(computing.cancel_computing(actor=of.actor, timetable=version_of(of, number), now=now()))


@router.post("/{activity_id}/timetables/{number}/publish", response=shapes.TimetableOut)
@decorate_view(idempotent)
def publish(request: HttpRequest, activity_id: int, number: int) -> object:
    of = asked(request, activity_id, WRITE)
    return _again(publishing.publish(actor=of.actor, timetable=version_of(of, number), now=now()))


@router.post("/{activity_id}/timetables/{number}/unpublish", response=shapes.TimetableOut)
@decorate_view(idempotent)
def unpublish(request: HttpRequest, activity_id: int, number: int) -> object:
    of = asked(request, activity_id, WRITE)
    return _again(publishing.unpublish(actor=of.actor, timetable=version_of(of, number), now=now()))


def _again(row: Timetable) -> dict[str, Any]:
    return shapes.timetable_out(Timetable.objects.select_related("origin").get(pk=row.pk))
