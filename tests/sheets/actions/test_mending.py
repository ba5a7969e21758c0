"""Cells are mended in place, one or a whole group."""

import pytest
from django.utils import timezone

from shanghui.core.actor import Actor
from shanghui.core.refusal import BadRequest, NotFound
from shanghui.sheets.actions import mending
from shanghui.sheets.actions.mending import mend_cell, mend_group, skip_group
from shanghui.sheets.models import ImportFlaw, ImportRun
from shanghui.sheets.rules import RunBusy, RunState
from tests.network.sheets.runs import csv_bytes, states, upload

pytestmark = pytest.mark.django_db
HEADER = ["企业名称", "入会时间", "会内职务"]
ROWS = [
    ["上海砺锋标准件有限公司", "去年底", "理事"],
    ["上海博岩冷镦成型有限公司", "很久以前", "理事"],
    ["上海沪鸣弹簧有限公司", "今年初", "名誉会长"],
]


@pytest.fixture
def run(actor: Actor) -> ImportRun:
    made = upload(actor, csv_bytes(HEADER, *ROWS))
    assert states(made) == {"to_mend": 3}
    return made


def test_cell_is_saved_and_its_row_checked_again(actor: Actor, run: ImportRun) -> None:
    row = mend_cell(actor=actor, run=run, number=2, column="start", text="2025-12-31", now=timezone.now())
    assert (row.state, row.mended, row.values["start"]) == ("ready", {"start": "2025-12-31"}, "2025-12-31")
    assert not row.flaws.exists()
    worse = mend_cell(actor=actor, run=run, number=2, column="grade", text="x" * 3000, now=timezone.now())
    assert (worse.state, len(worse.mended["grade"])) == ("to_mend", mending.LONGEST)


@pytest.mark.parametrize(("number", "column"), [(99, "start"), (2, "no_such")])
def test_cell_that_is_not_there_is_a_bad_request(actor: Actor, run: ImportRun, number: int, column: str) -> None:
    with pytest.raises(BadRequest):
        mend_cell(actor=actor, run=run, number=number, column=column, text="x", now=timezone.now())


def group(actor: Actor, run: ImportRun, text: str | None, column: str = "start", code: str = "date_unreadable") -> int:
    return mend_group(actor=actor, run=run, column=column, code=code, text=text, now=timezone.now())


def test_group_takes_its_suggestions_where_there_are_some(
    actor: Actor, run: ImportRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mending, "BATCH", 1)
    assert group(actor, run, None) == 2
    assert states(run) == {"ready": 1, "to_mend": 2}
    assert set(ImportFlaw.objects.values_list("row__number", "code")) == {(3, "date_unreadable"), (4, "choice_unknown")}


def test_group_takes_one_value_for_all(actor: Actor, run: ImportRun) -> None:
    assert group(actor, run, "2024") == 3
    assert all(row.mended == {"start": "2024"} for row in run.rows.all())
    assert states(run) == {"ready": 2, "to_mend": 1}


def test_group_is_left_out(actor: Actor, run: ImportRun) -> None:
    assert skip_group(actor=actor, run=run, column="grade", code="choice_unknown", now=timezone.now()) == 1
    assert states(run) == {"skipped": 1, "to_mend": 2}


def test_group_of_an_unknown_column_is_a_bad_request(actor: Actor, run: ImportRun) -> None:
    with pytest.raises(BadRequest):
        group(actor, run, "x", column="no_such")


def test_nothing_is_mended_while_the_run_is_at_work_or_by_strangers(
    actor: Actor, stranger: Actor, run: ImportRun
) -> None:
    with pytest.raises(NotFound):
        group(stranger, run, None)
    ImportRun.objects.update(state=RunState.COMMITTING)
    with pytest.raises(RunBusy):
        group(actor, run, None)
