"""What the pages of a run show."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.core.actor import VISITOR, Actor
from shanghui.sheets.models import ImportFlaw, ImportRow, ImportRun
from shanghui.sheets.queries.runs import (
    counts_of,
    mend_group,
    mend_groups,
    past_runs,
    progress_of,
    run_of,
    runs_of,
    shown_columns,
)
from shanghui.sheets.rules import RowState, RunAbsent, RunState

pytestmark = pytest.mark.django_db
OURS, THEIRS = Actor(organisation_id=1), Actor(organisation_id=2)


def make_run(**facts: object) -> ImportRun:
    return ImportRun.objects.create(
        **{
            "kind": "enterprises", "organisation_id": 1, "appointment_id": 1, "file_name": "会员.csv", "sha256": "0" * 64,
            "header": ["企业名称", "手机"], "mapping": ["name", ""], "guesses": ["same_header", "unknown"],
            "sample": [["甲", "138"], ["甲", " "], ["乙"]], "state": RunState.CHECKED, "created_at": timezone.now(),
        } | facts
    )  # fmt: skip


def add_rows(run: ImportRun, *states: RowState) -> list[ImportRow]:
    return [
        ImportRow.objects.create(run=run, number=number, state=state, cells=[f"第{number}", "138"])
        for number, state in enumerate(states, start=2)
    ]


def test_runs_are_the_business_of_their_organisation() -> None:
    run, given_up = make_run(), make_run(state=RunState.ABANDONED)
    assert run_of(OURS, run.pk) == run
    assert run_of(OURS, given_up.pk) == given_up
    assert list(runs_of(OURS)) == [run]
    for stranger in (THEIRS, VISITOR):
        assert not runs_of(stranger).exists()
        with pytest.raises(RunAbsent):
            run_of(stranger, run.pk)


def test_every_row_is_counted_once() -> None:
    run = make_run()
    add_rows(run, *RowState)
    counts = counts_of(run)
    assert (counts.total, counts.open, counts.left_out, counts.done) == (len(RowState), 3, 4, 2)
    assert (counts.ready, counts.kept) == (1, 1)
    assert counts_of(make_run()).ready == 0


def test_columns_are_shown_with_some_of_their_cells() -> None:
    name, phone = shown_columns(make_run())
    assert (name.header, name.cells, name.chosen, str(name.how), name.unknown) == (
        "企业名称",
        "甲、乙",
        "name",
        "表头相同",
        False,
    )
    assert (phone.cells, phone.chosen, phone.unknown) == ("138", "", True)


def test_flaws_are_grouped_by_how_they_are_mended() -> None:
    run = make_run()
    rows = add_rows(run, *[RowState.TO_MEND] * 5, RowState.SKIPPED)
    for place, row in enumerate(rows):
        ImportFlaw.objects.create(
            run=run, row=row, column="name", code="missing", suggestion="甲" * (place % 2), blocks=True
        )
    ImportFlaw.objects.create(run=run, row=rows[0], column="phone", code="phone_odd", blocks=False)
    names, phones = mend_groups(run)
    assert (names.column.key, names.count, names.suggested, names.blocks, names.more) == ("name", 5, 2, True, 2)
    assert [(fix.number, fix.who, fix.was, fix.suggestion) for fix in names.fixes][:2] == [
        (2, "第2", "第2", ""),
        (3, "第3", "第3", "甲"),
    ]
    assert (phones.column.key, phones.blocks, phones.more) == ("phone", False, 0)
    assert mend_group(run, "phone", "phone_odd") == phones
    assert mend_group(run, "phone", "too_long") is None


def test_past_runs_tell_how_long_they_can_be_undone() -> None:
    now = timezone.now()
    recent = make_run(state=RunState.COMMITTED, committed_at=now)
    old = make_run(state=RunState.COMMITTED, committed_at=now - timedelta(days=31))
    undone = make_run(state=RunState.UNDONE, committed_at=now)
    add_rows(recent, RowState.WRITTEN, RowState.UNCHANGED, RowState.SKIPPED)
    first, second, third = past_runs([recent, old, undone])
    assert (first.done, first.undo_until, first.too_late) == (2, now + timedelta(days=30), False)
    assert (second.done, second.too_late) == (0, True)
    assert (third.undo_until, third.too_late) == (None, False)


def test_progress_says_how_far_and_how_long_still() -> None:
    half = make_run(progress=50, to_do=100, begun_at=timezone.now() - timedelta(hours=1))
    shown = progress_of(half)
    assert (shown.percent, shown.done, shown.total) == (50, 50, 100)
    assert shown.left is not None
    assert shown.left >= timedelta(hours=1)
    assert progress_of(make_run()).percent == 0
    through = progress_of(make_run(progress=120, to_do=100, begun_at=timezone.now()))
    assert (through.percent, through.left) == (100, None)
