"""Introductions for programs: the same steps under the same rules as on the page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate, now
from ninja import Field, Query, Router, Status
from ninja.decorators import decorate_view

from shanghui.core.actor import Actor
from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.asking import actor_of as anybody
from shanghui.core.asking import seen
from shanghui.core.idempotency import idempotent
from shanghui.core.permission import has_scope, require
from shanghui.core.refusal import BadRequest
from shanghui.exchange import permissions, rules
from shanghui.exchange.actions import consents, introductions, progress
from shanghui.exchange.api import introduction_shapes as shapes
from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.queries import introductions as queries
from shanghui.exchange.queries.duties import waits_for
from shanghui.exchange.queries.introduction_page import introduction_page, whole
from shanghui.exchange.rules import IntroductionState, Side

router = Router(tags=["introductions"])
Act = Callable[..., object]


class IntroductionQuery(Strict):
    """The filters of the page. `before` is the `next` of the page before; `waiting`: what wants something of the caller."""

    state: IntroductionState | None = None
    side: queries.Begun | None = None
    organisation: int | None = None
    waiting: bool = False
    before: int | None = None
    limit: int = Field(50, ge=1, le=200)


def actor_of(request: HttpRequest, scope: str = "exchange:read") -> Actor:
    """Who asks. Raises NotPermitted when a token lacks the scope."""
    actor = anybody(request)
    require(has_scope(actor, scope))
    return actor


@router.get("", response=shapes.IntroductionPageOut)
def list_introductions(request: HttpRequest, query: Query[IntroductionQuery]) -> object:
    """The newest first."""
    actor, day = actor_of(request), localdate()
    ensure_query_known(request, type(query))
    filters = queries.Filters(query.state, query.side, query.organisation)
    rows = queries.narrowed(queries.introductions(actor), actor, filters)
    if query.waiting:
        rows = rows.filter(waits_for(actor, day))
    if query.before is not None:
        rows = rows.filter(pk__lt=query.before)
    found = list(rows[: query.limit + 1])
    shown = found[: query.limit]
    more = shown[-1].pk if len(found) > query.limit else None
    return {"items": [shapes.line_out(actor, row, day) for row in shown], "next": more}


@router.post("", response={201: shapes.IntroductionOut})
@decorate_view(idempotent)
def create_introduction(request: HttpRequest, body: shapes.DraftIn) -> object:
    """A draft, or with `ask` at once a question to the other side's secretaries."""
    actor = actor_of(request, "exchange:write")
    require(permissions.can_judge_match(actor))
    need, offer = _listing(actor, body.need, Side.NEED), _listing(actor, body.offer, Side.OFFER)
    mine, theirs = (need, offer) if permissions.can_draft_introduction(actor, need) else (offer, need)
    if not permissions.can_draft_introduction(actor, mine):
        raise rules.OwnListingOnly()
    act = introductions.propose_introduction if body.ask else introductions.draft_introduction
    fits = [one.dict() for one in body.fits]
    made = act(actor=actor, mine=mine, theirs=theirs, message=body.message, fits=fits, now=now())
    return Status(201, _shown(actor, made.pk))


@router.get("/{introduction_id}", response=shapes.IntroductionOut)
def read_introduction(request: HttpRequest, introduction_id: int) -> object:
    return _shown(actor_of(request), introduction_id)


@router.post("/{introduction_id}/ask", response=shapes.IntroductionOut)
@decorate_view(idempotent)
def ask(request: HttpRequest, introduction_id: int, body: shapes.AnswerIn) -> object:
    return _step(request, introduction_id, introductions.ask_introduction, body)


@router.post("/{introduction_id}/screen", response=shapes.IntroductionOut)
@decorate_view(idempotent)
def screen(request: HttpRequest, introduction_id: int, body: shapes.AnswerIn) -> object:
    """The asked secretaries let it pass."""
    return _step(request, introduction_id, introductions.screen_introduction, body)


@router.post("/{introduction_id}/decline", response=shapes.IntroductionOut)
@decorate_view(idempotent)
def decline(request: HttpRequest, introduction_id: int, body: shapes.DeclineIn) -> object:
    return _step(request, introduction_id, introductions.decline_introduction, body)


