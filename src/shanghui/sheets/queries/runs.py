"""What the pages of a run show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import now as the_time
from django.utils.translation import gettext as _

from shanghui.core.actor import Actor
from shanghui.sheets.kinds import Column, ImportKind, kind_of
from shanghui.sheets.labels import GUESSED, PROBLEMS
from shanghui.sheets.lines import texts_of
from shanghui.sheets.models import ImportFlaw, ImportRow, ImportRun
from shanghui.sheets.rules import (
    DONE_ROWS,
    LEFT_OUT,
    OPEN_ROWS,
    UNDO_PERIOD,
    Guessed,
    RowState,
    RunAbsent,
    RunState,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHOWN_AT_FIRST = 3
LIKELY = 0.9


def run_of(actor: Actor, pk: int) -> ImportRun:
    """Raises RunAbsent for a run of another organisation, as for none."""
    run = ImportRun.objects.of(actor).filter(pk=pk).first()
    if run is None:
        raise RunAbsent()
    return run


def runs_of(actor: Actor) -> QuerySet[ImportRun]:
    """All runs of her organisation, the latest first; those given up are left out."""
    return ImportRun.objects.of(actor).exclude(state=RunState.ABANDONED)


@dataclass(frozen=True)
class Counts:
    """Rows by state; they always add up to the rows of the file."""

    by_state: Mapping[str, int]
    total: int

    def __getattr__(self, name: str) -> int:
        return self.by_state.get(RowState(name), 0)

    @property
    def open(self) -> int:
        return sum(self.by_state.get(state, 0) for state in OPEN_ROWS)

    @property
    def left_out(self) -> int:
        return sum(self.by_state.get(state, 0) for state in LEFT_OUT)

    @property
    def done(self) -> int:
        return sum(self.by_state.get(state, 0) for state in DONE_ROWS)


def counts_of(run: ImportRun) -> Counts:
    rows = run.rows.order_by().values_list("state").annotate(number=Count("pk"))
    by_state = dict(rows)
    return Counts(by_state, sum(by_state.values()))


@dataclass(frozen=True)
class ShownColumn:
    """A column of the file on the page of columns."""

    index: int
    header: str
    cells: str
    chosen: str
    how: "StrOrPromise"
    unknown: bool


def shown_columns(run: ImportRun) -> list[ShownColumn]:
    shown = []
    for index, header in enumerate(run.header):
        cells = [row[index] for row in run.sample if index < len(row) and row[index].strip()]
        some = _("、").join(cell[:24] for cell in list(dict.fromkeys(cells))[:3])
        how = Guessed(run.guesses[index])
        shown.append(ShownColumn(index, header, some, run.mapping[index], GUESSED[how], how is Guessed.UNKNOWN))
    return shown


@dataclass(frozen=True)
class Fix:
    """One cell to mend: its row, who the row is about, what stands there, what would be right."""

    number: int
    who: str
    was: str
    suggestion: str


@dataclass(frozen=True)
class MendGroup:
    """Cells that are mended in the same way."""

    column: Column
    code: str
    label: "StrOrPromise"
    count: int
    suggested: int
    blocks: bool
    fixes: Sequence[Fix]

    @property
    def more(self) -> int:
        return self.count - len(self.fixes)


def mend_groups(run: ImportRun) -> list[MendGroup]:
    """Groups by column and way of mending; those that hold rows up first, then the reminders."""
    kind = kind_of(run.kind)
    found = (
        open_flaws(run)
        .order_by()
        .values("column", "code")
        .annotate(
            number=Count("pk"),
            suggested=Count("pk", filter=~Q(suggestion="")),
            blocking=Count("pk", filter=Q(blocks=True)),
        )
    )
    groups = [
        _group(run, kind, one["column"], one["code"], (one["number"], one["suggested"], one["blocking"]))
        for one in found
    ]
    order = [column.key for column in kind.columns]
    return sorted(groups, key=lambda group: (not group.blocks, order.index(group.column.key), group.code))


def open_flaws(run: ImportRun) -> QuerySet[ImportFlaw]:
    return ImportFlaw.objects.filter(run=run, row__state__in=OPEN_ROWS)


def _group(run: ImportRun, kind: ImportKind, key: str, code: str, counts: tuple[int, int, int]) -> MendGroup:
    column = kind.column(key)
    assert column is not None
    flaws = open_flaws(run).filter(column=key, code=code)
    return MendGroup(
        column, code, problem_label(kind, code), counts[0], counts[1], counts[2] > 0,
        fixes_of(run, column, flaws.select_related("row").order_by("row__number")[:SHOWN_AT_FIRST]),
    )  # fmt: skip


def mend_group(run: ImportRun, key: str, code: str) -> MendGroup | None:
    """One group, without its fixes: its page shows them in pages."""
    return next((group for group in mend_groups(run) if group.column.key == key and group.code == code), None)


def problem_label(kind: ImportKind, code: str) -> "StrOrPromise":
    return kind.problems.get(code) or PROBLEMS[code]


def fixes_of(run: ImportRun, column: Column, flaws: "Sequence[ImportFlaw] | QuerySet[ImportFlaw]") -> list[Fix]:
    kind = kind_of(run.kind)
    return [
        Fix(flaw.row.number, who(run, kind, texts), texts.get(column.key, ""), flaw.suggestion)
        for flaw in flaws
        for texts in [row_texts(run, kind, flaw.row)]
    ]


def row_texts(run: ImportRun, kind: ImportKind, row: ImportRow) -> dict[str, str]:
    """The row's texts by column key, mended ones over those of the file."""
    columns = {column.key: column for column in kind.columns}
    texts: dict[str, str] = texts_of(run.mapping, row.cells, columns) | row.mended
    return texts


def who(run: ImportRun, kind: ImportKind, texts: Mapping[str, str]) -> str:
    """What a row is about, in a few words: the first compared columns that it fills."""
    return "，".join([texts[key] for key in kind.compared if texts.get(key, "").strip()][:2])


@dataclass(frozen=True)
class Past:
    """A line of the list of runs."""

    run: ImportRun
    done: int
    undo_until: datetime | None
    too_late: bool


def past_runs(runs: Sequence[ImportRun]) -> list[Past]:
    counted = ImportRow.objects.filter(run__in=[run.pk for run in runs], state__in=[*DONE_ROWS, RowState.UNCHANGED])
    done = dict(counted.order_by().values_list("run").annotate(number=Count("pk")))
    return [_past(run, done.get(run.pk, 0)) for run in runs]


def _past(run: ImportRun, done: int) -> Past:
    until = run.committed_at + UNDO_PERIOD if run.committed_at and run.run_state is RunState.COMMITTED else None
    return Past(run, done, until, bool(until and until < the_time()))


@dataclass(frozen=True)
class Progress:
    """How far the present step is; `left` is the time it will take at the pace so far."""

    percent: int
    done: int
    total: int
    left: timedelta | None


def progress_of(run: ImportRun) -> Progress:
    percent = min(100, 100 * run.progress // run.to_do) if run.to_do else 0
    left = None
    if run.begun_at and run.progress and run.to_do > run.progress:
        spent = the_time() - run.begun_at
        left = timedelta(seconds=round(spent.total_seconds() * (run.to_do - run.progress) / run.progress))
    return Progress(percent, run.progress, run.to_do, left)
