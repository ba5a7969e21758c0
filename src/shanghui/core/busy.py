"""A database that cannot answer now: too many writers, a deadlock, a server that is away. Trying again helps."""

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_SECONDS = 5
#: OperationalErrors that stay: SQLite reports a missing table or column this way
LASTING = ("no such", "has no column", "syntax error")


def is_busy(error: BaseException | None) -> bool:
    """True for SQLite's lock and full disk, PostgreSQL's deadlock, serialisation failure and lost connection."""
    return isinstance(error, OperationalError) and not any(mark in str(error) for mark in LASTING)


def busy_page(request: HttpRequest) -> HttpResponse:
    """503: what was kept, and when to try again."""
    response = render(request, "503.html", status=503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
