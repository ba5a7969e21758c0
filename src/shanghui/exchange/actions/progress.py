"""After consent: the meeting, the next step, what came of it, and how it ended."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import get_current_timezone, localdate

from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest
from shanghui.exchange import permissions, rules
from shanghui.exchange.actions.letters import tell_brokers
from shanghui.exchange.actions.timeline import locked, note, save, set_clock, written
from shanghui.exchange.models import Introduction, Outcome
from shanghui.exchange.queries.deals import outcomes_of_deal
from shanghui.exchange.rules import DeclineReason, EventKind, IntroductionState, OutcomeKind

TALKING = (IntroductionState.MET, IntroductionState.NEGOTIATING)
#: somebody who concludes too early may still learn of a landing
RECORDABLE = (*TALKING, IntroductionState.CONCLUDED)
#: 99,999,999,999,999.99 yuan is what the column holds
MOST_YUAN = Decimal(10) ** 14


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
    """The two have met; the follow-ups are counted from that day. Raises NotYet."""
    introduction = _conducted(actor, introduction, IntroductionState.CONSENTED)
    rules.ensure_happened(on, localdate(now))
    introduction.state, introduction.met_at = IntroductionState.MET, _moment(on, now)
    set_clock(introduction, None)
    introduction.follow_up_on = on + timedelta(days=rules.FOLLOW_UPS[0])
    note(actor, introduction, EventKind.MET, now=now, text=written(text, 1000))
    _agree(actor, introduction, next_step, next_step_on, now)
    save(introduction)
    return introduction


@transaction.atomic
def agree_next_step(
    *, actor: Actor, introduction: Introduction, next_step: str, on: date | None = None, now: datetime
) -> Introduction:
    """Raises ReasonWanted without a text."""
    introduction = _conducted(actor, introduction, IntroductionState.CONSENTED, *TALKING)
    if not next_step.strip():
        raise rules.ReasonWanted()
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
    """What a firm said at 30, 90, 180 days, for the brokers alone; the next one is counted from the meeting."""
    introduction = _conducted(actor, introduction, *RECORDABLE)
    if not text.strip():
        raise rules.ReasonWanted()
    done = introduction.followed_up = min(introduction.followed_up + 1, len(rules.FOLLOW_UPS))
    ahead = rules.FOLLOW_UPS[done] - rules.FOLLOW_UPS[done - 1] if done < len(rules.FOLLOW_UPS) else None
    begun = introduction.follow_up_on
    introduction.follow_up_on = begun + timedelta(days=ahead) if begun and ahead else None
    note(actor, introduction, EventKind.FOLLOWED_UP, now=now, text=written(text, 1000), for_brokers=True)
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
    """Intent, signed and landed are three facts, each once a deal. Raises OutcomeAlready, NotYet."""
    introduction = _conducted(actor, introduction, *RECORDABLE)
    rules.ensure_happened(on, localdate(now))
    if amount is not None and not (amount.is_finite() and 0 <= amount < MOST_YUAN):
        raise BadRequest()
    if introduction.same_deal is not None:
        locked(introduction.same_deal)
    if kind.value in outcomes_of_deal(introduction):
        raise rules.OutcomeAlready()
    facts = {"kind": kind, "on": on, "amount": amount, "evidence": written(evidence, 200)}
    outcome = Outcome.objects.create(introduction=introduction, recorded_by_id=actor.user_id, at=now, **facts)
    note(actor, introduction, EventKind.OUTCOME, now=now, text=kind.value)
    save(introduction)
    return outcome


@transaction.atomic
def conclude_introduction(
    *, actor: Actor, introduction: Introduction, now: datetime, reason: DeclineReason | None = None, text: str = ""
) -> Introduction:
    """With an outcome, or with the reason why there is none; then nobody need ask again."""
    introduction = _conducted(actor, introduction, *TALKING)
    outcomes = outcomes_of_deal(introduction)
    if reason is None and not outcomes:
        raise rules.ReasonWanted()
    introduction.state, introduction.ended_at = IntroductionState.CONCLUDED, now
    introduction.reason, introduction.reason_note = reason or "", written(text, 200)
    introduction.next_step, introduction.next_step_on = "", None
    if not outcomes:
        introduction.follow_up_on = None
    note(actor, introduction, EventKind.CONCLUDED, now=now, text=introduction.reason_note)
    save(introduction)
    return introduction


@transaction.atomic
def write_message(*, actor: Actor, introduction: Introduction, text: str, now: datetime) -> None:
    """Between the two brokers; the firms do not read it. Before both have said yes it carries no contacts either."""
    introduction = locked(introduction)
    require(permissions.can_conduct(actor, introduction))
    if not text.strip():
        raise rules.ReasonWanted()
    if not introduction.is_released:
        rules.ensure_no_contacts(text)
    note(actor, introduction, EventKind.MESSAGE, now=now, text=written(text, 1000), for_brokers=True)
    side = permissions.brokered_side(actor, introduction) or introduction.asking_side_enum
    theirs = introduction.organisation_id_of(side.other)
    if introduction.asked_at is not None and theirs != introduction.organisation_id_of(side):
        tell_brokers(introduction, side.other, "message", now=now)


def _conducted(actor: Actor, introduction: Introduction, *states: IntroductionState) -> Introduction:
    introduction = locked(introduction)
    require(permissions.can_conduct(actor, introduction))
    rules.ensure_introduction_step(introduction.state_enum, *states)
    return introduction


def _agree(actor: Actor, introduction: Introduction, text: str, on: date | None, now: datetime) -> None:
    if text.strip():
        introduction.next_step, introduction.next_step_on = written(text, 200), on
        note(actor, introduction, EventKind.NEXT_STEP, now=now, text=introduction.next_step)


def _moment(on: date, now: datetime) -> datetime:
    """Of a day that is over nobody says the hour."""
    return now if on == localdate(now) else datetime.combine(on, time(12), get_current_timezone())
