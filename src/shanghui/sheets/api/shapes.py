"""Shapes of imports that the API answers with and accepts."""

from datetime import datetime

from ninja import Field, Schema

from shanghui.core.api import Strict
from shanghui.sheets.labels import GUESSED
from shanghui.sheets.models import ImportRun
from shanghui.sheets.queries.outcomes import failure_text, kept_names
from shanghui.sheets.queries.runs import LIKELY, counts_of, past_runs
from shanghui.sheets.rules import Answer, Guessed, RowState, RunState

#: the `next` of the page before
CURSOR: str = Field("", pattern=r"^[0-9]{0,9}$")


class ColumnOut(Schema):
    """A column that a row of this kind may fill."""

    key: str
    label: str
    required: bool
    example: str


class KindOut(Schema):
    key: str
    label: str
    columns: list[ColumnOut]


class FileColumnOut(Schema):
    """A column of the file: what it was taken for ("" for nothing), and why."""

    header: str
    column: str
    how: str


class RunLine(Schema):
    id: int
    kind: str
    file_name: str
    state: RunState
    by: str
    created_at: datetime
    committed_at: datetime | None
    undone_at: datetime | None


class RunOut(RunLine):
    """`rows`: how many in each state; `kept`: names of rows that were changed since, so that the undoing left them."""

    sheet: str
    columns: list[FileColumnOut]
    row_count: int
    rows: dict[RowState, int]
    done: int
    to_do: int
    failure: str
    undo_until: datetime | None
    kept: list[str]


class RunPage(Schema):
    """`next` is the cursor of the following page, empty on the last."""

    items: list[RunLine]
    next: str


class MappingIn(Strict):
    """One column key for each column of the file, in its order; "" leaves the column out."""

    columns: list[str] = Field(max_length=500)


class GroupOut(Schema):
    """Cells that are mended in the same way."""

    column: str
    code: str
    what: str
    rows: int
    suggested: int
    blocks: bool


class MendGroupIn(Strict):
    """All rows with this flaw: the same `text` for each, or each its suggestion, or left out."""

    column: str = Field(max_length=40)
    code: str = Field(max_length=40)
    text: str | None = Field(None, max_length=2000)
    skip: bool = False


class FlawOut(Schema):
    """`blocks`: the row is not written before this is mended."""

    column: str
    code: str
    what: str
    suggestion: str
    blocks: bool


class CandidateOut(Schema):
    """What the row may be the same as: a stored row (`stored`) or an earlier row of the file (`number`)."""

    index: int
    probability: float
    reasons: list[str]
    stored: int | None
    number: int | None
    texts: dict[str, str]


class RowOut(Schema):
    """Texts by column key, mended ones over those of the file. `why`: the reason of a row that was left out."""

    number: int
    state: RowState
    texts: dict[str, str]
    flaws: list[FlawOut]
    candidates: list[CandidateOut]
    why: str


class RowPage(Schema):
    """`next` is the cursor of the following page, empty on the last."""

    items: list[RowOut]
    next: str


class MendIn(Strict):
    """Texts by column key; the row is checked again at once."""

    texts: dict[str, str] = Field(min_length=1, max_length=100)


class AnswerIn(Strict):
    """Is the row the same as its candidate number `index`?"""

    answer: Answer
    index: int = Field(0, ge=0)


class AnswersIn(Strict):
    """The same answer for every row whose first candidate is at least so probable."""

    answer: Answer
    at_least: float = Field(LIKELY, ge=0, le=1)


class CountOut(Schema):
    rows: int


def run_line(run: ImportRun) -> RunLine:
    return RunLine(
        **{name: getattr(run, name) for name in ("id", "kind", "file_name", "state", "created_at", "committed_at")},
        undone_at=run.undone_at,
        by=run.by_name,
    )


def run_out(run: ImportRun) -> RunOut:
    columns = [
        FileColumnOut(header=header, column=column, how=str(GUESSED[Guessed(how)]))
        for header, column, how in zip(run.header, run.mapping, run.guesses, strict=True)
    ]
    return RunOut(
        **run_line(run).dict(),
        sheet=run.sheet,
        columns=columns,
        row_count=run.row_count,
        rows={RowState(state): number for state, number in counts_of(run).by_state.items()},
        done=run.progress,
        to_do=run.to_do,
        failure=failure_text(run) if run.run_state is RunState.FAILED else "",
        undo_until=past_runs([run])[0].undo_until,
        kept=kept_names(run) if run.run_state is RunState.UNDONE else [],
    )
