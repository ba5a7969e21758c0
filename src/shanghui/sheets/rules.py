"""States of a run and of its rows, and what may not be. Pure Python."""

from datetime import datetime, timedelta
from enum import StrEnum

from shanghui.core.refusal import BadRequest, NotFound, Refusal

#: how long a whole run can be undone
UNDO_PERIOD = timedelta(days=30)


class RunState(StrEnum):
    """uploaded → (columns confirmed) reading → checked → committing → committed → undoing → undone."""

    UPLOADED = "uploaded"
    READING = "reading"
    CHECKED = "checked"
    COMMITTING = "committing"
    COMMITTED = "committed"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"
    ABANDONED = "abandoned"


class RowState(StrEnum):
    """Before the commit: ready, to mend, duplicate, skipped. After it: one of the others. Every row has exactly one."""

    READY = "ready"
    TO_MEND = "to_mend"
    DUPLICATE = "duplicate"
    SKIPPED = "skipped"
    WRITTEN = "written"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    UNDONE = "undone"
    KEPT = "kept"


class Answer(StrEnum):
    """What a person says of two rows that look alike."""

    SAME = "same"
    BOTH = "both"
    SKIP = "skip"


class Guessed(StrEnum):
    """How a column was recognised."""

    LAST_TIME = "last_time"
    SAME_HEADER = "same_header"
    SIMILAR_HEADER = "similar_header"
    CONTENT = "content"
    CHOSEN = "chosen"
    UNKNOWN = "unknown"


BUSY = frozenset({RunState.READING, RunState.COMMITTING, RunState.UNDOING})
OPEN_ROWS = frozenset({RowState.READY, RowState.TO_MEND, RowState.DUPLICATE})
LEFT_OUT = frozenset({RowState.TO_MEND, RowState.DUPLICATE, RowState.SKIPPED, RowState.REJECTED})
DONE_ROWS = frozenset({RowState.WRITTEN, RowState.UPDATED})
MENDABLE = frozenset({RunState.CHECKED, RunState.COMMITTED})


class RunAbsent(NotFound):
    """No such run for this organisation."""


class RunBusy(Refusal):
    """The run is at work; wait until it is through."""


class StepOutOfTurn(Refusal):
    """This step does not follow from the run's state."""


class FileMissing(Refusal):
    """The form was sent without a file."""

    status = 400


class UnknownRowState(BadRequest):
    """The list of rows was asked for a state that no row has."""


class NothingReady(Refusal):
    """No row is ready to be written."""


class ColumnMissing(Refusal):
    """A column that every row needs was not chosen. Context: column."""

    status = 400


class ColumnTwice(Refusal):
    """Two columns of the file were chosen for the same thing. Context: column."""

    status = 400


class UndoExpired(Refusal):
    """A run can be undone for thirty days."""


def ensure_idle(state: RunState) -> None:
    if state in BUSY:
        raise RunBusy()


def ensure_state(state: RunState, *allowed: RunState) -> None:
    """Raises RunBusy while the run is at work, StepOutOfTurn in any other wrong state."""
    if state in allowed:
        return
    ensure_idle(state)
    raise StepOutOfTurn()


def ensure_undoable(committed_at: datetime | None, now: datetime) -> None:
    if committed_at is None or now - committed_at > UNDO_PERIOD:
        raise UndoExpired()
