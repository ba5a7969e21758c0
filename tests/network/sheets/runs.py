"""An import from file to commit, the short way, for tests."""

import csv
import io
from collections import Counter
from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from shanghui.core.actor import Actor
from shanghui.core.jobs.worker import run_due
from shanghui.sheets.actions.committing import begin_commit
from shanghui.sheets.actions.runs import begin_import, choose_columns
from shanghui.sheets.actions.undoing import begin_undo
from shanghui.sheets.models import ImportRun


def csv_bytes(header: Sequence[str], *rows: Sequence[object]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode("utf-8-sig")


def upload(actor: Actor, content: bytes, kind: str = "enterprises", name: str = "会员.csv") -> ImportRun:
    """Uploaded, columns as guessed, checked."""
    run = begin_import(actor=actor, kind=kind, upload=SimpleUploadedFile(name, content), now=timezone.now())
    choose_columns(actor=actor, run=run, mapping=run.mapping, now=timezone.now())
    return settled(run)


def settled(run: ImportRun) -> ImportRun:
    run_due()
    run.refresh_from_db()
    return run


def commit(actor: Actor, run: ImportRun) -> ImportRun:
    begin_commit(actor=actor, run=run, now=timezone.now())
    return settled(run)


def undo(actor: Actor, run: ImportRun) -> ImportRun:
    begin_undo(actor=actor, run=run, now=timezone.now())
    return settled(run)


def states(run: ImportRun) -> dict[str, int]:
    return dict(Counter(run.rows.values_list("state", flat=True)))
