"""The writing of rows is set going, and stopped."""

import pytest
from django.utils import timezone

from shanghui.core.actor import Actor
from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotFound
from shanghui.sheets.actions.committing import begin_commit, stop_commit
from shanghui.sheets.models import ImportRun
from shanghui.sheets.rules import NothingReady, RunBusy, RunState
from tests.network.sheets.runs import csv_bytes, settled, states, upload

pytestmark = pytest.mark.django_db
HEADER = ["企业名称"]


@pytest.fixture
def run(actor: Actor) -> ImportRun:
    return upload(actor, csv_bytes(HEADER, ["上海砺锋标准件有限公司"]))


def test_commit_is_written_down_and_begins_once(actor: Actor, run: ImportRun) -> None:
    begin_commit(actor=actor, run=run, now=timezone.now())
    run.refresh_from_db()
    assert (run.state, run.to_do, run.progress) == (RunState.COMMITTING, 1, 0)
    assert AuditRow.objects.get(action="commit_import").detail == {"file": "会员.csv", "rows": 1}
    with pytest.raises(RunBusy):
        begin_commit(actor=actor, run=run, now=timezone.now())


def test_nothing_ready_nothing_begun(actor: Actor, run: ImportRun) -> None:
    run.rows.update(state="to_mend")
    with pytest.raises(NothingReady):
        begin_commit(actor=actor, run=run, now=timezone.now())
    run.refresh_from_db()
    assert run.state == RunState.CHECKED


def test_commit_that_was_stopped_writes_no_more(actor: Actor, run: ImportRun) -> None:
    begin_commit(actor=actor, run=run, now=timezone.now())
    stop_commit(actor=actor, run=run, now=timezone.now())
    assert settled(run).state == RunState.COMMITTED
    assert states(run) == {"ready": 1}
    committed_at = run.committed_at
    stop_commit(actor=actor, run=run, now=timezone.now())
    run.refresh_from_db()
    assert run.committed_at == committed_at


def test_another_chambers_run_is_absent(stranger: Actor, run: ImportRun) -> None:
    for act in (begin_commit, stop_commit):
        with pytest.raises(NotFound):
            act(actor=stranger, run=run, now=timezone.now())
