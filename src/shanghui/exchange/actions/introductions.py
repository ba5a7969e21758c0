"""Draft and ask, screen, decline: what the brokers of both sides do before the firms are asked."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest
from shanghui.exchange import permissions, rules
from shanghui.exchange.actions.letters import tell_both, tell_brokers
from shanghui.exchange.actions.timeline import locked, note, save, set_clock, written
from shanghui.exchange.clocks import answer_clock, consent_clock, draft_clock
from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.rules import DeclineReason, EventKind, Fit, IntroductionState, Side

Fits = Sequence[Mapping[str, str]]
MOST_FITS = 30


@transaction.atomic
def draft_introduction(
    *, actor: Actor, mine: Listing, theirs: Listing, message: str, now: datetime, fits: Fits = ()
) -> Introduction:
    """From a listing that the actor brokers to a partner that she sees. `fits`: requirement, state, evidence."""
    need, offer = _pair(mine, theirs)
    mine, theirs = (need, offer) if mine.side == Side.NEED else (offer, need)
    require(permissions.can_draft_introduction(actor, mine), seen=permissions.sees_listing(actor, theirs))
    _ensure_introducible(need, offer, now)
    rules.ensure_no_contacts(message)
    introduction = Introduction(
        need=need,
        offer=offer,
        asking_side=mine.side,
        asking_enterprise_id=mine.enterprise_id,
        asked_enterprise_id=theirs.enterprise_id,
        asking_organisation_id=mine.organisation_id,
        asked_organisation_id=theirs.organisation_id,
        asking_broker_id=actor.user_id,
        subject=need.title,
        message=written(message, 1000),
        fits=_fits(fits),
    )
    set_clock(introduction, draft_clock(localdate(now)))
    introduction.save()
    note(actor, introduction, EventKind.DRAFTED, now=now)
    return introduction


@transaction.atomic
def propose_introduction(
    *, actor: Actor, mine: Listing, theirs: Listing, message: str, now: datetime, fits: Fits = ()
) -> Introduction:
    """Drafted and sent to the other side's secretaries in one go: both or neither."""
    drafted = draft_introduction(actor=actor, mine=mine, theirs=theirs, message=message, now=now, fits=fits)
    return ask_introduction(actor=actor, introduction=drafted, now=now)


@transaction.atomic
def ask_introduction(
    *, actor: Actor, introduction: Introduction, now: datetime, version: int | None = None
) -> Introduction:
    """To the secretaries of the other side; where one organisation brokers both, at once to the firms."""
    introduction = locked(introduction, version)
    require(permissions.can_ask(actor, introduction))
    rules.ensure_introduction_step(introduction.state_enum, IntroductionState.DRAFTED)
    _ensure_live(now, introduction.need_id, introduction.offer_id)
    introduction.state, introduction.asked_at = IntroductionState.ASKED, now
    set_clock(introduction, answer_clock(localdate(now)))
    note(actor, introduction, EventKind.ASKED, now=now)
    if introduction.asked_organisation_id == introduction.asking_organisation_id:
        _pass(actor, introduction, now)
    else:
        tell_brokers(introduction, introduction.asking_side_enum.other, "asked", now=now)
    save(introduction)
    return introduction


@transaction.atomic
def screen_introduction(
    *, actor: Actor, introduction: Introduction, now: datetime, version: int | None = None
) -> Introduction:
    """The asked broker lets it pass: both firms may now be asked."""
    introduction = locked(introduction, version)
    require(permissions.can_screen(actor, introduction))
    rules.ensure_introduction_step(introduction.state_enum, IntroductionState.ASKED)
    _pass(actor, introduction, now)
    tell_brokers(introduction, introduction.asking_side_enum, "screened", now=now)
    save(introduction)
    return introduction


@transaction.atomic
def decline_introduction(
    *,
    actor: Actor,
    introduction: Introduction,
    side: Side,
    reason: DeclineReason | None,
    now: datetime,
    text: str = "",
    version: int | None = None,
) -> Introduction:
    """Either side, its broker or its firm, until the two have met."""
    introduction = locked(introduction, version)
    require(permissions.can_consent(actor, introduction, side))
    return refuse(actor, introduction, side, reason, now=now, text=text)


