"""Tokens: hashed, scoped, dead at once."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from shanghui.accounts import actions, scopes
from shanghui.accounts.actions import IssuedToken
from shanghui.accounts.api import TokenAuth, authenticate_token
from shanghui.accounts.models import ApiToken, User
from shanghui.accounts.rules import ScopeUnknown, token_text
from shanghui.core.actor import SYSTEM, Actor
from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotFound, NotPermitted


@pytest.fixture
def issued(user: User, offered: None) -> IssuedToken:
    actor = Actor(user_id=user.pk, appointment_id=31, acting_for="上海市紧固件工业协会", name="沈知微")
    return actions.create_token(
        actor=actor, user=user, name="官网", scopes=["network:read"], days=90, now=timezone.now()
    )


def test_token_is_hashed_at_rest_and_bound_to_user_and_post(issued: IssuedToken, user: User) -> None:
    token = ApiToken.objects.get()
    assert issued.raw not in str(token.__dict__)
    assert issued.raw.split("_", 2)[2] not in str(token.__dict__)
    assert (token.user, token.appointment_id, token.scopes) == (user, 31, ["network:read"])
    assert issued.raw.startswith(f"shk_{token.prefix}_")
    assert issued.raw not in str(list(AuditRow.objects.values()))
    assert str(token) == "官网"


def test_token_opens(issued: IssuedToken, user: User) -> None:
    request = RequestFactory().get("/", headers={"Authorization": f"Bearer {issued.raw}"})
    assert TokenAuth()(request) == issued.token
    assert request.token == issued.token  # type: ignore[attr-defined]
    assert request.user == user


@pytest.mark.parametrize(
    "raw", ["", "x", "shk_", "shk__", "shk_00000000_guess", "Bearer shk_1_2", "shk_{p}_guess", "{w}x"]
)
def test_guess_opens_nothing(issued: IssuedToken, raw: str) -> None:
    raw = raw.replace("{p}", issued.token.prefix).replace("{w}", issued.raw)
    assert authenticate_token(raw) is None
    request = RequestFactory().get("/", headers={"Authorization": f"Bearer {raw}"})
    assert TokenAuth()(request) is None


def test_token_is_dead_at_once_when_its_user_is_removed(issued: IssuedToken, user: User) -> None:
    User.objects.update(is_active=False)
    assert authenticate_token(issued.raw) is None
    User.objects.update(is_active=True)
    assert authenticate_token(issued.raw) == issued.token
    actions.deactivate_user(actor=SYSTEM, user=user, now=timezone.now())
    actions.reactivate_user(actor=SYSTEM, user=user, now=timezone.now())
    assert authenticate_token(issued.raw) is None


def test_expired_token_opens_nothing(issued: IssuedToken) -> None:
    ApiToken.objects.update(expires_at=timezone.now())
    assert authenticate_token(issued.raw) is None


def test_use_is_noted_once_a_minute(issued: IssuedToken) -> None:
    authenticate_token(issued.raw)
    first = ApiToken.objects.get().last_used_at
    assert first
    authenticate_token(issued.raw)
    assert ApiToken.objects.get().last_used_at == first
    ApiToken.objects.update(last_used_at=first - timedelta(seconds=61))
    authenticate_token(issued.raw)
    used = ApiToken.objects.get().last_used_at
    assert used
    assert used >= first


def test_unknown_scope_is_refused(user: User, offered: None) -> None:
    with pytest.raises(ScopeUnknown):
        actions.create_token(
            actor=Actor(user_id=user.pk), user=user, name="x", scopes=["accounts:write"], days=30, now=timezone.now()
        )


def test_nobody_makes_a_token_for_another(user: User, other: User, offered: None) -> None:
    for actor in (Actor(user_id=other.pk), SYSTEM, Actor(user_id=user.pk, scopes=frozenset({"network:write"}))):
        with pytest.raises(NotPermitted):
            actions.create_token(actor=actor, user=user, name="x", scopes=["network:read"], days=30, now=timezone.now())


def test_revoking_is_the_owners_or_the_offices(issued: IssuedToken, other: User, officer: Actor) -> None:
    with pytest.raises(NotFound):
        actions.revoke_token(actor=Actor(user_id=other.pk), token=issued.token, now=timezone.now())
    actions.revoke_token(actor=officer, token=issued.token, now=timezone.now())
    assert authenticate_token(issued.raw) is None


def test_page_shows_the_secret_once(confirmed: Client, offered: None) -> None:
    assert "还没有令牌" in confirmed.get("/account/tokens/").content.decode()
    assert confirmed.get("/account/tokens/create/").status_code == 200
    answer = confirmed.post("/account/tokens/create/", {"name": "官网", "scopes": ["network:read"], "days": "90"})
    assert answer.status_code == 201
    token = ApiToken.objects.get()
    assert f"shk_{token.prefix}_" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    page = confirmed.get("/account/tokens/").content.decode()
    assert token.prefix in page
    assert f"shk_{token.prefix}_" not in page


@pytest.mark.parametrize("change", [{"scopes": ["accounts:write"]}, {"scopes": []}, {"days": "99999"}, {"name": ""}])
def test_page_refuses_what_is_not_offered(confirmed: Client, offered: None, change: dict[str, object]) -> None:
    facts = {"name": "官网", "scopes": ["network:read"], "days": "90"} | change
    assert confirmed.post("/account/tokens/create/", facts).status_code == 200
    assert not ApiToken.objects.exists()


def test_page_revokes_by_post_alone(signed_in: Client, issued: IssuedToken) -> None:
    assert signed_in.get(f"/account/tokens/{issued.token.pk}/revoke/").status_code == 405
    assert authenticate_token(issued.raw)
    assert signed_in.post(f"/account/tokens/{issued.token.pk}/revoke/").status_code == 302
    assert authenticate_token(issued.raw) is None
    assert signed_in.post("/account/tokens/999/revoke/").status_code == 404


def test_foreign_token_answers_like_an_absent_one(client: Client, issued: IssuedToken, other: User) -> None:
    client.force_login(other)
    assert client.post(f"/account/tokens/{issued.token.pk}/revoke/").status_code == 404
    assert authenticate_token(issued.raw)


def test_creating_asks_again_who_is_there(client: Client, user: User, offered: None) -> None:
    client.force_login(user)
    answer = client.get("/account/tokens/create/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/reauthenticate/")
    assert "先确认是您本人" in client.get(answer.headers["Location"]).content.decode()


def test_scopes_are_registered_by_mechanisms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scopes, "_offered", {})
    scopes.register("b:read", "乙")
    scopes.register("a:read", "甲")
    assert list(scopes.offered()) == ["a:read", "b:read"]


def test_token_text_never_collides_with_its_parts() -> None:
    assert token_text("ab", "c_d") == "shk_ab_c_d"
