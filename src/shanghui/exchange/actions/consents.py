"""Yes or no of the two firms: by their brokers, by themselves, or by a link without an account."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from shanghui.core.actor import VISITOR, Actor
from shanghui.core.permission import require
from shanghui.exchange import permissions, rules
from shanghui.exchange.actions.introductions import refuse
from shanghui.exchange.actions.letters import tell_both
from shanghui.exchange.actions.timeline import locked, note, save, set_clock
from shanghui.exchange.clocks import meeting_clock
from shanghui.exchange.models import ConsentLink, Introduction
from shanghui.exchange.queries.consent_links import open_link, sealed
from shanghui.exchange.queries.deals import first_of_deal
from shanghui.exchange.rules import DeclineReason, EventKind, IntroductionState, Side
from shanghui.network.models import Enterprise

LINK_DAYS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """The row and the secret part of the address, which is shown once and kept only as its hash."""

    link: ConsentLink
    token: str


@transaction.atomic
def make_consent_link(*, actor: Actor, introduction: Introduction, side: Side, now: datetime) -> IssuedLink:
    """For the firm of her side; an earlier link of the same side that nobody used stops working."""
    introduction = locked(introduction)
    require(permissions.can_make_link(actor, introduction, side))
    rules.ensure_introduction_step(introduction.state_enum, IntroductionState.SCREENED)
    if introduction.consent_of(side) is not None:
        raise rules.AnsweredAlready()
    introduction.consent_links.filter(side=side, used_at=None).delete()
    token = secrets.token_urlsafe(24)
    link = introduction.consent_links.create(
        side=side, token_hash=sealed(token), made_by_id=actor.user_id, expires_at=now + LINK_DAYS
    )
    note(actor, introduction, EventKind.LINK, now=now, text=side.value)
    return IssuedLink(link, token)


@transaction.atomic
def give_consent(
    *, actor: Actor, introduction: Introduction, side: Side, now: datetime, version: int | None = None
) -> Introduction:
    """The firm's own people, or its broker who has asked it."""
    introduction = locked(introduction, version)
    require(permissions.can_consent(actor, introduction, side))
    _consent(actor, introduction, side, now)
    return introduction


@transaction.atomic
def answer_by_link(
    *, token: str, agrees: bool, now: datetime, reason: DeclineReason | None = None, text: str = ""
) -> Introduction:
    """Whoever holds the link speaks for the firm, once. Raises Gone when it is used, over or unknown.

    The introduction is locked before the link, as everywhere; then the link is asked again.
    """
    introduction = locked(open_link(token, now).introduction)
    link = open_link(token, now, lock=True)
    link.used_at = now
    link.save(update_fields=["used_at"])
    if agrees:
        _consent(VISITOR, introduction, Side(link.side), now)
    else:
        refuse(VISITOR, introduction, Side(link.side), reason, now=now, text=text)
    return introduction


def _consent(actor: Actor, introduction: Introduction, side: Side, now: datetime) -> None:
    rules.ensure_introduction_step(introduction.state_enum, IntroductionState.SCREENED)
    if introduction.consent_of(side) is not None:
        raise rules.AnsweredAlready()
    name = "asking_consent_at" if side == introduction.asking_side else "asked_consent_at"
    setattr(introduction, name, now)
    note(actor, introduction, EventKind.CONSENTED, now=now, text=side.value)
    if introduction.asking_consent_at and introduction.asked_consent_at:
        _release(actor, introduction, now)
    save(introduction)


def _release(actor: Actor, introduction: Introduction, now: datetime) -> None:
    """From now on the two firms see each other's contacts; the trail says since when.

    The firms' rows are locked: of two introductions of one deal that are released at once, the later finds the earlier.
    """
    firms = [introduction.asking_enterprise_id, introduction.asked_enterprise_id]
    rows = Enterprise.objects.unrestricted("one deal at a time").filter(pk__in=[pk for pk in firms if pk is not None])
    list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    introduction.state, introduction.released_at = IntroductionState.CONSENTED, now
    introduction.same_deal = first_of_deal(introduction, now)
    set_clock(introduction, meeting_clock(localdate(now)))
    note(actor, introduction, EventKind.RELEASED, now=now)
    tell_both(introduction, "consented", now=now)
