"""Leafing through the whole network by program: counted, slowed down, reported once (trust.md, directory scraping)."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from shanghui.accounts.acting import actor_of
from shanghui.accounts.lockout import client_ip
from shanghui.accounts.rules import read_token
from shanghui.core import audit

WINDOW = 600
#: where rows of the network are listed, searched, shown and exported
WATCHED = ("/network/", "/exchange/", "/search/", "/palette/", "/api/v1/network/", "/api/v1/exchange/")
#: one-time links that do not open, asked for from one address in ten minutes; a real one is never mistyped so often
GUESSES = 30


class ScrapingThrottle:
    """More than PAGES_PER_TEN_MINUTES reads by one login or token: 429 with a sentence, one row in the audit trail."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Here, and not in __call__, because by now every middleware above has said who acts."""
        limit: int = settings.PAGES_PER_TEN_MINUTES
        caller = _caller(request)
        if not limit or not caller or request.method != "GET" or not request.path.startswith(WATCHED):
            return None
        now = timezone.now()
        asked = _count(f"pages:{caller}:{int(now.timestamp()) // WINDOW}")
        if asked <= limit:
            return None
        if asked == limit + 1:
            audit.record(actor_of(request), "slow_down", None, now=now, caller=caller, pages=limit)
        return _slow_down(request, WINDOW - int(now.timestamp()) % WINDOW)


def guessing(request: HttpRequest) -> HttpResponse | None:
    """429 for an address from which too many one-time links were tried that do not open; None else."""
    tried = cache.get(_guesses_key(request), 0)
    if not settings.PAGES_PER_TEN_MINUTES or tried < GUESSES:
        return None
    return _slow_down(request, WINDOW)


def note_guess(request: HttpRequest) -> None:
    """A one-time link was asked for that does not open."""
    tried = _count(_guesses_key(request))
    if tried == GUESSES and settings.PAGES_PER_TEN_MINUTES:
        audit.record(actor_of(request), "slow_down", None, now=timezone.now(), caller="link", pages=GUESSES)


def too_often(request: HttpRequest, what: str, most: int) -> HttpResponse | None:
    """429 for an address that did this more than `most` times in ten minutes; None else. Counts this time too."""
    done = _count(f"{what}:{client_ip(request)}:{int(timezone.now().timestamp()) // WINDOW}")
    if not settings.PAGES_PER_TEN_MINUTES or done <= most:
        return None
    if done == most + 1:
        audit.record(actor_of(request), "slow_down", None, now=timezone.now(), caller=what, pages=most)
    return _slow_down(request, WINDOW)


def _guesses_key(request: HttpRequest) -> str:
    return f"links:{client_ip(request)}:{int(timezone.now().timestamp()) // WINDOW}"


def _caller(request: HttpRequest) -> str:
    """A login by number, whatever else the request claims; a token by its prefix, as its owner knows it, and its hash.

    The word before the token is left out: a program that spells it another way is the same program.
    """
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    raw = request.headers.get("Authorization", "").partition(" ")[2]
    return f"token:{(read_token(raw) or [''])[0]}:{hashlib.sha256(raw.encode()).hexdigest()[:16]}" if raw else ""


def _count(key: str) -> int:
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # the window closed in between
        return 1


def _slow_down(request: HttpRequest, seconds: int) -> HttpResponse:
    if request.path.startswith("/api/"):
        body = {"refusal": "TooManyPages", "text": _("短时间内读得太多，请稍后再读。")}
        answer: HttpResponse = JsonResponse(body, status=429)
    else:
        answer = render(request, "429.html", status=429)
    answer["Retry-After"] = str(seconds)
    return answer
