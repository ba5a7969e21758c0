"""After consent: the meeting, the next step, what came of it, and how it ended."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.exchange import permissions, rules
from shanghui.exchange.actions.letters import tell_brokers
from shanghui.exchange.actions.timeline import locked, note, save, set_clock
from shanghui.exchange.models import Introduction, Outcome
from shanghui.exchange.queries.deals import outcomes_of_deal
from shanghui.exchange.rules import DeclineReason, EventKind, IntroductionState, OutcomeKind, Side

TALKING = (IntroductionState.MET, IntroductionState.NEGOTIATING)
#: somebody who concludes too early may still learn of a landing
RECORDABLE = (*TALKING, IntroductionState.CONCLUDED)


@transaction.atomic
def record_meeting(
    *,
    actor: Actor,
    introduction: Introduction,
    on: date,
    now: datetime,
    text: str = "",
    next_step: str = "",
    next_step_on: date | None = None,
) -> Introduction:
    """The two have met; the follow-ups are counted from that day."""
    introduction = _conducted(actor, introduction, IntroductionState.CONSENTED)
    introduction.state, introduction.met_at = IntroductionState.MET, now
    set_clock(introduction, None)
    introduction.follow_up_on = on + timedelta(days=rules.FOLLOW_UPS[0])
    note(actor, introduction, EventKind.MET, now=now, text=text.strip()[:1000])
    _agree(actor, introduction, next_step, next_step_on, now)
    save(introduction)
    return introduction


@transaction.atomic
def agree_next_step(
    *, actor: Actor, introduction: Introduction, next_step: str, on: date | None, now: datetime
) -> Introduction:
    introduction = _conducted(actor, introduction, IntroductionState.CONSENTED, *TALKING)
    _agree(actor, introduction, next_step, on, now)
    save(introduction)
    return introduction


@transaction.atomic
def begin_negotiation(*, actor: Actor, introduction: Introduction, now: datetime) -> Introduction:
    introduction = _conducted(actor, introduction, IntroductionState.MET)
    introduction.state = IntroductionState.NEGOTIATING
    note(actor, introduction, EventKind.NEGOTIATING, now=now)
    save(introduction)
    return introduction


@transaction.atomic
def follow_up(*, actor: Actor, introduction: Introduction, text: str, now: datetime) -> Introduction:
    """What the firms said at 30, 90, 180 days; the next one is counted from the meeting."""
    introduction = _conducted(actor, introduction, *RECORDABLE)
    if not text.strip():
        raise rules.ReasonWanted()
    done = introduction.followed_up = min(introduction.followed_up + 1, len(rules.FOLLOW_UPS))
    ahead = rules.FOLLOW_UPS[done] - rules.FOLLOW_UPS[done - 1] if done < len(rules.FOLLOW_UPS) else None
    begun = introduction.follow_up_on
    introduction.follow_up_on = begun + timedelta(days=ahead) if begun and ahead else None
    note(actor, introduction, EventKind.FOLLOWED_UP, now=now, text=text.strip()[:1000])
    save(introduction)
    return introduction


@transaction.atomic
def record_outcome(
    *,
    actor: Actor,
    introduction: Introduction,
    kind: OutcomeKind,
    on: date,
    now: datetime,
    amount: Decimal | None = None,
    evidence: str = "",
) -> Outcome:
    """Intent, signed and landed are three facts, each once a deal. Raises OutcomeAlready."""
    introduction = _conducted(actor, introduction, *RECORDABLE)
    if introduction.same_deal_id:
        locked(introduction.same_deal)  # type: ignore[arg-type]
    if kind.value in outcomes_of_deal(introduction):
        raise rules.OutcomeAlready()
    outcome = Outcome.objects.create(
        introduction=introduction,
        kind=kind,
        on=on,
        amount=amount,
        evidence=evidence.strip()[:200],
        recorded_by_id=actor.user_id,
        at=now,
    )
    note(actor, introduction, EventKind.OUTCOME, now=now, text=kind.value)
    save(introduction)
    return outcome


@transaction.atomic
def conclude_introduction(
    *, actor: Actor, introduction: Introduction, now: datetime, reason: DeclineReason | None = None, text: str = ""
) -> Introduction:
    """With an outcome, or with the reason why there is none."""
    introduction = _conducted(actor, introduction, *TALKING)
    if reason is None and not outcomes_of_deal(introduction):
        raise rules.ReasonWanted()
    introduction.state, introduction.ended_at = IntroductionState.CONCLUDED, now
    introduction.reason, introduction.reason_note = reason or "", text.strip()[:200]
    introduction.next_step, introduction.next_step_on = "", None
    note(actor, introduction, EventKind.CONCLUDED, now=now, text=introduction.reason_note)
    save(introduction)
    return introduction


@transaction.atomic
def write_message(*, actor: Actor, introduction: Introduction, text: str, now: datetime) -> None:
    """Between the two brokers; the firms do not read it."""
    introduction = locked(introduction)
    require(permissions.can_conduct(actor, introduction))
    if not text.strip():
        raise rules.ReasonWanted()
    note(actor, introduction, EventKind.MESSAGE, now=now, text=text.strip()[:1000], for_brokers=True)
    side = permissions.brokered_side(actor, introduction) or Side(introduction.asking_side)
    if introduction.asked_at is not None:
        tell_brokers(introduction, side.other, "message", now=now)


def _conducted(actor: Actor, introduction: Introduction, *states: IntroductionState) -> Introduction:
    introduction = locked(introduction)
    require(permissions.can_conduct(actor, introduction))
    rules.ensure_introduction_step(introduction.state_enum, *states)
    return introduction


def _agree(actor: Actor, introduction: Introduction, text: str, on: date | None, now: datetime) -> None:
    if text.strip():
        introduction.next_step, introduction.next_step_on = text.strip()[:200], on
        note(actor, introduction, EventKind.NEXT_STEP, now=now, text=introduction.next_step)
