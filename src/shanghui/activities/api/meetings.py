"""Activities for programs: wishes, encounters, what came of them."""

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Field, Query, Router, Status
from ninja.decorators import decorate_view

from shanghui.activities import permissions
from shanghui.activities.actions import encounters as meetings
from shanghui.activities.actions import not_with
from shanghui.activities.actions import wishes as actions
from shanghui.activities.actions.introductions import begin_introduction
from shanghui.activities.api import wish_shapes as shapes
from shanghui.activities.api.wishes import READ, WRITE, frame_of, own_participant
from shanghui.activities.models import Encounter, Participant, Wish
from shanghui.activities.queries.results import encounters_seen, in_state, places_of, stars_told, totals
from shanghui.activities.views.results import seen_encounter
from shanghui.core.actor import Actor
from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.idempotency import idempotent
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, NotFound
from shanghui.network.api.asking import actor_of

router = Router(tags=["matchmaking"])


class EncounterQuery(Strict):
    state: str = Field("", max_length=9)
    cursor: int = Field(0, ge=0, le=2**62)
    limit: int = Field(50, ge=1, le=200)


@router.post("/participants/{int:participant_id}/wishes", response={201: shapes.WishOut})
@decorate_view(idempotent)
def make_wish(request: HttpRequest, participant_id: int, body: shapes.WishIn) -> object:
    """Toward somebody who wished the same it is a yes; `encounter` is set where it came to be."""
    actor = actor_of(request, WRITE)
    mine = own_participant(actor, participant_id)
    resource = mine.matchmaking.resources.filter(name=body.resource).first() if body.resource else None
    if body.resource and resource is None:
        raise BadRequest()
    made = actions.make_wish(
        actor=actor,
        wisher=mine,
        wished=_other(mine, body.other),
        weight=body.weight,
        note=body.note,
        resource=resource,
        now=now(),
    )
    return Status(201, _wish_out(made))


@router.post("/wishes/{int:wish_id}/accept", response=shapes.WishOut)
@decorate_view(idempotent)
def accept_wish(request: HttpRequest, wish_id: int, body: shapes.AnswerIn) -> object:
    actor = actor_of(request, WRITE)
    wish = _seen_wish(actor, wish_id, "wished")
    return _wish_out(actions.accept_wish(actor=actor, wish=wish, weight=body.weight, now=now()))


@router.post("/wishes/{int:wish_id}/decline", response=shapes.WishOut)
@decorate_view(idempotent)
def decline_wish(request: HttpRequest, wish_id: int) -> object:
    actor = actor_of(request, WRITE)
    return _wish_out(actions.decline_wish(actor=actor, wish=_seen_wish(actor, wish_id, "wished"), now=now()))


@router.post("/wishes/{int:wish_id}/cancel", response=shapes.WishOut)
@decorate_view(idempotent)
def cancel_wish(request: HttpRequest, wish_id: int) -> object:
    actor = actor_of(request, WRITE)
    return _wish_out(actions.cancel_wish(actor=actor, wish=_seen_wish(actor, wish_id, "wisher"), now=now()))


@router.post("/participants/{int:participant_id}/not-with", response={204: None})
@decorate_view(idempotent)
def avoid(request: HttpRequest, participant_id: int, body: shapes.OtherIn) -> object:
    """The other is never told."""
    actor = actor_of(request, WRITE)
    mine = own_participant(actor, participant_id)
    not_with.avoid(actor=actor, participant=mine, other=_other(mine, body.other), now=now())
    return Status(204, None)


@router.delete("/participants/{int:participant_id}/not-with/{int:other_id}", response={204: None})
def avoid_no_longer(request: HttpRequest, participant_id: int, other_id: int) -> object:
    actor = actor_of(request, WRITE)
    mine = own_participant(actor, participant_id)
    not_with.avoid_no_longer(actor=actor, participant=mine, other=_other(mine, other_id), now=now())
    return Status(204, None)


@router.get("/{int:activity_id}/encounters", response=shapes.EncounterPageOut)
def list_encounters(request: HttpRequest, activity_id: int, query: Query[EncounterQuery]) -> object:
    """All for the hosts, for others those of their own guests."""
    actor = actor_of(request, READ)
    ensure_query_known(request, EncounterQuery)
    frame = frame_of(actor, activity_id)
    require(permissions.sees_hall(actor, frame.activity))
    rows = in_state(encounters_seen(actor, frame), query.state).filter(pk__gt=query.cursor)
    found = list(rows[: query.limit + 1])
    shown, places = found[: query.limit], places_of(found[: query.limit])
    hosting = permissions.hosts(actor, frame.activity)
    items = [shapes.encounter_out(row, places.get(row.pk), stars_told(actor, row, hosting)) for row in shown]
    return {"items": items, "next": str(shown[-1].pk) if len(found) > query.limit else ""}


