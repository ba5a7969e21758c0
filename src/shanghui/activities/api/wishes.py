"""Activities for programs: matchmaking up to the timetable, and after it. The same actions as the pages."""

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Field, Query, Router, Status
from ninja.decorators import decorate_view

from shanghui.activities import permissions
from shanghui.activities.actions.frames import Frame, set_frame
from shanghui.activities.actions.participants import Said, change_participant, join
from shanghui.activities.api import wish_shapes as shapes
from shanghui.activities.models import Activity, Matchmaking, Participant, Registration, Slot
from shanghui.activities.queries.participant_page import participant_page
from shanghui.activities.queries.participants import counts, hall, hall_filters, offered_listings
from shanghui.activities.queries.results import totals
from shanghui.activities.queries.suggestions import suggestions
from shanghui.activities.rules import Stretch
from shanghui.activities.views.joining import matchmaking_of
from shanghui.activities.views.speaking import RELATED
from shanghui.core.actor import Actor
from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.asking import seen
from shanghui.core.idempotency import idempotent
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, NotFound
from shanghui.network.api.asking import actor_of

router = Router(tags=["matchmaking"])
READ, WRITE = "activities:read", "activities:write"


class HallQuery(Strict):
    """`cursor` is the `next` of the page before: how many came before it."""

    part: str = Field("", max_length=6)
    unit: str = Field("", max_length=18)
    q: str = Field("", max_length=60)
    cursor: int = Field(0, ge=0, le=100_000)
    limit: int = Field(50, ge=1, le=200)


@router.get("/{int:activity_id}/matchmaking", response=shapes.FrameOut)
def read_matchmaking(request: HttpRequest, activity_id: int) -> object:
    """The frame, and how many participants, wishes and encounters there are."""
    frame = frame_of(actor_of(request, READ), activity_id)
    return _frame_out(frame)


@router.put("/{int:activity_id}/matchmaking", response=shapes.FrameOut)
@decorate_view(idempotent)
def put_matchmaking(request: HttpRequest, activity_id: int, body: shapes.FrameIn) -> object:
    """Sessions are cut into slots; what the same time had is kept."""
    actor = actor_of(request, WRITE)
    activity = seen(Activity.objects.select_related("organisation"), actor, activity_id)
    frame = Frame(
        **body.dict(exclude={"sessions", "zones"}),
        stretches=[Stretch(one.name, one.starts_at, one.ends_at) for one in body.sessions],
        zones={number - 1: zone for number, zone in body.zones.items()},
    )
    return _frame_out(set_frame(actor=actor, activity=activity, frame=frame, now=now()))


@router.get("/{int:activity_id}/participants", response=shapes.ParticipantPageOut)
def list_participants(request: HttpRequest, activity_id: int, query: Query[HallQuery]) -> object:
    """Buyers first. For the hosts and those who have a guest there."""
    actor = actor_of(request, READ)
    ensure_query_known(request, HallQuery)
    frame = frame_of(actor, activity_id)
    require(permissions.sees_hall(actor, frame.activity))
    rows = hall(frame, hall_filters({"part": query.part, "unit": query.unit, "q": query.q}))
    found = list(rows[query.cursor : query.cursor + query.limit + 1])
    following = str(query.cursor + query.limit) if len(found) > query.limit else ""
    return {"items": [shapes.participant_out(row) for row in found[: query.limit]], "next": following}


@router.post("/{int:activity_id}/participants", response={201: shapes.OwnOut})
@decorate_view(idempotent)
def add_participant(request: HttpRequest, activity_id: int, body: shapes.ParticipantIn) -> object:
    """A guest with a seat comes to the tables."""
    actor = actor_of(request, WRITE)
    frame = frame_of(actor, activity_id)
    rows = Registration.objects.filter(activity=activity_id).select_related("enterprise__region", "unit", "activity")
    guest = seen(rows, actor, body.registration)
    made = join(
        actor=actor,
        matchmaking=frame,
        guest=guest,
        facts=_facts(body),
        topics=_topics(actor, guest, body.topics or [], None),
        forbidden=_slots(frame, body.busy or []),
        now=now(),
    )
    return Status(201, _own_out(made))


@router.get("/participants/{int:participant_id}", response=shapes.OwnOut)
def read_participant(request: HttpRequest, participant_id: int) -> object:
    """With its wishes and encounters; for those who speak for it, and the hosts."""
    return _own_out(own_participant(actor_of(request, READ), participant_id))


@router.patch("/participants/{int:participant_id}", response=shapes.OwnOut)
@decorate_view(idempotent)
def edit_participant(request: HttpRequest, participant_id: int, body: shapes.ParticipantPatch) -> object:
    actor = actor_of(request, WRITE)
    row = own_participant(actor, participant_id)
    changed = change_participant(
        actor=actor,
        participant=row,
        facts=_facts(body),
        topics=None if body.topics is None else _topics(actor, row.registration, body.topics, row),
        forbidden=None if body.busy is None else _slots(row.matchmaking, body.busy),
        version=body.version,
        now=now(),
    )
    return _own_out(changed)


@router.get("/participants/{int:participant_id}/suggestions", response=shapes.SuggestionsOut)
def list_suggestions(request: HttpRequest, participant_id: int) -> object:
    """Whom it would be worth to meet, the best first, with reasons."""
    found = suggestions(own_participant(actor_of(request, READ), participant_id))
    return {"ready": found.ready, "items": [shapes.suggestion_out(one) for one in found.found]}


def frame_of(actor: Actor, activity_id: int) -> Matchmaking:
    """Of an activity that she sees."""
    return matchmaking_of(seen(Activity.objects.all(), actor, activity_id).pk)


def own_participant(actor: Actor, pk: int) -> Participant:
    """One for whom she speaks, or whose activity she hosts; the same 404 for all others and for absent ones."""
    row = Participant.objects.select_related(*RELATED).filter(pk=pk).first()
    if row is None:
        raise NotFound()
    seen(Registration.objects.all(), actor, row.registration_id)
    return row


def _frame_out(frame: Matchmaking) -> object:
    found = totals(frame)
    return shapes.frame_out(frame, counts(frame), found.wishes, found.states)


def _own_out(row: Participant) -> object:
    return shapes.own_out(row, participant_page(row, now()))


def _facts(body: shapes.ParticipantPatch) -> dict[str, object]:
    """What was given; a part or a number of delegates is never taken away, a quota is."""
    given = body.dict(exclude_unset=True, include={"part", "pitch", "delegates", "quota", "from_slot"})
    if any(value is None for name, value in given.items() if name != "quota"):
        raise BadRequest()
    return given


def _topics(actor: Actor, guest: Registration, given: list[shapes.TopicIn], row: Participant | None) -> list[Said]:
    """Raises BadRequest for a listing that is not the firm's to bring."""
    offered = {one.pk: one for one in offered_listings(actor, guest, row)}
    told = []
    for one in given:
        listing = offered.get(one.listing) if one.listing is not None else None
        if one.listing is not None and (listing is None or listing.side != one.side):
            raise BadRequest()
        words = (
            (one.title or listing.title, one.description or listing.summary)
            if listing
            else (one.title, one.description)
        )
        told.append(Said(one.side, *words, listing))
    return told


def _slots(frame: Matchmaking, numbers: list[int]) -> list[Slot]:
    """Raises BadRequest for a number that there is not."""
    found = list(frame.slots.filter(number__in=numbers))
    if len(found) != len(set(numbers)):
        raise BadRequest()
    return found
