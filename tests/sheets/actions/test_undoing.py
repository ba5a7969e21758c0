"""The undoing of a run is set going."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.core.actor import Actor
from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotFound
from shanghui.sheets.actions.undoing import begin_undo
from shanghui.sheets.models import ImportRun
from shanghui.sheets.rules import RunState, StepOutOfTurn, UndoExpired
from tests.network.sheets.runs import commit, csv_bytes, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(actor: Actor) -> ImportRun:
    return upload(actor, csv_bytes(["企业名称"], ["上海砺锋标准件有限公司"]))


def test_what_was_written_is_undone_once(actor: Actor, run: ImportRun) -> None:
    with pytest.raises(StepOutOfTurn):
        begin_undo(actor=actor, run=run, now=timezone.now())
    commit(actor, run)
    begin_undo(actor=actor, run=run, now=timezone.now())
    run.refresh_from_db()
    assert (run.state, run.to_do, run.progress) == (RunState.UNDOING, 1, 0)
    assert AuditRow.objects.get(action="undo_import").detail["rows"] == 1


def test_after_thirty_days_it_is_too_late(actor: Actor, run: ImportRun) -> None:
    commit(actor, run)
    with pytest.raises(UndoExpired):
        begin_undo(actor=actor, run=run, now=timezone.now() + timedelta(days=31))


def test_another_chambers_run_is_absent(actor: Actor, stranger: Actor, run: ImportRun) -> None:
    commit(actor, run)
    with pytest.raises(NotFound):
        begin_undo(actor=stranger, run=run, now=timezone.now())
