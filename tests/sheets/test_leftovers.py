"""The rows that were not imported, each with its reason."""

import pytest
from django.utils import timezone

from shanghui.sheets.leftovers import leftover_header, leftover_rows
from shanghui.sheets.models import ImportRow, ImportRun
from shanghui.sheets.rules import RowState, RunState

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> ImportRun:
    return ImportRun.objects.create(
        kind="enterprises", organisation_id=1, appointment_id=1, file_name="会员.csv", sha256="0" * 64,
        header=["企业名称", "手机", "别的"], mapping=["name", "phone", ""], state=RunState.COMMITTED,
        created_at=timezone.now(),
    )  # fmt: skip


def row(run: ImportRun, number: int, state: RowState, *cells: str, **facts: object) -> ImportRow:
    return ImportRow.objects.create(run=run, number=number, state=state, cells=list(cells), **facts)


def test_rows_come_mended_in_their_own_columns(run: ImportRun) -> None:
    row(run, 2, RowState.WRITTEN, "甲")
    row(run, 3, RowState.SKIPPED, "乙", "138", mended={"phone": "13800000001", "address": "不在文件里"})
    row(run, 4, RowState.DUPLICATE, "丙")
    assert leftover_header(run) == ["企业名称", "手机", "别的", "没导入的原因"]
    assert list(leftover_rows(run)) == [["乙", "13800000001", "", "您跳过了"], ["丙", "", "", "可能重复"]]


def test_row_to_mend_says_what_blocks_it(run: ImportRun) -> None:
    broken = row(run, 2, RowState.TO_MEND, "", "转前台")
    flaws = [
        ("name", "missing", True),
        ("phone", "phone_odd", False),
        ("gone", "missing", True),
        ("phone", "too_long", True),
    ]
    for column, code, blocks in flaws:
        broken.flaws.create(run=run, column=column, code=code, blocks=blocks)
    ((*_, reason),) = leftover_rows(run)
    assert reason == "企业名称：必须填，却是空的；电话：太长了"


def test_rejected_row_says_why(run: ImportRun) -> None:
    for number, code in ((2, "not_yours"), (3, "unheard_of")):
        refused = row(run, number, RowState.REJECTED, "甲")
        run.outcomes.create(row=refused, state=RowState.REJECTED, refusal=code)
    known, unknown = [reason for *_, reason in leftover_rows(run)]
    assert known != unknown == "不能导入"
