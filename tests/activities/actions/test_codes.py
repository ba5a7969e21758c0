"""The code: sealed, short-lived, five tries, a minute between two."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions import codes
from shanghui.activities.actions.registrations import register
from shanghui.activities.models import Registration
from shanghui.activities.rules import Confirmation, RegistrationState
from shanghui.core.models import OutboxMessage
from tests.factories.activities_activities import Fair

State = RegistrationState


@pytest.fixture
def guest(fair: Fair) -> Registration:
    fair.activity.confirmation = Confirmation.CODE
    fair.activity.save()
    facts = {"name": "甲", "phone": "13900000001", "email": "g@example.com"}
    return register(activity=fair.activity, facts=facts, now=timezone.now())


def _sent() -> str:
    text = OutboxMessage.objects.filter(receiver="g@example.com").order_by("-pk")[0].payload["text"]
    found = re.search(r"验证码：(\d{6})", text)
    assert found
    return found[1]


def _wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_right_code_confirms(guest: Registration) -> None:
    code = _sent()
    assert code not in guest.code_hash
    done = codes.confirm_by_code(guest=guest, code=f" {code} ", now=timezone.now())
    assert (done.state, done.code_hash) == (State.REGISTERED, "")


def test_wrong_code_is_counted_and_the_sixth_try_is_over(guest: Registration) -> None:
    code = _sent()
    for _ in range(rules.MOST_TRIES):
        with pytest.raises(rules.CodeWrong):
            codes.confirm_by_code(guest=guest, code=_wrong(code), now=timezone.now())
    with pytest.raises(rules.CodeOver):
        codes.confirm_by_code(guest=guest, code=code, now=timezone.now())
    guest.refresh_from_db()
    assert guest.state == State.UNCONFIRMED


def test_code_is_over_after_half_an_hour(guest: Registration) -> None:
    later = timezone.now() + rules.CODE_LIFE + timedelta(seconds=1)
    with pytest.raises(rules.CodeOver):
        codes.confirm_by_code(guest=guest, code=_sent(), now=later)


def test_code_is_worth_nothing_twice(guest: Registration) -> None:
    code = _sent()
    codes.confirm_by_code(guest=guest, code=code, now=timezone.now())
    with pytest.raises(rules.RegistrationOver):
        codes.confirm_by_code(guest=guest, code=code, now=timezone.now())


def test_code_of_one_guest_is_not_anothers(fair: Fair, guest: Registration) -> None:
    other = fair.guest(State.UNCONFIRMED, email="o@example.com", code_sent_at=timezone.now())
    other.code_hash = codes.sealed(guest, "123456")
    other.save()
    with pytest.raises(rules.CodeWrong):
        codes.confirm_by_code(guest=other, code="123456", now=timezone.now())


def test_new_code_is_sent_after_a_minute_and_the_old_one_is_over(guest: Registration) -> None:
    old, now = _sent(), timezone.now()
    assert not codes.send_code_again(guest=guest, now=now)
    assert codes.send_code_again(guest=guest, now=now + timedelta(minutes=2))
    new = _sent()
    if new != old:
        with pytest.raises(rules.CodeWrong):
            codes.confirm_by_code(guest=guest, code=old, now=now + timedelta(minutes=3))
    assert codes.confirm_by_code(guest=guest, code=new, now=now + timedelta(minutes=3)).state == State.REGISTERED


def test_nobody_is_confirmed_after_registration_has_closed(fair: Fair, guest: Registration) -> None:
    code = _sent()
    fair.activity.register_until = timezone.now() - timedelta(minutes=1)
    fair.activity.save()
    with pytest.raises(rules.RegistrationClosed):
        codes.confirm_by_code(guest=guest, code=code, now=timezone.now())


def test_full_house_puts_her_in_line(fair: Fair, guest: Registration) -> None:
    fair.activity.capacity = 1
    fair.activity.save()
    fair.guest()
    assert codes.confirm_by_code(guest=guest, code=_sent(), now=timezone.now()).state == State.WAITING
