"""My account: what may be changed, and that nothing else may."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from shanghui.accounts import actions, rules
from shanghui.accounts.cookies import remember_preferences
from shanghui.accounts.models import User
from shanghui.core.actor import SYSTEM, Actor, Role
from shanghui.core.refusal import NotPermitted
from tests.accounts.conftest import NOW, PASSWORD

RIGHTS = {
    "role": "federation_officer",
    "organisation": "1",
    "is_superuser": "on",
    "is_staff": "on",
    "is_active": "",
    "username": "admin",
}


def test_account_page_leads_everywhere(signed_in: Client) -> None:
    page = signed_in.get("/account/").content.decode()
    for path in ("profile/", "addresses/", "password/change/", "2fa/", "sessions/", "tokens/"):
        assert f'href="/account/{path}"' in page
    assert "/account/logins/" not in page


def test_profile_is_saved_and_kept_in_cookies(signed_in: Client, user: User) -> None:
    answer = signed_in.post("/account/profile/", {"name": "沈微", "language": "en", "larger_text": "on"})
    assert answer.headers["Location"] == "/account/"
    assert (answer.cookies["language"].value, answer.cookies["shanghui_text"].value) == ("en", "large")
    user.refresh_from_db()
    assert (user.name, user.language, user.larger_text, str(user)) == ("沈微", "en", True, "沈微")
    answer = signed_in.post("/account/profile/", {"name": "沈微", "language": "en"})
    assert answer.cookies["shanghui_text"].value == ""


def test_profile_patched_with_rights_stays_as_it_was(signed_in: Client, user: User) -> None:
    before = {
        key: getattr(user, key) for key in ("username", "is_superuser", "is_staff", "is_active", "email", "mobile")
    }
    signed_in.post("/account/profile/", {"name": "沈微", "language": "en"} | RIGHTS)
    user.refresh_from_db()
    assert {key: getattr(user, key) for key in before} == before


def test_unknown_language_is_refused(signed_in: Client) -> None:
    assert signed_in.post("/account/profile/", {"name": "x", "language": "xx"}).status_code == 200


def test_new_browser_takes_over_what_its_user_saved(user: User) -> None:
    user.language, user.larger_text = "en", True
    request, response = RequestFactory().get("/"), HttpResponse()
    remember_preferences(request, response, user)
    assert (response.cookies["language"].value, response.cookies["shanghui_text"].value) == ("en", "large")
    request.COOKIES = {"language": "zh-hant", "shanghui_text": "large"}
    untouched = HttpResponse()
    remember_preferences(request, untouched, user)
    assert not untouched.cookies


def test_addresses_ask_again_who_is_there(signed_in: Client) -> None:
    assert signed_in.get("/account/addresses/").headers["Location"].startswith("/account/reauthenticate/")
    assert signed_in.post("/account/reauthenticate/", {"password": "wrong"}).status_code == 200


def test_addresses_are_changed_and_the_old_one_opens_nothing(confirmed: Client, user: User) -> None:
    EmailAddress.objects.create(user=user, email="shen@example.com")
    assert confirmed.get("/account/addresses/").status_code == 200
    answer = confirmed.post("/account/addresses/", {"mobile": "+86 137 1111 2222", "email": "New@Example.com"})
    assert answer.headers["Location"] == "/account/"
    user.refresh_from_db()
    assert (user.mobile, user.email) == ("13711112222", "new@example.com")
    assert not EmailAddress.objects.exists()
    client = Client()
    assert client.post("/account/login/", {"login": "13812345678", "password": PASSWORD}).status_code == 200
    assert client.post("/account/login/", {"login": "13711112222", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"mobile": "13900000001"}, "已经有账户在用"),
        ({"email": "GU@example.com"}, "已经有账户在用"),
        ({"mobile": "12345"}, "既不是手机号"),
        ({"mobile": "a@b.cn"}, "既不是手机号"),
        ({}, "至少填一个"),
    ],
)
def test_addresses_refused_change_nothing(
    confirmed: Client, user: User, other: User, facts: dict[str, str], words: str
) -> None:
    answer = confirmed.post("/account/addresses/", facts)
    assert words in answer.content.decode()
    user.refresh_from_db()
    assert user.addresses == {"shen@example.com", "13812345678"}


def test_only_the_owner_changes_a_profile(user: User, other: User) -> None:
    for actor in (Actor(user_id=other.pk), Actor(user_id=user.pk, scopes=frozenset()), SYSTEM):
        with pytest.raises(NotPermitted):
            actions.update_profile(actor=actor, user=user, name="x", language="en", larger_text=False, now=NOW)


def test_user_without_a_name_is_called_by_her_user_name(user: User) -> None:
    assert str(User(username="shen")) == "shen"
    assert (user.get_full_name(), user.get_short_name()) == ("沈知微", "沈知微")


def test_two_logins_never_share_an_address(user: User) -> None:
    for facts in ({"email": "SHEN@example.com"}, {"mobile": "+8613812345678"}):
        with pytest.raises(rules.AddressTaken):
            actions.create_user(actor=SYSTEM, name="x", username="x1", now=NOW, **facts)  # type: ignore[arg-type]
    with pytest.raises(rules.UserNameTaken):
        actions.create_user(actor=SYSTEM, name="x", username="SHEN", now=NOW)


@pytest.mark.parametrize("facts", [{"username": "13812345678"}, {"password": "short"}, {"username": "a@b.cn"}])
def test_create_user_checks_names_and_passwords(db: None, facts: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        actions.create_user(actor=SYSTEM, name="x", now=NOW, **facts)  # type: ignore[arg-type]


def test_nobody_deactivates_herself(user: User) -> None:
    officer = Actor(role=Role.FEDERATION_OFFICER, user_id=user.pk)
    with pytest.raises(rules.OwnAccount):
        actions.deactivate_user(actor=officer, user=user, now=NOW)
