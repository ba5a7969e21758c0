"""Pages for machines, and the page for what no one foresaw."""

import sys
from secrets import compare_digest

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.defaults import server_error
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from shanghui.core.busy import busy_page, is_busy

LOOPBACK = {"127.0.0.1", "::1"}


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus on this machine, or with the token; for everybody else it does not exist."""
    if not _may_read_metrics(request):
        raise Http404
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def failed(request: HttpRequest) -> HttpResponse:
    """The 500 page; 503 where the database was only busy (middleware writes too)."""
    return busy_page(request) if is_busy(sys.exc_info()[1]) else server_error(request)


def _may_read_metrics(request: HttpRequest) -> bool:
    """A proxy on this machine also calls from the loopback, but it says for whom."""
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN and compare_digest(shown.encode(), settings.METRICS_TOKEN.encode()):
        return True
    forwarded = {"X-Forwarded-For", "Forwarded", "X-Real-Ip"} & set(request.headers)
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not forwarded