@router.post("/{introduction_id}/consent", response=shapes.IntroductionOut)
@decorate_view(idempotent)
def consent(request: HttpRequest, introduction_id: int, body: shapes.SideIn) -> object:
    """The firm's yes; with the second one contacts are released to both firms and both brokers."""
    return _step(request, introduction_id, consents.give_consent, body)


@router.post("/{introduction_id}/link", response={201: shapes.LinkOut})
def make_link(request: HttpRequest, introduction_id: int, body: shapes.SideIn) -> object:
    """A new consent link for the caller's member. Without `Idempotency-Key`: the reply is a secret and is not kept."""
    actor = actor_of(request, "exchange:write")
    row = seen(Introduction.objects.all(), actor, introduction_id)
    made = consents.make_consent_link(actor=actor, introduction=row, side=body.side, now=now())
    url = settings.SITE_URL.rstrip("/") + reverse("exchange:consent", args=[made.token])
    return Status(201, {"side": body.side, "url": url, "expires_at": made.link.expires_at})


@router.post("/{introduction_id}/meeting", response=shapes.IntroductionOut)
@decorate_view(idempotent)
def record_meeting(request: HttpRequest, introduction_id: int, body: shapes.MeetingIn) -> object:
    return _step(request, introduction_id, progress.record_meeting, body)


@router.post("/{introduction_id}/next-step", response=shapes.IntroductionOut)
@decorate_view(idempotent)
def agree_next_step(request: HttpRequest, introduction_id: int, body: shapes.NextStepIn) -> object:
    return _step(request, introduction_id, progress.agree_next_step, body)


@router.post("/{introduction_id}/negotiation", response=shapes.IntroductionOut)
@decorate_view(idempotent)
def begin_negotiation(request: HttpRequest, introduction_id: int) -> object:
    return _step(request, introduction_id, progress.begin_negotiation)


@router.post("/{introduction_id}/follow-up", response=shapes.IntroductionOut)
@decorate_view(idempotent)
def follow_up(request: HttpRequest, introduction_id: int, body: shapes.TextIn) -> object:
    return _step(request, introduction_id, progress.follow_up, body)


@router.post("/{introduction_id}/outcomes", response={201: shapes.OutcomeOut})
@decorate_view(idempotent)
def record_outcome(request: HttpRequest, introduction_id: int, body: shapes.OutcomeIn) -> object:
    actor = actor_of(request, "exchange:write")
    row = seen(Introduction.objects.all(), actor, introduction_id)
    made = progress.record_outcome(actor=actor, introduction=row, now=now(), **body.dict())
    return Status(201, shapes.outcome_out(made, permissions.can_see_amounts(actor, row)))


@router.post("/{introduction_id}/conclude", response=shapes.IntroductionOut)
@decorate_view(idempotent)
def conclude(request: HttpRequest, introduction_id: int, body: shapes.ConcludeIn) -> object:
    return _step(request, introduction_id, progress.conclude_introduction, body)


@router.post("/{introduction_id}/messages", response={201: shapes.IntroductionOut})
@decorate_view(idempotent)
def write_message(request: HttpRequest, introduction_id: int, body: shapes.TextIn) -> object:
    """To the other broker alone."""
    return Status(201, _step(request, introduction_id, progress.write_message, body))


def _step(request: HttpRequest, pk: int, act: Act, body: Strict | None = None) -> object:
    """One step, and the introduction as it is afterwards."""
    actor = actor_of(request, "exchange:write")
    row = seen(Introduction.objects.all(), actor, pk)
    act(actor=actor, introduction=row, now=now(), **(body.dict() if body else {}))
    return _shown(actor, pk)


def _shown(actor: Actor, pk: int) -> dict[str, object]:
    row, day = seen(whole(actor), actor, pk), localdate()
    return shapes.introduction_out(actor, introduction_page(actor, row, day), day)


def _listing(actor: Actor, pk: int, side: Side) -> Listing:
    listing = seen(Listing.objects.all(), actor, pk)
    if listing.side != side:
        raise BadRequest()
    return listing
