"""What is counted for Prometheus."""

from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from prometheus_client import REGISTRY

from shanghui.core.jobs import enqueue
from shanghui.core.metrics import MetricsMiddleware, QueueCollector
from shanghui.core.outbox import put
from tests.core.jobs import sample

pytestmark = pytest.mark.django_db


def requests(method: str, status: str) -> float:
    return REGISTRY.get_sample_value("shanghui_request_seconds_count", {"method": method, "status": status}) or 0.0


@pytest.mark.parametrize(("method", "counted"), [("GET", "GET"), ("BREW", "other")])
def test_requests_are_counted_by_method_and_status(rf: RequestFactory, method: str, counted: str) -> None:
    before = requests(counted, "4xx")
    MetricsMiddleware(lambda request: HttpResponse(status=404))(rf.generic(method, "/"))
    assert requests(counted, "4xx") == before + 1


def test_jobs_and_messages_are_counted_by_state(tmp_path: Path) -> None:
    for _ in range(2):
        enqueue(sample.leave_line, str(tmp_path / "lines"))
    put("mail", "a@example.org", {}, now=timezone.now())
    jobs, outbox = QueueCollector().collect()
    assert [(one.labels, one.value) for one in jobs.samples] == [({"status": "ready"}, 2)]
    assert [(one.labels, one.value) for one in outbox.samples] == [({"state": "waiting"}, 1)]
