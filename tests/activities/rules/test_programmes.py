"""When a programme may do what."""

from datetime import date

import pytest

from shanghui.activities import rules
from shanghui.activities.rules import ProgrammeState

DAY = date(2026, 12, 1)


def test_every_state_has_its_steps_and_two_have_none() -> None:
    assert set(rules.PROGRAMME_STEPS) == set(ProgrammeState)
    ends = {state for state, steps in rules.PROGRAMME_STEPS.items() if not steps}
    assert ends == {ProgrammeState.DECIDED, ProgrammeState.WITHDRAWN}


def test_selection_may_go_back_but_a_decision_stands() -> None:
    rules.ensure_programme_step(ProgrammeState.SELECTING, ProgrammeState.OPEN)
    with pytest.raises(rules.ProgrammeStepRefused):
        rules.ensure_programme_step(ProgrammeState.DECIDED, ProgrammeState.OPEN)


def test_applications_are_taken_until_the_last_day_inclusive() -> None:
    rules.ensure_takes_applications(ProgrammeState.OPEN, DAY, DAY)
    with pytest.raises(rules.ApplicationsClosed):
        rules.ensure_takes_applications(ProgrammeState.OPEN, DAY, date(2026, 12, 2))
    with pytest.raises(rules.ApplicationsClosed):
        rules.ensure_takes_applications(ProgrammeState.SELECTING, DAY, DAY)


def test_period_may_be_one_day_but_not_reversed() -> None:
    rules.ensure_period(DAY, DAY)
    with pytest.raises(rules.PeriodReversed):
        rules.ensure_period(DAY, date(2026, 11, 30))
