"""People of the accounts tests. allauth counts in the cache, which outlives a test."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.test import Client

from shanghui.accounts import actions, scopes
from shanghui.accounts.models import User
from shanghui.core.actor import SYSTEM, Actor, Role

PASSWORD = "plum-Blossom-47"
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _fresh_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def make_user(db: None) -> Callable[..., User]:
    def make(username: str = "shen", **facts: str) -> User:
        facts = {"name": "沈知微", "email": "shen@example.com", "mobile": "13812345678", "password": PASSWORD} | facts
        return actions.create_user(actor=SYSTEM, username=username, now=NOW, **facts)  # type: ignore[arg-type]

    return make


@pytest.fixture
def user(make_user: Callable[..., User]) -> User:
    return make_user()


@pytest.fixture
def other(make_user: Callable[..., User]) -> User:
    return make_user("gu", name="顾承舟", email="gu@example.com", mobile="13900000001")


@pytest.fixture
def officer() -> Actor:
    return Actor(role=Role.FEDERATION_OFFICER, name="办公室", in_federation=True)


@pytest.fixture
def signed_in(user: User) -> Client:
    """A client that went through the sign-in page."""
    client = Client()
    assert client.post("/account/login/", {"login": "shen", "password": PASSWORD}).status_code == 302
    return client


@pytest.fixture
def confirmed(signed_in: Client) -> Client:
    """Signed in, and has just confirmed that it is she."""
    assert signed_in.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return signed_in


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scopes, "_offered", {"network:read": "读名录", "network:write": "改名录"})
