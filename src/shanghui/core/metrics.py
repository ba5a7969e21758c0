"""What Prometheus reads: requests by status and time, what waits in the queues."""

from collections.abc import Callable, Iterator
from time import perf_counter

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django_tasks_db.models import DBTaskResult
from prometheus_client import REGISTRY, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from shanghui.core.models import OutboxMessage

REQUESTS = Histogram(
    "shanghui_request_seconds",
    "Time to answer",
    ["method", "status"],
    buckets=(0.01, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class MetricsMiddleware:
    """Times every request; outermost, so that it sees what the caller sees."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = perf_counter()
        response = self.get_response(request)
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(method, f"{response.status_code // 100}xx").observe(perf_counter() - begun)
        return response


class QueueCollector(Collector):
    """Counts jobs and messages by state, at the moment of asking."""

    def describe(self) -> list[Metric]:
        """Nothing beforehand: registering must not touch the database."""
        return []

    def collect(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily("shanghui_jobs", "Background jobs by status", labels=["status"])
        for status, count in DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk")):
            jobs.add_metric([status.lower()], count)
        yield jobs
        outbox = GaugeMetricFamily("shanghui_outbox", "Outgoing messages by state", labels=["state"])
        for state, count in OutboxMessage.objects.order_by().values_list("state").annotate(Count("pk")):
            outbox.add_metric([state], count)
        yield outbox


REGISTRY.register(QueueCollector())