def refuse(
    actor: Actor, introduction: Introduction, side: Side, reason: DeclineReason | None, *, now: datetime, text: str = ""
) -> Introduction:
    """The locked introduction ends here. Raises ReasonWanted."""
    rules.ensure_introduction_step(introduction.state_enum, *rules.REFUSABLE)
    if reason is None:
        raise rules.ReasonWanted()
    rules.ensure_no_contacts(text)
    introduction.state, introduction.ended_at = IntroductionState.DECLINED, now
    introduction.declined_by, introduction.reason, introduction.reason_note = side, reason, written(text, 200)
    set_clock(introduction, None)
    note(actor, introduction, EventKind.DECLINED, now=now, text=introduction.reason_note)
    if introduction.asked_at is not None:
        _tell_of_the_no(actor, introduction, side, now)
    save(introduction)
    return introduction


def end_with_listing(actor: Actor, listing: Listing, *, now: datetime) -> int:
    """Of a listing that its owner closes: what both firms have not agreed to ends, what they have goes on; how many."""
    side = listing.side_enum
    rows = Introduction.objects.unrestricted("they end with their listing").filter(state__in=rules.UNDECIDED)
    ended = list(rows.filter(**{side.value: listing}).order_by("pk"))
    with override(settings.LANGUAGE_CODE):
        text = _("这条供需已经关闭。")
    for row in ended:
        gone = refuse(actor, locked(row), side, DeclineReason.OTHER, now=now, text=text)
        if gone.asked_at is None and gone.asking_side != side:
            tell_brokers(gone, gone.asking_side_enum, "declined", now=now)
    return len(ended)


def _tell_of_the_no(actor: Actor, introduction: Introduction, side: Side, now: datetime) -> None:
    """The other side; and the firm's own broker, when the firm said it without her."""
    if permissions.brokers(actor, introduction.organisation_id_of(side)):
        tell_brokers(introduction, side.other, "declined", now=now)
    else:
        tell_both(introduction, "declined", now=now)


def _pass(actor: Actor, introduction: Introduction, now: datetime) -> None:
    introduction.state, introduction.screened_at = IntroductionState.SCREENED, now
    introduction.asked_broker_id = actor.user_id
    set_clock(introduction, consent_clock(localdate(now)))
    note(actor, introduction, EventKind.SCREENED, now=now)


def _pair(mine: Listing, theirs: Listing) -> tuple[Listing, Listing]:
    """Locked in the order of their keys, so that two who draft the same pair wait for each other."""
    if mine.side == theirs.side:
        raise BadRequest()
    rows = Listing.objects.unrestricted("the action asks").select_for_update(of=("self",)).order_by("pk")
    found = {row.side_enum: row for row in rows.filter(pk__in=[mine.pk, theirs.pk])}
    return found[Side.NEED], found[Side.OFFER]


def _ensure_introducible(need: Listing, offer: Listing, now: datetime) -> None:
    _ensure_live(now, need.pk, offer.pk)
    same_firm = need.enterprise_id == offer.enterprise_id
    if same_firm and (need.enterprise_id is not None or need.organisation_id == offer.organisation_id):
        raise rules.SameFirm()
    same = Introduction.objects.unrestricted("its own rule").filter(need=need, offer=offer)
    if same.filter(state__in=rules.OPEN_STATES).exists():
        raise rules.IntroducedAlready()


def _ensure_live(now: datetime, *listings: int | None) -> None:
    """What was withdrawn since the draft is not asked for."""
    wanted = [pk for pk in listings if pk is not None]
    if Listing.objects.unrestricted("its own rule").live(localdate(now)).filter(pk__in=wanted).count() != len(wanted):
        raise rules.ListingNotOpen()


def _fits(given: Fits) -> list[dict[str, str]]:
    """Raises BadRequest, ContactsInText."""
    if len(given) > MOST_FITS or any(one.get("state") not in set(Fit) for one in given):
        raise BadRequest()
    kept = [
        {
            "requirement": written(one.get("requirement", ""), 200),
            "state": one["state"],
            "evidence": written(one.get("evidence", ""), 200),
        }
        for one in given
    ]
    rules.ensure_no_contacts(*[one[name] for one in kept for name in ("requirement", "evidence")])
    return kept
