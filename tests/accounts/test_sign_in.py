"""The sign-in page against the attacks of trust.md."""

from datetime import timedelta
from unittest import mock

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from shanghui.accounts import actions
from shanghui.accounts.models import User
from shanghui.core.actor import SYSTEM
from shanghui.core.models import AuditRow
from tests.accounts.conftest import PASSWORD

LOGIN = "/account/login/"


def sign_in(client: Client, login: str = "shen", password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
    return client.post(LOGIN, {"login": login, "password": password} | more)


@pytest.mark.parametrize(
    "login", ["shen", "SHEN", "shen@example.com", "Shen@Example.com", "13812345678", "+86 138 1234 5678"]
)
def test_sign_in_by_user_name_mail_or_mobile_in_one_box(client: Client, user: User, login: str) -> None:
    assert sign_in(client, login).status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)
    assert AuditRow.objects.filter(action="sign_in", user_id=user.pk).count() == 1


def test_sign_out_is_audited_and_asks_first(signed_in: Client, user: User) -> None:
    assert signed_in.get("/account/logout/").status_code == 200
    assert "_auth_user_id" in signed_in.session
    assert signed_in.post("/account/logout/").status_code == 302
    assert "_auth_user_id" not in signed_in.session
    assert AuditRow.objects.filter(action="sign_out", user_id=user.pk).exists()


def _comparable(page: bytes, *typed: str) -> str:
    text = page.decode()
    for word in typed:
        text = text.replace(word, "·")
    return "\n".join(line for line in text.splitlines() if "csrf" not in line.lower())


def test_known_and_unknown_login_read_the_same(client: Client, user: User) -> None:
    known, unknown = sign_in(client, "shen", "wrong"), sign_in(client, "nobody", "wrong")
    assert known.status_code == unknown.status_code == 200
    assert _comparable(known.content, "shen") == _comparable(unknown.content, "nobody")
    assert "用户名或密码不对" in known.content.decode()


def _hashes(client: Client, login: str) -> int:
    with mock.patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode) as encode:
        sign_in(client, login, "wrong")
    return encode.call_count


