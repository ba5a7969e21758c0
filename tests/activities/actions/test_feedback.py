"""Three questions: answered by whom, when; asked for once."""

from datetime import timedelta
from typing import Any

import pytest

from shanghui.activities import rules
from shanghui.activities.actions.feedback import ask_for_feedback, enter_feedback, give_feedback
from shanghui.activities.models import Feedback, Registration
from shanghui.activities.rules import ActivityState, RegistrationState
from shanghui.core.models import AuditRow, OutboxMessage
from shanghui.core.refusal import NotPermitted
from tests.activities.doors import Door

HOUR = timedelta(hours=1)


def give(door: Door, guest: Registration, good: int = 5, better: str = "") -> Feedback:
    return give_feedback(registration=guest, good=good, useful=4, better=better, now=door.now)


def test_answer_can_be_changed_and_the_trail_does_not_tell_it(door: Door) -> None:
    guest = door.guest()
    give(door, guest, 5)
    give(door, guest, 2, " 茶水 ")
    assert list(Feedback.objects.values_list("good", "useful", "better")) == [(2, 4, "茶水")]
    row = AuditRow.objects.filter(action="give_feedback")[0]
    assert (row.subject_kind, row.detail) == ("activities.activity", {})


def test_refused_before_after_and_without_a_seat(door: Door) -> None:
    guest, waiting = door.guest(), door.guest(state=RegistrationState.WAITING)
    for moment in (door.activity.starts_at - HOUR, door.activity.ends_at + timedelta(days=14) + HOUR):
        with pytest.raises(rules.FeedbackNotOpen):
            give_feedback(registration=guest, good=5, useful=5, better="", now=moment)
    with pytest.raises(rules.FeedbackNotOpen):
        give(door, waiting)
    door.activity.state = ActivityState.CANCELLED
    door.activity.save()
    with pytest.raises(rules.FeedbackNotOpen):
        give(door, guest)
    assert not Feedback.objects.exists()


def test_slip_of_paper_is_entered_by_who_keeps_the_registration(door: Door) -> None:
    guest = door.guest()
    facts: dict[str, Any] = {"registration": guest, "good": 3, "useful": 3, "better": "", "now": door.now}
    with pytest.raises(NotPermitted):
        enter_feedback(actor=door.world.actors["other"], **facts)
    enter_feedback(actor=door.world.actors["secretary"], **facts)
    assert Feedback.objects.get().good == 3


def evening(door: Door) -> None:
    """It is over."""
    door.activity.ends_at = door.now - timedelta(minutes=10)
    door.activity.save()


def test_who_came_is_asked_once_by_mail(door: Door) -> None:
    evening(door)
    came = door.guest(name="张三", arrived_at=door.now, email="zhang@example.org")
    door.guest(arrived_at=door.now)  # no address
    door.guest(email="absent@example.org")  # did not come
    answered = door.guest(arrived_at=door.now, email="quick@example.org")
    give(door, answered)
    assert ask_for_feedback(now=door.now) == 1
    assert ask_for_feedback(now=door.now + HOUR) == 0
    [letter] = OutboxMessage.objects.filter(channel="mail")
    assert letter.receiver == "zhang@example.org"
    assert f"/activities/f/{came.key}/" in letter.payload["text"]
    assert "\n" not in letter.payload["subject"]


def test_nobody_is_asked_while_it_runs_when_it_is_cancelled_or_long_past(door: Door) -> None:
    guest = door.guest(arrived_at=door.now, email="zhang@example.org")
    assert ask_for_feedback(now=door.now) == 0
    assert ask_for_feedback(now=door.activity.ends_at + timedelta(days=3, hours=1)) == 0
    door.activity.state = ActivityState.CANCELLED
    door.activity.save()
    assert ask_for_feedback(now=door.activity.ends_at + HOUR) == 0
    assert door.fresh(guest).feedback_asked_at is None


def test_letter_is_in_the_guests_language(door: Door) -> None:
    evening(door)
    door.guest(arrived_at=door.now, email="zhang@example.org", language="zh-hant")
    ask_for_feedback(now=door.now)
    assert OutboxMessage.objects.get().payload["subject"]
