"""Leafing through the network by program is slowed down, and reported once."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from shanghui.accounts import throttle
from shanghui.accounts.models import User
from shanghui.accounts.throttle import ScrapingThrottle
from shanghui.core.models import AuditRow

pytestmark = pytest.mark.django_db
Ask = Callable[..., int]


@pytest.fixture(autouse=True)
def _three_pages(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.PAGES_PER_TEN_MINUTES = 3
    monkeypatch.setattr(throttle, "WINDOW", 10**9)  # no window closes while a test runs
    yield
    cache.clear()


def asked(
    path: str = "/network/members/", user: Any = None, token: str = "", method: str = "GET"
) -> HttpResponse | None:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    request: HttpRequest = RequestFactory(headers=headers).generic(method, path)
    request.user = user or AnonymousUser()
    return ScrapingThrottle(lambda request: HttpResponse()).process_view(request, None, (), {})


def statuses(count: int, **how: Any) -> list[int]:
    return [answer.status_code if (answer := asked(**how)) else 200 for _ in range(count)]


def test_reader_beyond_the_limit_waits_and_is_reported_once(user: User) -> None:
    assert statuses(6, user=user) == [200, 200, 200, 429, 429, 429]
    row = AuditRow.objects.get(action="slow_down")
    assert (row.user_id, row.detail) == (user.pk, {"caller": f"user:{user.pk}", "pages": 3})


def test_page_says_when_to_come_back(user: User) -> None:
    statuses(3, user=user)
    answer = asked(user=user)
    assert answer is not None
    assert int(answer["Retry-After"]) > 0
    assert "<html" in answer.content.decode()


def test_program_is_answered_in_its_own_language(db: None) -> None:
    assert statuses(3, path="/api/v1/network/members", token="shk_abcdefgh_secret") == [200] * 3
    answer = asked(path="/api/v1/network/members", token="shk_abcdefgh_secret")
    assert answer is not None
    assert (answer.status_code, b"TooManyPages" in answer.content) == (429, True)
    caller = AuditRow.objects.get(action="slow_down").detail["caller"]
    assert caller.startswith("token:abcdefgh:")
    assert "secret" not in caller


def test_each_login_and_token_is_counted_for_itself(user: User, other: User) -> None:
    assert statuses(3, user=user) + statuses(3, user=other) == [200] * 6
    assert statuses(3, token="shk_a_1") + statuses(3, token="no token") == [200] * 6


def test_a_login_is_not_escaped_by_a_token_of_any_spelling(user: User) -> None:
    assert statuses(3, user=user) == [200] * 3
    assert statuses(2, user=user, token="shk_a_1") + statuses(1, user=user, token="no token") == [429] * 3


@pytest.mark.parametrize("how", [{"path": "/account/"}, {"method": "POST"}, {"user": AnonymousUser()}])
def test_other_requests_are_not_counted(user: User, how: dict[str, Any]) -> None:
    assert statuses(5, **{"user": user} | how) == [200] * 5


def test_without_a_limit_nothing_is_counted(user: User, settings: Any) -> None:
    settings.PAGES_PER_TEN_MINUTES = 0
    assert statuses(5, user=user) == [200] * 5


def test_count_that_goes_with_its_window_begins_anew(monkeypatch: pytest.MonkeyPatch, user: User) -> None:
    monkeypatch.setattr(cache, "add", lambda *facts: False)
    assert statuses(5, user=user) == [200] * 5


def test_request_passes_through() -> None:
    assert ScrapingThrottle(lambda request: HttpResponse("page"))(RequestFactory().get("/")).content == b"page"
