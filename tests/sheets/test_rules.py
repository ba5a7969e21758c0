"""Steps of a run in their order."""

from datetime import UTC, datetime, timedelta

import pytest

from shanghui.sheets.rules import (
    BUSY,
    MENDABLE,
    UNDO_PERIOD,
    RunBusy,
    RunState,
    StepOutOfTurn,
    UndoExpired,
    ensure_idle,
    ensure_state,
    ensure_undoable,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("state", RunState)
def test_step_is_taken_in_its_turn_alone(state: RunState) -> None:
    if state in MENDABLE:
        ensure_state(state, *MENDABLE)
        return
    with pytest.raises(RunBusy if state in BUSY else StepOutOfTurn):
        ensure_state(state, *MENDABLE)


def test_run_at_work_may_be_what_is_wanted() -> None:
    ensure_state(RunState.COMMITTING, RunState.COMMITTING)
    ensure_idle(RunState.CHECKED)
    with pytest.raises(RunBusy):
        ensure_idle(RunState.UNDOING)


def test_run_can_be_undone_for_thirty_days() -> None:
    ensure_undoable(NOW - UNDO_PERIOD, NOW)
    for committed_at in (None, NOW - UNDO_PERIOD - timedelta(seconds=1)):
        with pytest.raises(UndoExpired):
            ensure_undoable(committed_at, NOW)
