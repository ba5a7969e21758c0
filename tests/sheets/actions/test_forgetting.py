"""Sixty days after the last step a run, its rows and its file go; the audit trail keeps what it did."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils.timezone import now

from shanghui.core.models import AuditRow
from shanghui.sheets.actions.forgetting import RUNS_KEPT, forget_old_imports
from shanghui.sheets.jobs import tidy_imports
from shanghui.sheets.models import ImportRun
from shanghui.sheets.rules import RunState

pytestmark = pytest.mark.django_db
LONG_AGO = now() - RUNS_KEPT - timedelta(days=1)


def _run(state: RunState, content: bytes = b"a,b", **facts: object) -> ImportRun:
    run = ImportRun(
        kind="enterprises", organisation_id=1, appointment_id=1, file_name="名册.csv", sha256=str(len(content)),
        state=state, created_at=LONG_AGO, **facts,
    )  # fmt: skip
    run.file.save("x", ContentFile(content), save=True)
    run.rows.create(number=2, cells=["a"], state="ready")
    return run


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)
def test_old_runs_go_with_their_files() -> None:
    run = _run(RunState.ABANDONED)
    storage, name = run.file.storage, run.file.name
    assert forget_old_imports(now=now()) == 1
    assert not storage.exists(name)
    assert AuditRow.objects.filter(action="forget_import", subject_id=run.pk).exists()


def test_busy_and_recent_runs_stay() -> None:
    _run(RunState.COMMITTING)
    _run(RunState.COMMITTED, committed_at=now() - timedelta(days=3))
    _run(RunState.UNDONE, committed_at=LONG_AGO, undone_at=now() - timedelta(days=3))
    assert forget_old_imports(now=now()) == 0


@pytest.mark.django_db(transaction=True)
def test_file_that_another_run_uses_stays() -> None:
    old = _run(RunState.ABANDONED)
    recent = _run(RunState.CHECKED)
    ImportRun.objects.filter(pk=recent.pk).update(created_at=now(), file=old.file.name)
    tidy_imports.call()
    assert ImportRun.objects.get().pk == recent.pk
    assert old.file.storage.exists(old.file.name)
