from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from shanghui.core.jobs import settling
from shanghui.core.jobs.liveness import Worker
from shanghui.core.models import OutboxMessage
from shanghui.core.outbox import Undeliverable, channels, delivery, put, register_channel
from shanghui.core.outbox.delivery import claim, deliver_one, pause, release_dead_claims, retry, sent

pytestmark = pytest.mark.django_db


class Robot:
    """A channel that remembers, and fails for the receivers it is told to."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, object]] = []
        self.down: dict[str, Exception] = {}

    def __call__(self, message: OutboxMessage) -> None:
        if message.receiver in self.down:
            raise self.down[message.receiver]
        self.heard.append((message.receiver, message.payload["n"]))


@pytest.fixture
def robot(monkeypatch: pytest.MonkeyPatch) -> Robot:
    monkeypatch.setattr(channels, "_channels", dict(channels._channels))
    made = Robot()
    register_channel("robot", made)
    return made


def put_n(receiver: str, number: int, *, now: datetime | None = None) -> None:
    put("robot", receiver, {"n": number}, now=now or timezone.now())


def deliver_all() -> int:
    count = 0
    while deliver_one("w-1-x"):
        count += 1
    return count


def make_due() -> None:
    OutboxMessage.objects.update(due_at=timezone.now() - timedelta(seconds=1))


def test_message_is_rolled_back_with_its_action(robot: Robot) -> None:
    with transaction.atomic():
        put_n("a", 1)
        transaction.set_rollback(True)
    assert deliver_all() == 0


def test_messages_leave_in_order(robot: Robot) -> None:
    for number in range(3):
        put_n("a", number)
    assert deliver_all() == 3
    assert robot.heard == [("a", 0), ("a", 1), ("a", 2)]
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"sent"}


def test_failing_receiver_holds_only_itself_and_keeps_its_order(robot: Robot) -> None:
    robot.down["a"] = TimeoutError()
    for receiver, number in [("a", 1), ("a", 2), ("b", 1), ("b", 2)]:
        put_n(receiver, number)
    assert deliver_all() == 3
    assert robot.heard == [("b", 1), ("b", 2)]
    robot.down.clear()
    make_due()
    assert deliver_all() == 2
    assert robot.heard[2:] == [("a", 1), ("a", 2)]


def test_one_message_at_a_time_for_a_receiver(robot: Robot) -> None:
    put_n("a", 1)
    put_n("a", 2)
    assert claim("w-1-x", now=timezone.now())
    assert claim("w-2-x", now=timezone.now()) is None


def test_message_that_left_is_marked_when_the_database_is_back(robot: Robot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would stay claimed by a worker that lives, and hold up all that follow it."""
    monkeypatch.setattr(settling, "PAUSE_SECONDS", 0.001)
    monkeypatch.setattr(settling.connections, "close_all", lambda: None)
    outages = [OperationalError("server closed the connection")]

    def away_at_first(message: OutboxMessage, *, now: datetime) -> None:
        if outages:
            raise outages.pop()
        sent(message, now=now)

    monkeypatch.setattr(delivery, "sent", away_at_first)
    put_n("a", 1)
    put_n("a", 2)
    assert deliver_all() == 2
    assert robot.heard == [("a", 1), ("a", 2)]


def test_message_is_dead_after_twenty_attempts_and_the_next_goes_on(robot: Robot) -> None:
    robot.down["a"] = TimeoutError()
    put_n("a", 1)
    for _ in range(20):
        assert deliver_all() == 1
        make_due()
    assert deliver_all() == 0
    dead = OutboxMessage.objects.get()
    assert (dead.state, dead.attempts, dead.error) == ("dead", 20, "TimeoutError()")
    put_n("a", 2)
    robot.down.clear()
    assert deliver_all() == 1


def test_undeliverable_is_dead_at_once_and_can_be_sent_again(robot: Robot) -> None:
    robot.down["a"] = Undeliverable("no such receiver")
    put_n("a", 1)
    assert deliver_all() == 1
    assert OutboxMessage.objects.get().state == "dead"
    robot.down.clear()
    retry(list(OutboxMessage.objects.all()), now=timezone.now())
    assert deliver_all() == 1
    assert robot.heard == [("a", 1)]


def test_unknown_channel_is_a_dead_letter() -> None:
    put("pigeon", "a", {}, now=timezone.now())
    assert deliver_all() == 1
    assert OutboxMessage.objects.get().state == "dead"


def test_message_of_dead_worker_is_sent_by_another_under_the_same_id(robot: Robot) -> None:
    put_n("a", 1)
    first = claim("dead-1-x", now=timezone.now())
    assert first
    assert release_dead_claims(now=timezone.now()) == 1
    second = claim("w-1-x", now=timezone.now())
    assert second
    assert (second.message_id, second.attempts) == (first.message_id, 2)
    sent(first, now=timezone.now())
    assert OutboxMessage.objects.get().state == "waiting"


def test_claim_of_living_worker_stands(robot: Robot) -> None:
    worker = Worker(now=timezone.now())
    put_n("a", 1)
    assert claim(worker.id, now=timezone.now())
    assert release_dead_claims(now=timezone.now()) == 0
    worker.leave()


def test_mail_bears_the_stable_id(mailoutbox: list[mail.EmailMessage]) -> None:
    message_id = put(
        "mail", "li@example.org", {"subject": "通知", "text": "您好", "html": "<p>您好"}, now=timezone.now()
    )
    assert deliver_all() == 1
    (letter,) = mailoutbox
    assert letter.extra_headers["Message-ID"] == f"<{message_id}@127.0.0.1>"
    assert (letter.to, letter.subject, letter.body) == (["li@example.org"], "通知", "您好")


def test_mail_with_forged_header_is_dead_at_once(mailoutbox: list[mail.EmailMessage]) -> None:
    put("mail", "li@example.org", {"subject": "a\r\nBcc: x@example.org", "text": ""}, now=timezone.now())
    deliver_all()
    assert mailoutbox == []
    assert OutboxMessage.objects.get().state == "dead"


def test_mail_server_down_means_later_once(
    mailoutbox: list[mail.EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("mail", "li@example.org", {"subject": "s", "text": "t"}, now=timezone.now())
    with monkeypatch.context() as broken:
        broken.setattr(mail.EmailMessage, "send", _server_is_down)
        assert deliver_all() == 1
    make_due()
    assert deliver_all() == 1
    assert deliver_all() == 0
    assert len(mailoutbox) == 1


def _server_is_down(letter: mail.EmailMessage) -> None:
    raise SMTPServerDisconnected("gone")


def test_pause_doubles_up_to_six_hours() -> None:
    assert timedelta(seconds=24) <= pause(1) <= timedelta(seconds=36)
    assert pause(20) <= timedelta(hours=7.2)


def test_message_that_another_took_first_is_not_ours(robot: Robot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the lock another worker was quicker."""
    put_n("a", 1)
    locked = QuerySet.select_for_update
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **how: locked(self, **how).none())
    assert claim("w-1-x", now=timezone.now()) is None
    assert OutboxMessage.objects.get().attempts == 0
