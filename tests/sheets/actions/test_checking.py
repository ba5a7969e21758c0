"""Every row is checked, however often the check was cut off."""

from pathlib import Path

import pytest
from django.utils import timezone

from shanghui.core.actor import Actor
from shanghui.network.models import Appointment, Enterprise, Organisation
from shanghui.sheets.actions import checking
from shanghui.sheets.actions.checking import check_import
from shanghui.sheets.actions.duplicates import answer_duplicate
from shanghui.sheets.models import DuplicateDecision, ImportFlaw, ImportRun
from shanghui.sheets.rules import Answer, RunState
from tests.factories.network import make_enterprise
from tests.network.sheets.runs import commit, csv_bytes, states, upload

pytestmark = pytest.mark.django_db
HEADER = ["企业名称", "地址", "手机"]
FIRM, ALIKE = "上海砺锋标准件有限公司", "上海砺锋标准件"


def answer(actor: Actor, run: ImportRun, said: Answer) -> None:
    while (row := run.rows.filter(state="duplicate").first()) is not None:
        answer_duplicate(actor=actor, run=run, number=row.number, index=0, answer=said, now=timezone.now())


def test_rows_are_stored_in_batches_with_what_is_wrong(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "BATCH", 2)
    rows = [[f"上海{name}有限公司", "", ""] for name in "甲乙丙丁"]
    run = upload(actor, csv_bytes(HEADER, *rows, ["", "墨玉路28号", "转前台"]))
    assert (run.state, run.row_count, run.progress) == (RunState.CHECKED, 5, 5)
    flaws = ImportFlaw.objects.filter(run=run).values_list("row__number", "column", "code", "blocks")
    assert set(flaws) == {(6, "name", "missing", True), (6, "phone", "phone_odd", False)}
    assert run.rows.get(number=6).state == "to_mend"


def test_check_that_was_cut_off_begins_anew_and_counts_once(actor: Actor) -> None:
    run = upload(actor, csv_bytes(HEADER, [FIRM, "", ""], ["上海沪鸣弹簧有限公司", "", ""]))
    run.state = RunState.READING
    run.save()
    check_import(run=run, now=timezone.now())
    assert (run.rows.count(), run.row_count, run.progress) == (2, 2, 2)


def test_run_that_was_checked_is_not_checked_again(actor: Actor) -> None:
    run = upload(actor, csv_bytes(HEADER, [FIRM, "", ""]))
    run.rows.update(mended={"name": "x"})
    check_import(run=run, now=timezone.now())
    assert run.rows.get().mended == {"name": "x"}


def test_check_ends_where_her_post_has_ended(actor: Actor) -> None:
    run = upload(actor, csv_bytes(HEADER, [FIRM, "", ""]))
    ImportRun.objects.update(state=RunState.READING)
    Appointment.objects.filter(pk=actor.appointment_id).delete()
    run.refresh_from_db()
    check_import(run=run, now=timezone.now())
    assert (run.state, run.refusal) == (RunState.FAILED, {"name": "NotPermitted", "context": {}})


def test_file_that_has_gone_bad_meanwhile_is_told(actor: Actor) -> None:
    run = upload(actor, csv_bytes(HEADER, [FIRM, "", ""]))
    run.state = RunState.READING
    Path(run.file.path).write_bytes(b"%PDF")
    check_import(run=run, now=timezone.now())
    assert (run.state, run.refusal["name"]) == (RunState.FAILED, "KindUnknown")


@pytest.mark.parametrize("said", [Answer.SAME, Answer.BOTH])
def test_answer_about_a_stored_firm_is_remembered(actor: Actor, chamber: Organisation, said: Answer) -> None:
    firm = make_enterprise(FIRM, chamber, phone="13800000001")
    content = csv_bytes(HEADER, [ALIKE, "", "13800000001"])
    run = upload(actor, content)
    assert states(run) == {"duplicate": 1}
    answer(actor, run, said)
    row = upload(actor, content).rows.get()
    assert (row.state, row.candidates) == ("ready", [])
    assert (row.target, row.is_new) == ((firm.pk, False) if said is Answer.SAME else (None, True))


def test_answer_about_two_rows_of_a_file_is_remembered(actor: Actor) -> None:
    content = csv_bytes(HEADER, [FIRM, "墨玉路28号", "13800000001"], [ALIKE, "墨玉路28号", "13800000002"])
    run = upload(actor, content)
    assert states(run) == {"ready": 1, "duplicate": 1}
    answer(actor, run, Answer.SAME)
    again = upload(actor, content)
    assert states(again) == {"ready": 2}
    assert again.rows.get(number=3).twin == 2
    commit(actor, again)
    assert Enterprise.objects.unrestricted("a test counts").count() == 1
    assert DuplicateDecision.objects.filter(left__startswith="#", same=True).count() == 2
    assert states(upload(actor, content)) == {"ready": 2}
