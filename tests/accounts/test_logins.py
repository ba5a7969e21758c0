"""The office and the command line help people in."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from shanghui.accounts import actions
from shanghui.accounts.models import User
from shanghui.core.actor import SYSTEM, Actor, Role
from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotPermitted
from tests.accounts.conftest import PASSWORD

NEW = {"password1": "Peach-blossom-58", "password2": "Peach-blossom-58"}


@pytest.fixture
def office(client: Client, make_user: Callable[..., User], monkeypatch: pytest.MonkeyPatch) -> Client:
    clerk = make_user("clerk", name="办公室", email="", mobile="13811111111")
    actor = Actor(role=Role.FEDERATION_OFFICER, user_id=clerk.pk, name="办公室")
    for view in ("logins", "account"):
        monkeypatch.setattr(f"shanghui.accounts.views.{view}.actor_of", lambda request: actor)
    client.post("/account/login/", {"login": "clerk", "password": PASSWORD})
    return client


def set_password(path: str) -> Client:
    client = Client()
    page = client.get(path)
    assert client.post(page.headers["Location"], NEW).status_code == 302
    return client


def test_reset_link_works_once_and_signs_out_everywhere(signed_in: Client, user: User, officer: Actor) -> None:
    path = actions.issue_reset_link(actor=officer, user=user, now=timezone.now())
    client = set_password(path)
    assert client.get("/account/password/reset/key/done/").status_code == 200
    assert signed_in.get("/account/").status_code == 302
    assert "链接不能用了" in Client().get(path).content.decode()
    assert Client().post("/account/login/", {"login": "shen", "password": "Peach-blossom-58"}).status_code == 302
    assert AuditRow.objects.filter(action="issue_reset_link").exists()
    assert AuditRow.objects.filter(action="change_password", user_id=user.pk).exists()


def test_reset_link_dies_when_its_owner_signs_in(user: User, officer: Actor) -> None:
    path = actions.issue_reset_link(actor=officer, user=user, now=timezone.now())
    Client().post("/account/login/", {"login": "shen", "password": PASSWORD})
    assert "链接不能用了" in Client().get(path).content.decode()


@pytest.mark.parametrize(
    "doing", ["issue_reset_link", "unlock_user", "remove_second_factor", "deactivate_user", "reactivate_user"]
)
@pytest.mark.parametrize(
    "actor", [Actor(role=Role.SECRETARY), Actor(role=Role.FEDERATION_OFFICER, scopes=frozenset({"x:y"}))]
)
def test_only_the_office_in_person_helps_logins(user: User, doing: str, actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        getattr(actions, doing)(actor=actor, user=user, now=timezone.now())


def test_office_page_finds_whole_identifiers_only(office: Client, user: User) -> None:
    assert office.get("/account/logins/").status_code == 200
    assert "沈知微" in office.get("/account/logins/", {"login": "138 1234 5678"}).content.decode()
    assert "没有找到" in office.get("/account/logins/", {"login": "1381234"}).content.decode()
    assert "/account/logins/" in office.get("/account/").content.decode()


def test_office_page_does_each_thing_by_post(office: Client, user: User) -> None:
    base = f"/account/logins/{user.pk}"
    assert "/account/password/reset/key/" in office.post(f"{base}/reset-link/").content.decode()
    for doing in ("unlock", "remove-second-factor", "deactivate"):
        assert office.get(f"{base}/{doing}/").status_code == 405
        assert office.post(f"{base}/{doing}/").headers["Location"] == "/account/logins/?login=shen"
    user.refresh_from_db()
    assert not user.is_active
    assert "已停用" in office.get("/account/logins/", {"login": "shen"}).content.decode()
    office.post(f"{base}/reactivate/")
    user.refresh_from_db()
    assert user.is_active
    assert office.post("/account/logins/999/unlock/").status_code == 404


def test_office_pages_are_closed_to_others(signed_in: Client, user: User) -> None:
    assert signed_in.get("/account/logins/").status_code == 403
    for doing in ("reset-link", "unlock", "remove-second-factor", "deactivate", "reactivate"):
        assert signed_in.post(f"/account/logins/{user.pk}/{doing}/").status_code == 403
        assert signed_in.post(f"/account/logins/999/{doing}/").status_code == 403


def test_unlocking_opens_at_once(client: Client, user: User) -> None:
    for _ in range(5):
        locked = client.post("/account/login/", {"login": "shen", "password": "wrong"})
    assert locked.status_code == 429
    assert actions.unlock_user(actor=SYSTEM, user=user, now=timezone.now()) == 1
    assert client.post("/account/login/", {"login": "shen", "password": PASSWORD}).status_code == 302