def test_known_and_unknown_login_cost_the_same(
    client: Client, user: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Equal work, not equal clocks: one password hash each, and equally many queries."""
    for login in ("shen", "nobody"):  # both counts exist already when they are measured
        sign_in(client, login, "wrong")
    assert _hashes(client, "shen") == _hashes(client, "nobody") == 1
    with django_assert_num_queries(11, exact=False) as known:
        sign_in(client, "shen", "wrong")
    with django_assert_num_queries(len(known)):
        sign_in(client, "nobody", "wrong")


def test_removed_user_reads_that_she_is_removed_only_with_the_right_password(client: Client, user: User) -> None:
    actions.deactivate_user(actor=SYSTEM, user=user, now=timezone.now())
    assert sign_in(client).headers["Location"] == "/account/inactive/"
    assert client.get("/account/inactive/").status_code == 200
    assert "用户名或密码不对" in sign_in(client, password="wrong").content.decode()


@pytest.mark.parametrize("login", ["shen", "nobody"])
def test_lock_out_after_five_is_the_same_for_known_and_unknown(client: Client, user: User, login: str) -> None:
    for _ in range(4):
        assert sign_in(client, login, "wrong").status_code == 200
    locked = sign_in(client, login, "wrong")
    assert locked.status_code == 429
    assert 0 < int(locked.headers["Retry-After"]) <= 900
    assert "以后可以再试" in locked.content.decode()
    assert sign_in(client, login, PASSWORD).status_code == 429
    assert AuditRow.objects.filter(action="lock_out").exists()


def test_lock_out_counts_a_person_not_a_spelling(client: Client, user: User) -> None:
    for login in ("shen", "shen@example.com", "13812345678", "+8613812345678"):
        assert sign_in(client, login, "wrong").status_code == 200
    assert sign_in(client, "SHEN", "wrong").status_code == 429


def test_lock_out_ends_at_the_time_it_named(client: Client, user: User) -> None:
    for _ in range(5):
        sign_in(client, password="wrong")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert sign_in(client).status_code == 302


def test_lock_out_is_not_prolonged_by_trying(client: Client, user: User) -> None:
    for _ in range(5):
        sign_in(client, password="wrong")
    before = AccessAttempt.objects.get().attempt_time
    sign_in(client, password="wrong")
    assert AccessAttempt.objects.get().attempt_time == before


def test_lock_out_elsewhere_leaves_the_owner_free(client: Client, user: User) -> None:
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(5):
        sign_in(stranger, password="wrong")
    assert sign_in(client).status_code == 302


def test_success_forgets_earlier_failures(client: Client, user: User) -> None:
    for _ in range(4):
        sign_in(client, password="wrong")
    sign_in(client)
    client.post("/account/logout/")
    assert sign_in(client, password="wrong").status_code == 200


def test_forwarded_address_is_ignored_without_trusted_proxies(client: Client, user: User) -> None:
    for number in range(5):
        answer = client.post(
            LOGIN, {"login": "shen", "password": "wrong"}, headers={"X-Forwarded-For": f"8.8.8.{number}"}
        )
    assert answer.status_code == 429


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil.example"],
)
def test_next_leads_nowhere_else(client: Client, user: User, address: str) -> None:
    assert sign_in(client, next=address).headers["Location"] == "/"


def test_next_leads_on_within_the_house(client: Client, user: User) -> None:
    assert sign_in(client, next="/account/tokens/").headers["Location"] == "/account/tokens/"


def test_spoofed_host_is_refused(client: Client, user: User) -> None:
    assert client.get(LOGIN, headers={"host": "evil.example"}).status_code == 400


def test_sign_in_without_csrf_token_is_refused(user: User) -> None:
    assert sign_in(Client(enforce_csrf_checks=True)).status_code == 403


def test_sign_up_is_closed(client: Client, db: None) -> None:
    assert "凭邀请加入" in client.get("/account/signup/").content.decode()
    client.post("/account/signup/", {"username": "intruder", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.filter(username="intruder").exists()


@pytest.mark.parametrize("path", ["email/", "confirm-email/", "login/code/", "phone/verify/"])
def test_doors_of_the_library_that_we_do_not_open(client: Client, db: None, path: str) -> None:
    assert client.get(f"/account/{path}").status_code == 404


def test_sign_in_page_is_not_shown_to_who_is_in(signed_in: Client) -> None:
    assert signed_in.get(LOGIN).headers["Location"] == "/"


def test_sign_in_page_sets_the_strict_policy(client: Client, db: None) -> None:
    policy = client.get(LOGIN).headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy


def test_session_key_changes_at_sign_in(client: Client, user: User) -> None:
    client.get(LOGIN)
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key
    sign_in(client)
    assert client.session.session_key != session.session_key


def test_password_reset_without_mail_names_the_office(client: Client, user: User) -> None:
    page = client.get("/account/password/reset/").content.decode()
    assert "工商联办公室" in page
    assert client.post("/account/password/reset/", {"email": "shen@example.com"}).status_code == 200


def test_password_reset_by_mail(client: Client, user: User, settings: Settings, mailoutbox: list) -> None:  # type: ignore[type-arg]
    settings.MAIL_CONFIGURED = True
    for address in ("shen@example.com", "nobody@example.com"):
        answer = client.post("/account/password/reset/", {"email": address})
        assert answer.headers["Location"] == "/account/password/reset/done/"
    assert "如果有账户" in client.get("/account/password/reset/done/").content.decode()
    assert [mail.to for mail in mailoutbox] == [["shen@example.com"]]
    assert mailoutbox[0].subject == "商汇：重设密码"
    assert "/account/password/reset/key/" in mailoutbox[0].body
