"""Begin a run, settle its columns, give it up."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.jobs import enqueue
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest
from shanghui.sheets import jobs, permissions, rules
from shanghui.sheets.actions.reading import read_file
from shanghui.sheets.column_guess import header_key
from shanghui.sheets.kinds import kind_of
from shanghui.sheets.models import ColumnMemory, ImportRun
from shanghui.sheets.reading import FileRefused, neutral_file_name
from shanghui.sheets.rules import Guessed, RunState

#: bytes; a larger file is read in the background
READ_AT_ONCE = 2_000_000


def begin_import(*, actor: Actor, kind: str, upload: "UploadedFile[Any]", now: datetime) -> ImportRun:
    """Store the file under a neutral name and read its columns. Raises a FileRefused; then nothing is kept."""
    require(permissions.can_import(actor, kind))
    run = ImportRun(
        kind=kind,
        organisation_id=actor.organisation_id or 0,
        by_id=actor.user_id,
        appointment_id=actor.appointment_id or 0,
        by_name=actor.name,
        file_name=neutral_file_name(upload.name or "", fallback="table"),
        sha256=_digest(upload),
        state=RunState.READING,
        created_at=now,
    )
    with transaction.atomic():
        run.file.save("table", upload, save=False)
        run.save()
        audit.record(actor, "begin_import", run, now=now, kind=kind, file=run.file_name, sha256=run.sha256)
        if (upload.size or 0) > READ_AT_ONCE:
            enqueue(jobs.read_import, run.pk)
            return run
    try:
        read_file(run=run)
    except FileRefused:
        run.file.delete(save=False)
        run.delete()
        raise
    return run


def _digest(upload: "UploadedFile[Any]") -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


@transaction.atomic
def choose_columns(*, actor: Actor, run: ImportRun, mapping: Sequence[str], now: datetime) -> None:
    """Settle what each column means, remember it, and let the rows be checked."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    require(permissions.can_work_on(actor, run), seen=run.organisation_id == actor.organisation_id)
    rules.ensure_state(run.run_state, RunState.UPLOADED, RunState.CHECKED)
    _ensure_complete(run, mapping)
    run.guesses = [
        how if chosen == before else Guessed.CHOSEN
        for chosen, before, how in zip(mapping, run.mapping, run.guesses, strict=True)
    ]
    run.mapping = list(mapping)
    run.by_id, run.appointment_id = actor.user_id, actor.appointment_id or 0
    run.state, run.progress, run.to_do, run.begun_at = RunState.READING, 0, run.row_count, now
    run.save()
    _remember(run)
    enqueue(jobs.check_import, run.pk)


def _ensure_complete(run: ImportRun, mapping: Sequence[str]) -> None:
    columns = {column.key: column for column in kind_of(run.kind).columns}
    if len(mapping) != len(run.header) or not {key for key in mapping if key} <= columns.keys():
        raise BadRequest()
    for key, column in columns.items():
        if column.required and key not in mapping:
            raise rules.ColumnMissing(column=column.label)
        if not column.joint and list(mapping).count(key) > 1:
            raise rules.ColumnTwice(column=column.label)


def _remember(run: ImportRun) -> None:
    ColumnMemory.objects.bulk_create(
        list(
            {
                header_key(header): ColumnMemory(
                    organisation_id=run.organisation_id, kind=run.kind, header=header_key(header), column=column
                )
                for header, column in zip(run.header, run.mapping, strict=True)
            }.values()
        ),
        update_conflicts=True,
        unique_fields=["organisation_id", "kind", "header"],
        update_fields=["column"],
    )


@transaction.atomic
def abandon_import(*, actor: Actor, run: ImportRun, now: datetime) -> None:
    """Give the run up: rows and file go, the line in the list stays."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    require(permissions.can_work_on(actor, run), seen=run.organisation_id == actor.organisation_id)
    rules.ensure_state(run.run_state, RunState.UPLOADED, RunState.CHECKED, RunState.FAILED)
    run.rows.all().delete()
    run.sample = []
    run.state = RunState.ABANDONED
    run.save()
    audit.record(actor, "abandon_import", run, now=now, file=run.file_name)
    transaction.on_commit(lambda: run.file.storage.delete(run.file.name or ""))
