import pytest
from django.db import OperationalError
from django.http import Http404
from django.test import Client, RequestFactory

from shanghui.core import views
from shanghui.core.outbox import put

pytestmark = pytest.mark.django_db


def test_healthz_answers(client: Client) -> None:
    assert client.get("/healthz").content == b"ok"
    assert client.post("/healthz").status_code == 405


def test_metrics_count_requests_jobs_and_messages(client: Client) -> None:
    from django.utils import timezone

    put("mail", "a@example.org", {}, now=timezone.now())
    client.get("/healthz")
    text = client.get("/metrics").content.decode()
    assert 'shanghui_outbox{state="waiting"} 1.0' in text
    assert 'shanghui_request_seconds_count{method="GET",status="2xx"}' in text


@pytest.mark.parametrize(
    ("extra", "token", "status"),
    [
        ({"REMOTE_ADDR": "203.0.113.5"}, "", 404),
        ({"REMOTE_ADDR": "203.0.113.5"}, "secret", 404),
        ({"REMOTE_ADDR": "203.0.113.5", "HTTP_AUTHORIZATION": "Bearer secret"}, "secret", 200),
        ({"REMOTE_ADDR": "203.0.113.5", "HTTP_AUTHORIZATION": "Bearer wrong"}, "secret", 404),
        ({"HTTP_X_FORWARDED_FOR": "203.0.113.5"}, "", 404),
        ({}, "", 200),
    ],
)
def test_metrics_do_not_exist_for_strangers(
    extra: dict[str, str], token: str, status: int, settings: object, rf: RequestFactory
) -> None:
    settings.METRICS_TOKEN = token  # type: ignore[attr-defined]
    request = rf.get("/metrics", **extra)  # type: ignore[arg-type]
    if status == 404:
        with pytest.raises(Http404):
            views.metrics(request)
    else:
        assert views.metrics(request).status_code == 200


def test_failure_outside_a_view_is_503_only_when_the_database_was_busy(rf: RequestFactory) -> None:
    try:
        raise OperationalError("deadlock detected")
    except OperationalError:
        assert views.failed(rf.get("/")).status_code == 503
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        assert views.failed(rf.get("/")).status_code == 500
