"""Small tables: each row through the same actions as on the pages, in a savepoint of its own."""

from collections.abc import Callable, Sequence

from django.db import transaction

from shanghui.core.refusal import Refusal
from shanghui.sheets.kinds import Line, Outcome
from shanghui.sheets.rules import RowState


def write_each(lines: Sequence[Line], write: Callable[[Line], Outcome]) -> list[Outcome]:
    """A line that an action refuses becomes a rejected row under the refusal's name; the others go on."""
    return [_write(line, write) for line in lines]


def _write(line: Line, write: Callable[[Line], Outcome]) -> Outcome:
    try:
        with transaction.atomic():
            return write(line)
    except Refusal as refusal:
        return Outcome(line.number, RowState.REJECTED, refusal=type(refusal).__name__)


def state_of(*, made: bool, changed: bool) -> RowState:
    return RowState.WRITTEN if made else RowState.UPDATED if changed else RowState.UNCHANGED
