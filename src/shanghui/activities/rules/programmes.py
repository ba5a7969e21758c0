"""States of programmes and of applications to perform, and how the chosen ones are found. Pure Python."""

from datetime import date
from enum import StrEnum

from shanghui.core.refusal import Refusal


class ProgrammeState(StrEnum):
    """draft → open → selecting → decided; withdrawn from every state before `decided`."""

    DRAFT = "draft"
    OPEN = "open"
    SELECTING = "selecting"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Selection(StrEnum):
    """How applications are chosen."""

    CRITERIA = "criteria"
    BALLOT = "ballot"


class ApplicationState(StrEnum):
    """submitted → chosen | not_chosen; withdrawn by whoever applied."""

    SUBMITTED = "submitted"
    CHOSEN = "chosen"
    NOT_CHOSEN = "not_chosen"
    WITHDRAWN = "withdrawn"


PROGRAMME_STEPS: dict[ProgrammeState, frozenset[ProgrammeState]] = {
    ProgrammeState.DRAFT: frozenset({ProgrammeState.OPEN, ProgrammeState.WITHDRAWN}),
    ProgrammeState.OPEN: frozenset({ProgrammeState.SELECTING, ProgrammeState.WITHDRAWN}),
    ProgrammeState.SELECTING: frozenset({ProgrammeState.DECIDED, ProgrammeState.OPEN, ProgrammeState.WITHDRAWN}),
    ProgrammeState.DECIDED: frozenset(),
    ProgrammeState.WITHDRAWN: frozenset(),
}

#: points that a criterion gives, and what it may weigh
MOST_POINTS, MOST_WEIGHT = 5, 10


class ProgrammeStepRefused(Refusal):
    """A programme in this state cannot go there."""


class ApplicationsClosed(Refusal):
    """The programme takes no applications, or no longer."""


class AppliedAlready(Refusal):
    """This organisation has applied to perform already."""


class ApplicationStepRefused(Refusal):
    """The application has been decided or withdrawn."""


class NotSelecting(Refusal):
    """Points and votes are given while the programme selects."""


class VotesUsed(Refusal):
    """The unit has given all its votes."""


class OwnApplication(Refusal):
    """Nobody judges her own application."""


class TooManyChosen(Refusal):
    """More are chosen than the programme has places."""


class PeriodReversed(Refusal):
    """The end lies before the beginning."""

    status = 400


def ensure_programme_step(state: ProgrammeState, wanted: ProgrammeState) -> None:
    """Raises ProgrammeStepRefused."""
    if wanted not in PROGRAMME_STEPS[state]:
        raise ProgrammeStepRefused()


def ensure_takes_applications(state: ProgrammeState, apply_until: date, today: date) -> None:
    """Raises ApplicationsClosed."""
    if state is not ProgrammeState.OPEN or today > apply_until:
        raise ApplicationsClosed()


def ensure_period(start: date, end: date) -> None:
    """Raises PeriodReversed."""
    if end < start:
        raise PeriodReversed()
