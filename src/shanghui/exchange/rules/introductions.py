"""States and clocks of introductions, why a pair does not go together, and what came of it. Pure Python."""

from datetime import date, timedelta
from enum import StrEnum

from shanghui.core.refusal import Refusal


class IntroductionState(StrEnum):
    """drafted → asked → screened → consented → met → negotiating → concluded; until `met` also declined or lapsed."""

    DRAFTED = "drafted"
    ASKED = "asked"
    SCREENED = "screened"
    CONSENTED = "consented"
    MET = "met"
    NEGOTIATING = "negotiating"
    CONCLUDED = "concluded"
    DECLINED = "declined"
    LAPSED = "lapsed"


class EventKind(StrEnum):
    """Lines of an introduction's timeline."""

    DRAFTED = "drafted"
    ASKED = "asked"
    SCREENED = "screened"
    LINK = "link"
    CONSENTED = "consented"
    RELEASED = "released"
    REMINDED = "reminded"
    MESSAGE = "message"
    MET = "met"
    NEXT_STEP = "next_step"
    NEGOTIATING = "negotiating"
    FOLLOW_UP = "follow_up"
    FOLLOWED_UP = "followed_up"
    OUTCOME = "outcome"
    CONCLUDED = "concluded"
    DECLINED = "declined"
    LAPSED = "lapsed"


class Duty(StrEnum):
    """The one thing that an introduction wants of somebody now."""

    ASK = "ask"
    SCREEN = "screen"
    CONSENT = "consent"
    MEET = "meet"
    FOLLOW_UP = "follow_up"
    NEXT_STEP = "next_step"
    NEGOTIATE = "negotiate"
    OUTCOME = "outcome"


class Fit(StrEnum):
    """How a partner stands to one requirement."""

    MET = "met"
    GAP = "gap"
    UNKNOWN = "unknown"


class OutcomeKind(StrEnum):
    """Three different facts, never summed together."""

    INTENT = "intent"
    SIGNED = "signed"
    LANDED = "landed"


class DeclineReason(StrEnum):
    """Why a pair does not go together; only the first concerns how relevant the two are to each other."""

    WRONG_PRODUCT = "wrong_product"
    TOO_SMALL = "too_small"
    TOO_FAR = "too_far"
    PRICE = "price"
    NO_CAPACITY = "no_capacity"
    KNOWN_ALREADY = "known_already"
    OTHER = "other"


#: working days after which a draft that was never sent makes room for others, and before which its writer is reminded
DRAFT_DAYS, DRAFT_REMINDER_DAYS = 10, 5

#: working days in which the asked broker answers, is reminded, and after which the introduction lapses
ANSWER_DAYS, REMINDER_DAYS, LAPSE_DAYS = 3, 2, 5

#: working days in which both firms say yes once both brokers have
CONSENT_DAYS = 5

#: working days from consent to the first meeting
MEETING_DAYS = 20

FOLLOW_UPS = (30, 90, 180)

#: the same pair of firms on the same subject within so many days is one deal
ONE_DEAL = timedelta(days=365)

#: published amounts are sums over at least so many introductions
FEWEST_SUMMED = 3

OPEN_STATES = frozenset({
    IntroductionState.DRAFTED,
    IntroductionState.ASKED,
    IntroductionState.SCREENED,
    IntroductionState.CONSENTED,
    IntroductionState.MET,
    IntroductionState.NEGOTIATING,
})  # fmt: skip

#: from here on the two firms know each other
RELEASED = frozenset({
    IntroductionState.CONSENTED,
    IntroductionState.MET,
    IntroductionState.NEGOTIATING,
    IntroductionState.CONCLUDED,
})  # fmt: skip

#: until then either side may say no, and silence ends it
REFUSABLE = frozenset({
    IntroductionState.DRAFTED,
    IntroductionState.ASKED,
    IntroductionState.SCREENED,
    IntroductionState.CONSENTED,
})  # fmt: skip


#: not agreed to by both firms yet: it ends with either listing
UNDECIDED = REFUSABLE - RELEASED


class IntroductionStepRefused(Refusal):
    """An introduction in this state cannot go there."""


class IntroductionLapsed(Refusal):
    """Nobody answered in time."""


class AnsweredAlready(Refusal):
    """Somebody else was faster."""


class OwnListingOnly(Refusal):
    """Neither listing is hers to introduce."""


class SameFirm(Refusal):
    """Need and offer are of one firm."""


class IntroducedAlready(Refusal):
    """The same two listings are being introduced already."""


class ConsentMissing(Refusal):
    """Not before both firms have said yes."""


class NotYet(Refusal):
    """What is recorded as having happened lies in the future."""

    status = 400


class OutcomeAlready(Refusal):
    """This outcome of the introduction, or of the same deal, is recorded."""


def ensure_introduction_step(state: IntroductionState, *allowed: IntroductionState) -> None:
    """Raises IntroductionLapsed, AnsweredAlready when somebody was faster, IntroductionStepRefused else."""
    if state in allowed:
        return
    if state is IntroductionState.LAPSED:
        raise IntroductionLapsed()
    answering = bool({IntroductionState.ASKED, IntroductionState.SCREENED} & set(allowed))
    answered = state in {IntroductionState.CONSENTED, IntroductionState.DECLINED} or (
        state is IntroductionState.SCREENED and IntroductionState.ASKED in allowed
    )
    raise AnsweredAlready() if answering and answered else IntroductionStepRefused()


def ensure_happened(on: date, today: date) -> None:
    """Raises NotYet."""
    if on > today:
        raise NotYet()
