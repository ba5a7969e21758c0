from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from shanghui.core.models import OutboxMessage
from shanghui.core.outbox import put
from shanghui.core.outbox.delivery import deliver_one

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("outbox", *arguments, stdout=out)
    return out.getvalue()


def test_list_shows_waiting_and_dead() -> None:
    put("pigeon", "a", {}, now=timezone.now())
    deliver_one("w-1-x")
    put("pigeon", "b", {}, now=timezone.now())
    assert [line.split()[1] for line in run("list").splitlines()] == ["dead", "waiting"]
    assert [line.split()[1] for line in run("list", "--dead").splitlines()] == ["dead"]


def test_retry_sends_the_dead_again() -> None:
    message_id = put("pigeon", "a", {}, now=timezone.now())
    deliver_one("w-1-x")
    assert run("retry", str(message_id)) == "1\n"
    assert OutboxMessage.objects.get().state == "waiting"
    assert run("retry") == "0\n"
