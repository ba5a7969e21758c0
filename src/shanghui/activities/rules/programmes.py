"""States of programmes and of applications to perform, and how the chosen ones are found. Pure Python."""

from collections.abc import Iterable, Set
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
MOST_CRITERIA, MOST_PLACES, MOST_VOTES = 12, 100, 20

#: what may still be written: while selecting nothing changes under the judges' eyes
EDITABLE_STATES = frozenset({ProgrammeState.DRAFT, ProgrammeState.OPEN})


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


class OtherSelection(Refusal):
    """Points are given where criteria decide, votes where the units vote."""


class DeadlinePast(Refusal):
    """Applications would be called for until a day that has gone by."""


class DeadlineLate(Refusal):
    """The last day to apply lies after the programme's end."""

    status = 400


class OutsideProgramme(Refusal):
    """The day of the application lies outside the programme's period."""

    status = 400


class CriteriaWanted(Refusal):
    """Criteria shall decide, and there are none."""


class ChoiceUnexplained(Refusal):
    """What is chosen differs from the ranking, and nobody says why."""

    status = 400


class AnswerWanted(Refusal):
    """Who is not chosen is told so in words; who withdraws a programme says why."""

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


def ensure_deadline(apply_until: date, end: date) -> None:
    """Raises DeadlineLate."""
    if apply_until > end:
        raise DeadlineLate()


def ensure_deadline_ahead(apply_until: date, today: date) -> None:
    """Raises DeadlinePast."""
    if apply_until < today:
        raise DeadlinePast()


def ensure_within(on: date | None, start: date, end: date) -> None:
    """Raises OutsideProgramme."""
    if on is not None and not start <= on <= end:
        raise OutsideProgramme()


def ensure_selecting(state: ProgrammeState, selection: Selection, wanted: Selection) -> None:
    """Raises NotSelecting, OtherSelection."""
    if state is not ProgrammeState.SELECTING:
        raise NotSelecting()
    if selection is not wanted:
        raise OtherSelection()


def free_number(taken: Iterable[int], votes_each: int) -> int:
    """The lowest number of a vote that the unit has not given yet. Raises VotesUsed."""
    used = set(taken)
    free = [number for number in range(1, votes_each + 1) if number not in used]
    if not free:
        raise VotesUsed()
    return free[0]


def ensure_choice(chosen: Set[int], suggested: Set[int], places: int, reason: str) -> None:
    """Raises TooManyChosen; ChoiceUnexplained where it is not the ranking's own and has no reason."""
    if len(chosen) > places:
        raise TooManyChosen()
    if chosen != suggested and not reason.strip():
        raise ChoiceUnexplained()
