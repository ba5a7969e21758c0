"""What a programme may do when, and what is refused."""

from datetime import date

import pytest

from shanghui.activities import rules
from shanghui.activities.rules import PROGRAMME_STEPS, ProgrammeState, Selection

DAY = date(2027, 3, 1)
LATER = date(2027, 3, 2)


@pytest.mark.parametrize("state", list(ProgrammeState))
@pytest.mark.parametrize("wanted", list(ProgrammeState))
def test_steps_are_those_of_the_table(state: ProgrammeState, wanted: ProgrammeState) -> None:
    if wanted in PROGRAMME_STEPS[state]:
        rules.ensure_programme_step(state, wanted)
    else:
        with pytest.raises(rules.ProgrammeStepRefused):
            rules.ensure_programme_step(state, wanted)


def test_decided_and_withdrawn_go_nowhere() -> None:
    assert not PROGRAMME_STEPS[ProgrammeState.DECIDED]
    assert not PROGRAMME_STEPS[ProgrammeState.WITHDRAWN]


def test_applications_are_taken_on_the_last_day_and_not_after() -> None:
    rules.ensure_takes_applications(ProgrammeState.OPEN, DAY, DAY)
    for state, until in ((ProgrammeState.OPEN, date(2027, 2, 28)), (ProgrammeState.SELECTING, LATER)):
        with pytest.raises(rules.ApplicationsClosed):
            rules.ensure_takes_applications(state, until, DAY)


def test_dates_follow_one_another() -> None:
    rules.ensure_period(DAY, DAY)
    rules.ensure_deadline(DAY, DAY)
    rules.ensure_deadline_ahead(DAY, DAY)
    rules.ensure_within(None, DAY, DAY)
    rules.ensure_within(DAY, DAY, LATER)
    with pytest.raises(rules.PeriodReversed):
        rules.ensure_period(LATER, DAY)
    with pytest.raises(rules.DeadlineLate):
        rules.ensure_deadline(LATER, DAY)
    with pytest.raises(rules.DeadlinePast):
        rules.ensure_deadline_ahead(DAY, LATER)
    for on in (date(2027, 2, 28), date(2027, 3, 3)):
        with pytest.raises(rules.OutsideProgramme):
            rules.ensure_within(on, DAY, LATER)


def test_judged_while_selecting_and_in_its_own_way() -> None:
    rules.ensure_selecting(ProgrammeState.SELECTING, Selection.BALLOT, Selection.BALLOT)
    with pytest.raises(rules.OtherSelection):
        rules.ensure_selecting(ProgrammeState.SELECTING, Selection.CRITERIA, Selection.BALLOT)
    with pytest.raises(rules.NotSelecting):
        rules.ensure_selecting(ProgrammeState.OPEN, Selection.BALLOT, Selection.BALLOT)


def test_lowest_free_number_is_taken_until_none_is_left() -> None:
    assert rules.free_number([], 2) == 1
    assert rules.free_number([2], 2) == 1
    assert rules.free_number([1], 2) == 2
    with pytest.raises(rules.VotesUsed):
        rules.free_number([1, 2], 2)


def test_choice_by_hand_wants_a_reason() -> None:
    rules.ensure_choice({1, 2}, {1, 2}, 2, "")
    rules.ensure_choice({1, 3}, {1, 2}, 2, "第二名退出")
    with pytest.raises(rules.ChoiceUnexplained):
        rules.ensure_choice({1}, {1, 2}, 2, " ")
    with pytest.raises(rules.TooManyChosen):
        rules.ensure_choice({1, 2, 3}, {1, 2}, 2, "都好")
