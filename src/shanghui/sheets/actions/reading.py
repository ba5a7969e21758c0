"""Read header and first rows of a run's file, at once or in the background, and guess what its columns mean."""

from itertools import islice

from shanghui.sheets.actions.failing import fail
from shanghui.sheets.column_guess import Guess, guess_columns
from shanghui.sheets.kinds import kind_of
from shanghui.sheets.models import ColumnMemory, ImportRun
from shanghui.sheets.reading import FileRefused, read_table
from shanghui.sheets.rules import RunState

SAMPLE_ROWS = 40


def read_file(*, run: ImportRun) -> None:
    """Read header, first rows and the number of rows in the sandboxed child; guess the columns."""
    with read_table(run.file.path) as table:
        run.header = list(table.header)
        run.sample = [list(row.cells) for row in islice(table.rows(), SAMPLE_ROWS)]
        run.row_count = table.facts.row_count
        run.sheet = table.facts.sheet[:120]
    guesses = _guesses(run)
    run.mapping = [guess.column for guess in guesses]
    run.guesses = [guess.how for guess in guesses]
    run.state = RunState.UPLOADED
    run.save()


def read_in_background(*, run: ImportRun) -> None:
    """As `read_file`; a refusal is kept on the run for its page."""
    if run.run_state is not RunState.READING or run.header:
        return
    try:
        read_file(run=run)
    except FileRefused as refusal:
        fail(run, refusal)


def _guesses(run: ImportRun) -> list[Guess]:
    memory = ColumnMemory.objects.filter(organisation_id=run.organisation_id, kind=run.kind)
    remembered = dict(memory.values_list("header", "column"))
    return guess_columns(kind_of(run.kind).columns, run.header, run.sample, remembered)
