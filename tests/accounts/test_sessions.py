"""Signed-in devices, time-outs, removal."""

from collections.abc import Callable
from datetime import timedelta
from unittest import mock

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from shanghui.accounts import actions
from shanghui.accounts.models import User
from shanghui.core.actor import SYSTEM, Actor
from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotFound, NotPermitted
from tests.accounts.conftest import PASSWORD

WECHAT = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Mobile MicroMessenger/8.0"
ACCOUNT = "/account/profile/"


def other_device(login: str = "shen") -> Client:
    client = Client(headers={"user-agent": WECHAT}, REMOTE_ADDR="203.0.113.7")
    client.post("/account/login/", {"login": login, "password": PASSWORD})
    return client


def inside(client: Client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def test_list_shows_device_address_and_which_is_this_one(signed_in: Client) -> None:
    other_device()
    page = signed_in.get("/account/sessions/").content.decode()
    assert "iPhone·微信" in page
    assert "203.0.113.7" in page
    assert page.count("这一台") == 1


def test_end_one_session(signed_in: Client, user: User) -> None:
    phone = other_device()
    session = UserSession.objects.get(ip="203.0.113.7")
    assert signed_in.get(f"/account/sessions/{session.pk}/end/").status_code == 405
    assert inside(phone)
    assert signed_in.post(f"/account/sessions/{session.pk}/end/").status_code == 302
    assert not inside(phone)
    assert inside(signed_in)
    assert AuditRow.objects.filter(action="end_session", user_id=user.pk).exists()


def test_end_all_others(signed_in: Client) -> None:
    phone, tablet = other_device(), other_device()
    assert signed_in.post("/account/sessions/end-others/").status_code == 302
    assert (inside(phone), inside(tablet), inside(signed_in)) == (False, False, True)
    assert signed_in.get("/account/sessions/end-others/").status_code == 405


def test_foreign_session_is_not_found(signed_in: Client, other: User) -> None:
    stranger = other_device("gu")
    session = UserSession.objects.get(user=other)
    assert signed_in.post(f"/account/sessions/{session.pk}/end/").status_code == 404
    assert signed_in.post("/account/sessions/9999/end/").status_code == 404
    assert inside(stranger)


def test_only_the_owner_ends_sessions(user: User, other: User) -> None:
    stranger = Actor(user_id=other.pk)
    with pytest.raises(NotPermitted):
        actions.end_other_sessions(actor=stranger, user=user, current_key=None, now=timezone.now())
    with pytest.raises(NotFound):
        actions.end_session(actor=Actor(user_id=user.pk), user=user, session_id=1, now=timezone.now())


def test_removed_user_is_out_at_once(signed_in: Client, user: User) -> None:
    phone = other_device()
    actions.deactivate_user(actor=SYSTEM, user=user, now=timezone.now())
    assert (inside(signed_in), inside(phone)) == (False, False)
    assert not UserSession.objects.filter(user=user).exists()


def test_removed_user_is_out_even_when_the_session_row_lives(signed_in: Client, user: User) -> None:
    User.objects.update(is_active=False)
    assert not inside(signed_in)


def test_password_change_ends_other_sessions_and_keeps_this_one(signed_in: Client, user: User) -> None:
    phone = other_device()
    new = {"oldpassword": PASSWORD, "password1": "Peach-blossom-58", "password2": "Peach-blossom-58"}
    assert "现在的密码" in signed_in.get("/account/password/change/").content.decode()
    assert signed_in.post("/account/password/change/", new).status_code == 302
    assert (inside(signed_in), inside(phone)) == (True, False)
    assert UserSession.objects.filter(user=user).count() == 1
    user.refresh_from_db()
    assert check_password("Peach-blossom-58", user.password)
    assert AuditRow.objects.filter(action="change_password", user_id=user.pk).exists()


def test_wrong_old_password_changes_nothing(signed_in: Client, user: User) -> None:
    bad = {"oldpassword": "wrong", "password1": "Peach-blossom-58", "password2": "Peach-blossom-58"}
    assert signed_in.post("/account/password/change/", bad).status_code == 200
    assert User.objects.get().password == user.password


@pytest.mark.parametrize(("away", "stays"), [(timedelta(minutes=119), True), (timedelta(minutes=121), False)])
def test_idle_session_ends(signed_in: Client, away: timedelta, stays: bool) -> None:
    later = timezone.now() + away
    with mock.patch("shanghui.accounts.middleware.timezone.now", return_value=later):
        answer = signed_in.get(ACCOUNT)
        assert (answer.status_code == 200) is stays
        if not stays:
            assert answer.headers["Location"] == f"/account/login/?next={ACCOUNT}"
            assert "已退出" in signed_in.get("/account/login/").content.decode()


def test_session_in_use_still_ends_after_its_days(signed_in: Client, settings: Settings) -> None:
    settings.SESSION_DAYS = 1
    start = timezone.now()
    for hours in range(0, 24):
        with mock.patch("shanghui.accounts.middleware.timezone.now", return_value=start + timedelta(hours=hours)):
            assert inside(signed_in), hours
    with mock.patch("shanghui.accounts.middleware.timezone.now", return_value=start + timedelta(hours=24, minutes=1)):
        assert not inside(signed_in)


def test_session_is_noted_at_most_once_a_minute(signed_in: Client) -> None:
    with mock.patch("shanghui.accounts.middleware.note_session_seen") as note:
        signed_in.get(ACCOUNT)
        assert note.call_count == 0
        later = timezone.now() + timedelta(seconds=61)
        with mock.patch("shanghui.accounts.middleware.timezone.now", return_value=later):
            signed_in.get(ACCOUNT)
            signed_in.get(ACCOUNT)
    assert note.call_count == 1


def test_session_without_marks_gets_them(client: Client, user: User) -> None:
    client.force_login(user)
    session = client.session
    del session["seen_at"], session["signed_in_at"]
    session.save()
    assert inside(client)
    assert client.session["seen_at"] == client.session["signed_in_at"]


def test_list_of_sessions_is_the_owners_alone(signed_in: Client, other: User) -> None:
    other_device("gu")
    assert signed_in.get("/account/sessions/").content.decode().count("最近使用") == 1


def test_pages_ask_for_sign_in(client: Client, db: None, make_user: Callable[..., User]) -> None:
    for path in (
        "",
        "profile/",
        "addresses/",
        "sessions/",
        "tokens/",
        "tokens/create/",
        "invitations/",
        "logins/",
        "2fa/",
    ):
        answer = client.get(f"/account/{path}")
        assert answer.status_code == 302, path
        assert answer.headers["Location"].startswith("/account/login/"), path
