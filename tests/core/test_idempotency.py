import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import RequestFactory
from django.utils import timezone

from shanghui.accounts.models import User
from shanghui.core.actor import Actor
from shanghui.core.idempotency import forget_old_replies, idempotent
from shanghui.core.models import IdempotentReply, Installation

pytestmark = pytest.mark.django_db
Post = Callable[..., HttpRequest]


@pytest.fixture
def post() -> Post:
    def make(key: str = "k", body: object = None, token: str = "Bearer t", path: str = "/api/things") -> HttpRequest:
        headers = {"Idempotency-Key": key} | ({"Authorization": token} if token else {})
        request = RequestFactory().post(path, json.dumps(body), content_type="application/json", headers=headers)
        request.user = AnonymousUser()
        request.token = token  # type: ignore[attr-defined]  # as whoever let the token in leaves it
        return request

    return make


def create(request: HttpRequest) -> HttpResponse:
    """An effect that can be counted."""
    made = Installation.objects.create(created_at=timezone.now())
    return JsonResponse({"id": made.pk}, status=201)


def effects() -> int:
    return Installation.objects.count()


def test_repeat_gets_the_same_reply_and_does_nothing(post: Post) -> None:
    first, second = (idempotent(create)(post()) for _ in range(2))
    assert (second.status_code, second.content, second["Content-Type"]) == (201, first.content, "application/json")
    assert effects() == 1


def test_other_body_is_refused(post: Post) -> None:
    idempotent(create)(post(body=1))
    assert idempotent(create)(post(body=2)).status_code == 422
    assert effects() == 1


def test_repeat_while_the_first_runs_is_told_to_wait(post: Post) -> None:
    statuses = []

    def slow(request: HttpRequest) -> HttpResponse:
        statuses.append(idempotent(create)(post()).status_code)
        return create(request)

    assert idempotent(slow)(post()).status_code == 201
    assert statuses == [409]
    assert effects() == 1


def test_post_whose_process_died_is_done_by_the_repeat(post: Post) -> None:
    idempotent(create)(post())
    IdempotentReply.objects.update(status=None, started_at=timezone.now() - timedelta(seconds=30))
    assert idempotent(create)(post()).status_code == 409
    IdempotentReply.objects.update(started_at=timezone.now() - timedelta(seconds=61))
    assert idempotent(create)(post()).status_code == 201


def test_post_overtaken_by_its_repeat_leaves_no_effect(post: Post) -> None:
    def overtaken(request: HttpRequest) -> HttpResponse:
        IdempotentReply.objects.update(started_at=timezone.now())
        return create(request)

    assert idempotent(overtaken)(post()).status_code == 409
    assert effects() == 0


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_reply_that_decided_nothing_is_not_kept(post: Post, status: int) -> None:
    def undecided(request: HttpRequest) -> HttpResponse:
        create(request)
        return HttpResponse(status=status)

    assert idempotent(undecided)(post()).status_code == status
    assert effects() == 0
    assert idempotent(create)(post()).status_code == 201


def test_refused_post_is_refused_again(post: Post) -> None:
    assert idempotent(lambda request: HttpResponse("no", status=403))(post()).status_code == 403
    assert idempotent(create)(post()).status_code == 403


def test_exception_leaves_neither_effect_nor_mark(post: Post) -> None:
    def broken(request: HttpRequest) -> HttpResponse:
        create(request)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        idempotent(broken)(post())
    assert (effects(), IdempotentReply.objects.count()) == (0, 0)


def test_callers_addresses_and_days_are_apart(post: Post) -> None:
    signed_in = post(token="")
    signed_in.user = User.objects.create_user("li")
    requests = [post(), post(token="Bearer other"), post(path="/api/others"), post(key="l"), signed_in]
    assert [idempotent(create)(request).status_code for request in requests] == [201] * 5
    IdempotentReply.objects.update(started_at=timezone.now() - timedelta(hours=25))
    assert idempotent(create)(post(body="other")).status_code == 201
    assert effects() == 6
    forget_old_replies(now=timezone.now())
    assert IdempotentReply.objects.count() == 1


def test_post_without_key_or_caller_is_done_each_time(post: Post) -> None:
    for request in (post(key=""), post(key=""), post(token=""), post(token="")):
        assert idempotent(create)(request).status_code == 201
    assert effects() == 4


def test_overlong_key_is_refused(post: Post) -> None:
    assert idempotent(create)(post(key="k" * 201)).status_code == 400


def test_header_that_was_not_taken_names_nobody(post: Post) -> None:
    """Two people, each signed in by cookie, send the same made-up header: neither gets the other's reply."""
    requests = [post(token="Bearer made-up"), post(token="Bearer made-up")]
    for request, name in zip(requests, ("li", "wu"), strict=True):
        request.token, request.user = None, User.objects.create_user(name)  # type: ignore[attr-defined]
    first, second = (idempotent(create)(request) for request in requests)
    assert (effects(), first.content == second.content) == (2, False)


def test_login_is_another_caller_in_another_post(post: Post) -> None:
    user = User.objects.create_user("li")
    for appointment in (1, 2):
        request = post(token="")
        request.user, request.actor = user, Actor(appointment_id=appointment)  # type: ignore[attr-defined]
        idempotent(create)(request)
    assert effects() == 2


@pytest.mark.parametrize(("busy", "second"), [(2, 201), (99, 409)])
def test_mark_is_taken_back_though_the_database_is_busy(
    post: Post, monkeypatch: pytest.MonkeyPatch, busy: int, second: int
) -> None:
    """It is tried for a while; after that the mark ends by itself."""
    refusals = iter([OperationalError("locked")] * busy)
    real = QuerySet.delete

    def delete(rows: "QuerySet[IdempotentReply]") -> object:
        if error := next(refusals, None):
            raise error
        return real(rows)

    monkeypatch.setattr("shanghui.core.idempotency.PAUSES", (0, 0, 0))
    monkeypatch.setattr(QuerySet, "delete", delete)
    assert idempotent(lambda _request: HttpResponse(status=503))(post()).status_code == 503
    assert idempotent(create)(post()).status_code == second
