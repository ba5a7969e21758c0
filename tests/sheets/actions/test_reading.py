"""A file that is read when the page may be closed by now."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from shanghui.core.actor import Actor
from shanghui.sheets.actions.reading import read_in_background
from shanghui.sheets.models import ImportRun
from shanghui.sheets.rules import RunState

pytestmark = pytest.mark.django_db


def waiting(actor: Actor, content: bytes) -> ImportRun:
    run = ImportRun(
        kind="enterprises", organisation_id=actor.organisation_id, appointment_id=actor.appointment_id,
        by_id=actor.user_id, file_name="会员.csv", sha256="ab" * 32, state=RunState.READING, created_at=timezone.now(),
    )  # fmt: skip
    run.file.save("table", ContentFile(content), save=True)
    return run


def test_refusal_is_kept_for_the_page(actor: Actor) -> None:
    run = waiting(actor, b"name\n\x00\n")
    read_in_background(run=run)
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert run.refusal == {"name": "ControlCharacters", "context": {"line": "2"}}


def test_run_that_was_read_before_is_left_alone(actor: Actor) -> None:
    run = waiting(actor, b"name\n1\n")
    read_in_background(run=run)
    assert (run.state, run.header) == (RunState.UPLOADED, ["name"])
    Path(run.file.path).write_bytes(b"phone\n1\n")
    read_in_background(run=run)
    run.state = RunState.READING
    read_in_background(run=run)
    assert run.header == ["name"]
