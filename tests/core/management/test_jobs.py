from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from shanghui.core.jobs import enqueue
from tests.core.jobs import sample

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("jobs", *arguments, stdout=out)
    return out.getvalue()


def test_list_and_retry_dead_jobs(tmp_path: Path) -> None:
    enqueue(sample.refuse, str(tmp_path / "lines"))
    call_command("worker", "--once")
    enqueue(sample.leave_line, str(tmp_path / "lines"))
    assert len(run("list").splitlines()) == 2
    (dead,) = run("list", "--dead").splitlines()
    assert "NotFound" in dead
    assert run("retry", dead.split()[0]) == "1\n"
    assert run("retry") == "0\n"
    assert DBTaskResult.objects.ready().count() == 2
