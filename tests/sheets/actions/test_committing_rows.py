"""Writing the ready rows: whole batches, twins folded into one, nothing held up by a line that will not go in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from shanghui.core.actor import Actor
from shanghui.network.models import Appointment, Enterprise, Organisation
from shanghui.network.sheets.enterprises import EnterpriseImporter
from shanghui.sheets.actions import committing_rows
from shanghui.sheets.actions.committing import begin_commit
from shanghui.sheets.actions.duplicates import answer_duplicate
from shanghui.sheets.kinds import Line, Outcome
from shanghui.sheets.models import DuplicateDecision, ImportRun
from shanghui.sheets.rules import Answer, RunState
from tests.factories.network import make_enterprise
from tests.network.sheets.runs import commit, csv_bytes, settled, states, upload

pytestmark = pytest.mark.django_db
HEADER = ["企业名称", "地址", "手机"]
FIRM, ALIKE = "上海砺锋标准件有限公司", "上海砺锋标准件"


def names() -> list[str]:
    return sorted(Enterprise.objects.unrestricted("a test looks").values_list("name", flat=True))


def answer(actor: Actor, run: ImportRun, said: Answer) -> None:
    while (row := run.rows.filter(state="duplicate").first()) is not None:
        answer_duplicate(actor=actor, run=run, number=row.number, index=0, answer=said, now=timezone.now())


def test_row_called_another_thing_is_written_as_a_new_one(actor: Actor, chamber: Organisation) -> None:
    make_enterprise(FIRM, chamber, address="墨玉路28号")
    rows = [[FIRM, "墨玉路28号", "13800000001"], [FIRM, "沪宜公路1号", "13800000002"]]
    run = upload(actor, csv_bytes(HEADER, *rows))
    answer(actor, run, Answer.BOTH)
    assert states(commit(actor, run)) == {"updated": 1, "written": 1}
    assert names() == [FIRM, FIRM]


def test_rows_are_written_batch_by_batch(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(committing_rows, "BATCH", 2)
    firms = [f"上海{name}有限公司" for name in ("砺锋标准件", "博岩冷镦", "沪鸣弹簧", "恒通机械", "瑞丰纺织")]
    run = commit(actor, upload(actor, csv_bytes(HEADER, *([name, "", ""] for name in firms))))
    assert (run.state, run.progress, states(run)) == (RunState.COMMITTED, 5, {"written": 5})
    assert names() == sorted(firms)


@pytest.mark.parametrize("batch", [1, 500])
def test_rows_that_are_one_thing_become_one(actor: Actor, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    monkeypatch.setattr(committing_rows, "BATCH", batch)
    run = upload(actor, csv_bytes(HEADER, [FIRM, "墨玉路28号", ""], [ALIKE, "墨玉路28号", "13800000002"]))
    answer(actor, run, Answer.SAME)
    commit(actor, run)
    assert len(set(run.outcomes.values_list("subject", flat=True))) == len(names()) == 1
    assert DuplicateDecision.objects.filter(left=f"#{run.outcomes.first().subject}", same=True).count() == 2  # type: ignore[union-attr]


def test_twin_that_becomes_ready_later_goes_to_what_was_written(actor: Actor) -> None:
    run = upload(actor, csv_bytes(HEADER, [FIRM, "墨玉路28号", ""], [ALIKE, "墨玉路28号", "13800000002"]))
    assert states(commit(actor, run)) == {"written": 1, "duplicate": 1}
    answer(actor, run, Answer.SAME)
    commit(actor, run)
    assert len(names()) == 1
    assert set(run.outcomes.values_list("subject", flat=True)) == {Enterprise.objects.unrestricted("a test").get().pk}


def test_line_that_the_database_will_not_take_holds_up_no_other(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    apply = EnterpriseImporter.apply

    def refuse_one(self: EnterpriseImporter, lines: Sequence[Line], now: datetime) -> list[Outcome]:
        outcomes = apply(self, lines, now)
        if any(line.values["name"] == FIRM for line in lines):
            raise IntegrityError
        return outcomes

    monkeypatch.setattr(EnterpriseImporter, "apply", refuse_one)
    rows = [["上海博岩冷镦有限公司", "", ""], [FIRM, "", ""], ["上海沪鸣弹簧有限公司", "", ""]]
    run = commit(actor, upload(actor, csv_bytes(HEADER, *rows)))
    assert states(run) == {"written": 2, "rejected": 1}
    assert run.outcomes.get(state="rejected").refusal == "not_stored"
    assert names() == ["上海博岩冷镦有限公司", "上海沪鸣弹簧有限公司"]


def test_commit_ends_where_her_post_has_ended(actor: Actor, settings: Any) -> None:
    run = upload(actor, csv_bytes(HEADER, [FIRM, "", ""]))
    begin_commit(actor=actor, run=run, now=timezone.now())
    Appointment.objects.filter(pk=actor.appointment_id).delete()
    assert (settled(run).state, run.refusal["name"]) == (RunState.FAILED, "NotPermitted")
    assert names() == []