@router.get("/{int:activity_id}/results", response=shapes.ResultsOut)
def read_results(request: HttpRequest, activity_id: int) -> object:
    """Figures over all of it; they name nobody."""
    actor = actor_of(request, READ)
    frame = frame_of(actor, activity_id)
    require(permissions.sees_hall(actor, frame.activity))
    found = totals(frame)
    names = ("wishes", "stars", "rated", "next_steps", "introductions")
    return {name: getattr(found, name) for name in names} | {"encounters": found.states}


@router.post("/encounters/{int:encounter_id}/said", response=shapes.EncounterOut)
@decorate_view(idempotent)
def say_happened(request: HttpRequest, encounter_id: int, body: shapes.SaidIn) -> object:
    actor, row, by = _speaking(request, encounter_id, body.participant)
    return _out(actor, meetings.say_happened(actor=actor, encounter=row, by=by, happened=body.happened, now=now()))


@router.post("/encounters/{int:encounter_id}/rating", response=shapes.EncounterOut)
@decorate_view(idempotent)
def rate(request: HttpRequest, encounter_id: int, body: shapes.StarsIn) -> object:
    actor, row, by = _speaking(request, encounter_id, body.participant)
    return _out(actor, meetings.rate_encounter(actor=actor, encounter=row, by=by, stars=body.stars, now=now()))


@router.post("/encounters/{int:encounter_id}/next-step", response=shapes.EncounterOut)
@decorate_view(idempotent)
def note_next_step(request: HttpRequest, encounter_id: int, body: shapes.NextStepIn) -> object:
    actor, row, by = _speaking(request, encounter_id, body.participant)
    return _out(actor, meetings.note_next_step(actor=actor, encounter=row, by=by, text=body.text, now=now()))


@router.post("/encounters/{int:encounter_id}/settle", response=shapes.EncounterOut)
@decorate_view(idempotent)
def settle(request: HttpRequest, encounter_id: int, body: shapes.SettleIn) -> object:
    """By the organiser."""
    actor = actor_of(request, WRITE)
    row = seen_encounter(actor, encounter_id)
    return _out(actor, meetings.settle_encounter(actor=actor, encounter=row, state=body.state, now=now()))


@router.post("/encounters/{int:encounter_id}/cancel", response=shapes.EncounterOut)
@decorate_view(idempotent)
def cancel_encounter(request: HttpRequest, encounter_id: int) -> object:
    """By the organiser; both get their quota back."""
    actor = actor_of(request, WRITE)
    row = seen_encounter(actor, encounter_id)
    return _out(actor, meetings.cancel_encounter(actor=actor, encounter=row, now=now()))


@router.post("/encounters/{int:encounter_id}/introduction", response=shapes.IntroductionRef)
@decorate_view(idempotent)
def introduce(request: HttpRequest, encounter_id: int) -> object:
    """Begun once; asked again, the same one is given."""
    actor = actor_of(request, WRITE)
    row = seen_encounter(actor, encounter_id)
    return {"introduction": begin_introduction(actor=actor, encounter=row, now=now()).pk}


def _speaking(request: HttpRequest, encounter_id: int, participant: int) -> tuple[Actor, Encounter, Participant]:
    actor = actor_of(request, WRITE)
    return actor, seen_encounter(actor, encounter_id), own_participant(actor, participant)


def _seen_wish(actor: Actor, pk: int, end: str) -> Wish:
    """One whose `end` (wisher, wished) is hers."""
    wish = Wish.objects.filter(pk=pk).first()
    if wish is None:
        raise NotFound()
    own_participant(actor, getattr(wish, f"{end}_id"))
    return wish


def _other(mine: Participant, pk: int) -> Participant:
    row = Participant.objects.select_related("registration__enterprise").filter(pk=pk, matchmaking=mine.matchmaking_id)
    found = row.first()
    if found is None:
        raise NotFound()
    return found


def _wish_out(wish: Wish) -> object:
    made = Encounter.objects.filter(wish=wish).values_list("pk", flat=True).first()
    return shapes.wish_out(wish, made)


def _out(actor: Actor, row: Encounter) -> object:
    stars = stars_told(actor, row, permissions.hosts(actor, row.matchmaking.activity))
    return shapes.encounter_out(row, places_of([row]).get(row.pk), stars)
