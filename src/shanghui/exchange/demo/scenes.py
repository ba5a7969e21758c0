"""What the words of a script do: each calls the action that a person would have called."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.exchange.actions import consents, introductions, listings, progress
from shanghui.exchange.models import Introduction
from shanghui.exchange.rules import Closing, DeclineReason, OutcomeKind, Side


@dataclass(frozen=True)
class Scene:
    """Who does it, to which introduction, for which side, when. `firm` is the firm's own account, if it has one;
    `by_firm` says that the firm answers by itself."""

    introduction: Introduction
    side: Side
    broker: Actor
    firm: Actor | None
    by_firm: bool
    now: datetime


Verb = Callable[[Scene, str], object]


def play(scene: Scene, what: str, text: str) -> None:
    """Raises KeyError on a word that nobody knows."""
    VERBS[what](scene, text)


def _ask(scene: Scene, text: str) -> None:
    introductions.ask_introduction(actor=scene.broker, introduction=scene.introduction, now=scene.now)


def _screen(scene: Scene, text: str) -> None:
    introductions.screen_introduction(actor=scene.broker, introduction=scene.introduction, now=scene.now)


def _agree(scene: Scene, text: str) -> None:
    """By the firm itself, with its account or the link that its broker sent; else by the broker, who has asked it."""
    if scene.by_firm and scene.firm is None:
        consents.answer_by_link(token=_link(scene), agrees=True, now=scene.now)
    else:
        actor = scene.firm if scene.by_firm and scene.firm else scene.broker
        consents.give_consent(actor=actor, introduction=scene.introduction, side=scene.side, now=scene.now)


def _decline(scene: Scene, text: str) -> None:
    word, _, why = text.partition(" ")
    reason = DeclineReason(word)
    if scene.by_firm:
        consents.answer_by_link(token=_link(scene), agrees=False, reason=reason, text=why, now=scene.now)
    else:
        introductions.decline_introduction(
            actor=scene.broker,
            introduction=scene.introduction,
            side=scene.side,
            reason=reason,
            text=why,
            now=scene.now,
        )


def _link(scene: Scene) -> str:
    made = consents.make_consent_link(
        actor=scene.broker,
        introduction=scene.introduction,
        side=scene.side,
        now=scene.now - timedelta(hours=1),
    )
    return made.token


def _say(scene: Scene, text: str) -> None:
    progress.write_message(actor=scene.broker, introduction=scene.introduction, text=text, now=scene.now)


def _meet(scene: Scene, text: str) -> None:
    day = localdate(scene.now)
    progress.record_meeting(actor=scene.broker, introduction=scene.introduction, on=day, text=text, now=scene.now)


def _next(scene: Scene, text: str) -> None:
    days, _, step = text.partition(" ")
    on = localdate(scene.now) + timedelta(days=int(days))
    progress.agree_next_step(actor=scene.broker, introduction=scene.introduction, next_step=step, on=on, now=scene.now)


def _negotiate(scene: Scene, text: str) -> None:
    progress.begin_negotiation(actor=scene.broker, introduction=scene.introduction, now=scene.now)


def _follow(scene: Scene, text: str) -> None:
    progress.follow_up(actor=scene.broker, introduction=scene.introduction, text=text, now=scene.now)


def _outcome(kind: OutcomeKind) -> Verb:
    def record(scene: Scene, text: str) -> None:
        amount, _, evidence = text.partition(" ")
        progress.record_outcome(
            actor=scene.broker,
            introduction=scene.introduction,
            kind=kind,
            on=localdate(scene.now),
            amount=None if amount == "-" else Decimal(amount),
            evidence=evidence,
            now=scene.now,
        )

    return record


def _done(scene: Scene, text: str) -> None:
    progress.conclude_introduction(actor=scene.broker, introduction=scene.introduction, text=text, now=scene.now)


def _end(scene: Scene, text: str) -> None:
    """Without any outcome, or with an intent that came to nothing."""
    word, _, why = text.partition(" ")
    progress.conclude_introduction(
        actor=scene.broker, introduction=scene.introduction, reason=DeclineReason(word), text=why, now=scene.now
    )


def _shut(scene: Scene, text: str) -> None:
    need = scene.introduction.need
    assert need is not None
    listings.close_listing(actor=scene.broker, listing=need, closing=Closing.FULFILLED, now=scene.now)


VERBS: dict[str, Verb] = {
    "ask": _ask,
    "screen": _screen,
    "agree": _agree,
    "decline": _decline,
    "say": _say,
    "met": _meet,
    "next": _next,
    "negotiate": _negotiate,
    "follow": _follow,
    "intent": _outcome(OutcomeKind.INTENT),
    "signed": _outcome(OutcomeKind.SIGNED),
    "landed": _outcome(OutcomeKind.LANDED),
    "done": _done,
    "end": _end,
    "shut": _shut,
}
