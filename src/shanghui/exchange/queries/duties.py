"""What does an introduction want of this actor now?"""

from datetime import date, timedelta

from django.db.models import Q

from shanghui.core.actor import Actor
from shanghui.exchange import permissions
from shanghui.exchange.models import Introduction
from shanghui.exchange.rules import REFUSABLE, Duty, IntroductionState, Side

State = IntroductionState
#: an introduction whose last day is so near is shown to both sides, whoever's turn it is
SOON = timedelta(days=2)
_TALKED = (State.MET, State.NEGOTIATING, State.CONCLUDED)


def duty_of(actor: Actor, introduction: Introduction, day: date) -> Duty | None:
    """None when she waits for others, or all is done."""
    state = introduction.state_enum
    if state is State.DRAFTED:
        return Duty.ASK if permissions.can_ask(actor, introduction) else None
    if state is State.ASKED:
        return Duty.SCREEN if permissions.can_screen(actor, introduction) else None
    if state is State.SCREENED:
        return Duty.CONSENT if sides_to_answer(actor, introduction) else None
    return _after_consent(introduction, day) if permissions.can_conduct(actor, introduction) else None


def _after_consent(introduction: Introduction, day: date) -> Duty | None:
    state = introduction.state_enum
    if state is State.CONSENTED:
        return Duty.MEET
    if state in _TALKED and introduction.follow_up_on is not None and introduction.follow_up_on <= day:
        return Duty.FOLLOW_UP
    if introduction.next_step_on is not None and introduction.next_step_on <= day:
        return Duty.NEXT_STEP
    return {State.MET: Duty.NEGOTIATE, State.NEGOTIATING: Duty.OUTCOME}.get(state)


def sides_to_answer(actor: Actor, introduction: Introduction) -> list[Side]:
    """The sides for which she may say yes, and nobody has yet; the asking one first."""
    if introduction.state_enum is not State.SCREENED:
        return []
    asking = introduction.asking_side_enum
    both = [side for side in (asking, asking.other) if introduction.consent_of(side) is None]
    return [side for side in both if permissions.can_consent(actor, introduction, side)]


def sides_of(actor: Actor, introduction: Introduction) -> list[Side]:
    """The sides for which she may speak at all, the asking one first."""
    asking = introduction.asking_side_enum
    return [side for side in (asking, asking.other) if permissions.can_consent(actor, introduction, side)]


def waits_for(actor: Actor, day: date) -> Q:
    """Of the introductions that she sees, those that want something of her today or are about to lapse."""
    asking, asked = _mine(actor)
    due = Q(follow_up_on__lte=day) | Q(next_step_on__lte=day)
    found = Q(state=State.SCREENED, asking_consent_at=None) & asking
    found |= Q(state=State.SCREENED, asked_consent_at=None) & asked
    found |= Q(state__in=[state.value for state in REFUSABLE], lapses_on__lte=day + SOON) & (asking | asked)
    if actor.enterprise_id is None:
        found |= Q(state=State.DRAFTED) & asking
        found |= Q(state=State.ASKED) & asked
        found |= Q(state=State.CONSENTED) & (asking | asked)
        found |= Q(state__in=_TALKED) & due & (asking | asked)
    return found


def _mine(actor: Actor) -> tuple[Q, Q]:
    """She stands on the asking side; on the asked one."""
    if actor.enterprise_id is not None:
        return Q(asking_enterprise=actor.enterprise_id), Q(asked_enterprise=actor.enterprise_id)
    if actor.organisation_id is not None:
        return Q(asking_organisation=actor.organisation_id), Q(asked_organisation=actor.organisation_id)
    return Q(pk__in=[]), Q(pk__in=[])


def side_filter(actor: Actor, asking: bool) -> Q:
    """Introductions that she began, or that came to her."""
    return _mine(actor)[0 if asking else 1]
