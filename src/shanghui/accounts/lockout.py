"""Where a request comes from, whom a failed sign-in is counted for, and what a locked-out person reads."""

import ipaddress
from datetime import datetime
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from shanghui.accounts.queries import find_user
from shanghui.accounts.rules import read_identifier

UNKNOWN = "0.0.0.0"  # noqa: S104 - a place holder in a list, nothing listens on it


def client_ip(request: HttpRequest) -> str:
    """The peer's address. X-Forwarded-For counts only as far as TRUSTED_PROXIES own proxies have written it."""
    hops: int = settings.TRUSTED_PROXIES
    written = request.headers.get("X-Forwarded-For", "").split(",")
    if hops and len(written) >= hops:
        return _readable(written[-hops]) or UNKNOWN
    return _readable(request.META.get("REMOTE_ADDR", "")) or UNKNOWN


def counted_login(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """One count per person, whichever of her three identifiers is typed; one query whether she exists or not."""
    typed = str((credentials or {}).get("username") or "")
    user = find_user(typed)
    return user.username if user else read_identifier(typed).value.lower()[:255]


def locked_out(
    request: HttpRequest, original: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """429 with the time from which a new try makes sense; the same for known and unknown logins."""
    until = locked_until(counted_login(request, credentials), client_ip(request))
    response = render(request, "accounts/locked_out.html", {"until": until}, status=429)
    response["Retry-After"] = str(max(1, int((until - timezone.now()).total_seconds())))
    return response


def locked_until(login: str, ip: str) -> datetime:
    attempt = AccessAttempt.objects.filter(username=login, ip_address=ip).order_by("-attempt_time").first()
    start = attempt.attempt_time if attempt else timezone.now()
    until: datetime = start + settings.AXES_COOLOFF_TIME
    return until


def _readable(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        return ""
