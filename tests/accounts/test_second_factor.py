"""TOTP, recovery codes, duties. Passkeys are driven in a real browser: test_passkeys."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client, TestCase
from pytest_django import Settings

from shanghui.accounts import actions
from shanghui.accounts.adapters import SecondFactorAdapter
from shanghui.accounts.models import User
from shanghui.core.actor import SYSTEM, Actor, Role
from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotPermitted
from tests.accounts.conftest import NOW, PASSWORD

TWO = "/account/2fa/"


def code(secret: str, step: int = 0) -> str:
    """The six digits of RFC 6238 for now, or some steps of 30 s away."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def activate(client: Client) -> str:
    page = client.get(f"{TWO}totp/activate/")
    secret = page.context["form"].secret
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert client.post(f"{TWO}totp/activate/", {"code": code(secret)}).status_code == 302
    return str(secret)


@pytest.fixture
def secret(confirmed: Client) -> str:
    return activate(confirmed)


def password_step(client: Client) -> str:
    return client.post("/account/login/", {"login": "shen", "password": PASSWORD}).headers["Location"]


def test_page_shows_the_qr_as_data_without_inline_code(confirmed: Client) -> None:
    page = confirmed.get(f"{TWO}totp/activate/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert "style=" not in page
    assert "onclick" not in page


def test_totp_is_asked_for_after_the_password(secret: str, user: User) -> None:
    client = Client()
    assert password_step(client) == f"{TWO}authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get("/account/").status_code == 302
    cache.clear()
    assert client.get(f"{TWO}authenticate/").status_code == 200
    assert client.post(f"{TWO}authenticate/", {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session
    cache.clear()
    assert client.post(f"{TWO}authenticate/", {"code": code(secret, step=1)}).status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)
    assert AuditRow.objects.filter(action="add_second_factor", user_id=user.pk).count() == 2  # with recovery codes


def test_totp_code_is_no_use_twice(secret: str) -> None:
    first, second = Client(), Client()
    now = code(secret)
    for client in (first, second):
        password_step(client)
    first.post(f"{TWO}authenticate/", {"code": now})
    second.post(f"{TWO}authenticate/", {"code": now})
    assert ("_auth_user_id" in first.session, "_auth_user_id" in second.session) != (True, True)


def test_guessing_codes_is_stopped(secret: str) -> None:
    client = Client()
    password_step(client)
    for _ in range(5):
        client.post(f"{TWO}authenticate/", {"code": "000000"})
    answer = client.post(f"{TWO}authenticate/", {"code": code(secret, step=1)})
    assert "_auth_user_id" not in client.session
    assert answer.status_code in {200, 429}


def test_recovery_code_works_once(confirmed: Client, secret: str) -> None:
    page = confirmed.get(f"{TWO}recovery-codes/")
    spare = page.context["unused_codes"][0]
    assert spare in page.content.decode()
    assert confirmed.get(f"{TWO}recovery-codes/download/").status_code == 200
    for works in (True, False):
        cache.clear()
        client = Client()
        password_step(client)
        client.post(f"{TWO}authenticate/", {"code": spare})
        assert ("_auth_user_id" in client.session) is works


def test_new_recovery_codes_replace_the_old(confirmed: Client, secret: str, user: User) -> None:
    old = confirmed.get(f"{TWO}recovery-codes/").context["unused_codes"]
    assert confirmed.get(f"{TWO}recovery-codes/generate/").status_code == 200
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert confirmed.post(f"{TWO}recovery-codes/generate/").status_code == 302
    assert not set(old) & set(confirmed.get(f"{TWO}recovery-codes/").context["unused_codes"])
    assert AuditRow.objects.filter(action="renew_recovery_codes", user_id=user.pk).exists()


def test_secrets_are_encrypted_at_rest(secret: str) -> None:
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored


def test_secrets_survive_a_changed_key(settings: Settings) -> None:
    sealed = SecondFactorAdapter().encrypt("plain")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert SecondFactorAdapter().decrypt(sealed) == "plain"


def test_deactivating_asks_and_tells(confirmed: Client, secret: str, user: User) -> None:
    assert "停用" in confirmed.get(TWO).content.decode()
    assert confirmed.get(f"{TWO}totp/deactivate/").status_code == 200
    assert Authenticator.objects.exists()
    assert confirmed.post(f"{TWO}totp/deactivate/").status_code == 302
    assert not Authenticator.objects.exists()
    assert AuditRow.objects.filter(action="drop_second_factor", user_id=user.pk).exists()


def test_office_removes_a_lost_factor(secret: str, user: User) -> None:
    with pytest.raises(NotPermitted):
        actions.remove_second_factor(actor=Actor(role=Role.SECRETARY, user_id=user.pk), user=user, now=NOW)
    assert actions.remove_second_factor(actor=SYSTEM, user=user, now=NOW) == 2
    assert password_step(Client()) == "/"


def test_federation_may_require_a_second_factor(signed_in: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    assert signed_in.get("/catalogue/").status_code in {302, 404}  # nothing resolved, nothing to guard
    assert signed_in.get("/account/profile/").status_code == 200
    assert _guarded(signed_in) == TWO
    signed_in.post("/account/reauthenticate/", {"password": PASSWORD})
    activate(signed_in)
    assert _guarded(signed_in) == ""


def _guarded(client: Client) -> str:
    """Where a page outside `account/` leads, "" when it opens."""
    from django.http import HttpRequest, HttpResponse
    from django.test import RequestFactory

    from shanghui.accounts.middleware import AccountDuties

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    request = RequestFactory().get("/organisations/")
    request.session = client.session
    request.user = User.objects.get(pk=client.session["_auth_user_id"])
    request._messages = _Silent()  # type: ignore[attr-defined]
    answer = AccountDuties(view).process_view(request, view, (), {})
    assert AccountDuties(view)(request).status_code == 200
    return answer.headers["Location"] if answer else ""


class _Silent:
    def add(self, *args: object) -> None: ...


def test_second_factor_may_be_required_of_some_roles(
    signed_in: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"federation_officer"})
    assert _guarded(signed_in) == ""
    monkeypatch.setattr("shanghui.accounts.duties.actor_of", lambda request: Actor(role=Role.FEDERATION_OFFICER))
    assert _guarded(signed_in) == TWO


def test_aged_password_must_be_changed_first(signed_in: Client, settings: Settings) -> None:
    settings.PASSWORD_MAX_AGE_DAYS = 90
    User.objects.update(password_changed_at=NOW.replace(year=2020))
    assert _guarded(signed_in) == "/account/password/change/"
    assert signed_in.get("/account/password/change/").status_code == 200


def test_visitor_has_no_duties(settings: Settings, db: None, client: Client) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    assert client.get("/account/login/").status_code == 200


def test_pages_of_passkeys(confirmed: Client) -> None:
    page = confirmed.get(f"{TWO}webauthn/add/").content.decode()
    assert 'id="js_data" type="application/json"' in page
    assert confirmed.get(f"{TWO}webauthn/").status_code == 200
    assert confirmed.post(f"{TWO}webauthn/add/", {"name": "x", "credential": "{}"}).status_code == 200
    assert not Authenticator.objects.exists()
