"""A run begins, its columns are settled, it is given up."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shanghui.core.actor import VISITOR, Actor
from shanghui.core.models import AuditRow
from shanghui.core.refusal import BadRequest, NotFound, NotPermitted
from shanghui.sheets.actions import runs
from shanghui.sheets.actions.runs import abandon_import, begin_import, choose_columns
from shanghui.sheets.models import ColumnMemory, ImportRun
from shanghui.sheets.reading.rules import KindUnknown
from shanghui.sheets.rules import ColumnMissing, ColumnTwice, RunState, StepOutOfTurn
from tests.network.sheets.runs import csv_bytes, settled, upload

pytestmark = pytest.mark.django_db
HEADER = ["企业名称", "手机", "zz"]
CONTENT = csv_bytes(HEADER, ["上海砺锋标准件有限公司", "13800000001", "x"])


def begun(actor: Actor, content: bytes = CONTENT) -> ImportRun:
    file = SimpleUploadedFile("../会员.csv", content)
    return begin_import(actor=actor, kind="enterprises", upload=file, now=timezone.now())


def chosen(actor: Actor, run: ImportRun, *mapping: str) -> None:
    choose_columns(actor=actor, run=run, mapping=mapping, now=timezone.now())


def test_file_is_kept_under_its_digest_and_read_at_once(actor: Actor, media: Path) -> None:
    run = begun(actor)
    assert (run.state, run.file_name, run.row_count) == (RunState.UPLOADED, "会员.csv", 1)
    assert (run.header, run.mapping) == (HEADER, ["name", "phone", ""])
    assert run.guesses == ["same_header", "same_header", "unknown"]
    assert [path.name for path in media.rglob("*") if path.is_file()] == [run.sha256]
    assert AuditRow.objects.get(action="begin_import").detail["sha256"] == run.sha256


def test_large_file_is_read_in_the_background(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "READ_AT_ONCE", 10)
    run = begun(actor)
    assert (run.state, run.header) == (RunState.READING, [])
    assert settled(run).state == RunState.UPLOADED
    assert run.header == HEADER


def test_refused_file_leaves_nothing(actor: Actor, media: Path) -> None:
    with pytest.raises(KindUnknown):
        begun(actor, b"%PDF-1.7")
    assert not ImportRun.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_who_acts_for_no_organisation_imports_nothing() -> None:
    with pytest.raises(NotPermitted):
        begun(VISITOR)


def test_columns_that_were_chosen_are_remembered(actor: Actor) -> None:
    run = begun(actor)
    chosen(actor, run, "name", "", "contact_name")
    run.refresh_from_db()
    assert (run.state, run.to_do, run.guesses) == (RunState.READING, 1, ["same_header", "chosen", "chosen"])
    assert DBTaskResult.objects.get().task_path == "shanghui.sheets.jobs.check_import"
    settled(run)
    again = begun(actor)
    assert (again.mapping, set(again.guesses)) == (["name", "", "contact_name"], {"last_time"})
    chosen(actor, again, "name", "phone", "contact_name")
    assert ColumnMemory.objects.get(header="手机").column == "phone"


@pytest.mark.parametrize(
    ("mapping", "refusal"),
    [
        (["name", "phone"], BadRequest),
        (["name", "phone", "no_such"], BadRequest),
        (["", "phone", ""], ColumnMissing),
        (["name", "name", ""], ColumnTwice),
    ],
)
def test_columns_that_do_not_fit_are_refused(actor: Actor, mapping: list[str], refusal: type[Exception]) -> None:
    run = begun(actor)
    with pytest.raises(refusal):
        chosen(actor, run, *mapping)
    run.refresh_from_db()
    assert (run.state, DBTaskResult.objects.count()) == (RunState.UPLOADED, 0)


def test_columns_can_be_chosen_anew_until_rows_are_written(actor: Actor) -> None:
    run = upload(actor, CONTENT)
    chosen(actor, run, "name", "", "")
    assert settled(run).rows.get().values == {
        "name": "上海砺锋标准件有限公司",
        "organisation_id": actor.organisation_id,
    }
    ImportRun.objects.update(state=RunState.COMMITTED)
    with pytest.raises(StepOutOfTurn):
        chosen(actor, run, "name", "phone", "")


def test_another_chambers_run_is_absent(actor: Actor, stranger: Actor) -> None:
    run = begun(actor)
    with pytest.raises(NotFound):
        chosen(stranger, run, "name", "phone", "")
    with pytest.raises(NotFound):
        abandon_import(actor=stranger, run=run, now=timezone.now())


def test_run_given_up_loses_rows_and_file_but_not_its_line(
    actor: Actor, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    run = upload(actor, CONTENT)
    with django_capture_on_commit_callbacks(execute=True):
        abandon_import(actor=actor, run=run, now=timezone.now())
    run.refresh_from_db()
    assert (run.state, run.rows.count(), run.sample) == (RunState.ABANDONED, 0, [])
    assert not [path for path in media.rglob("*") if path.is_file()]
    with pytest.raises(StepOutOfTurn):
        abandon_import(actor=actor, run=run, now=timezone.now())
