"""Refusals raised anywhere in a request become a page (or JSON) with the right status and a sentence."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.decorators import sync_only_middleware

from shanghui.core.busy import busy_page, is_busy
from shanghui.core.labels import refusal_text
from shanghui.core.refusal import BadRequest, NotFound, Refusal


@sync_only_middleware
class RefusalMiddleware:
    """Answers a Refusal with its own status; a NotFound exactly as an absent page; a busy database with 503."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Keys in the shape of a query's inner parts (`_connector`, `owner__phone`) and NUL belong to no page."""
        inner = any(key.startswith("_") or "__" in key for key in request.GET)
        if not inner and not any("\0" in value for key in request.GET for value in (key, *request.GET.getlist(key))):
            return None
        if request.path.startswith("/api/"):
            return JsonResponse({"refusal": "BadRequest", "text": refusal_text(BadRequest())}, status=400)
        return render(request, "refusal.html", {"text": refusal_text(BadRequest())}, status=400)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotFound):
            raise Http404 from exception
        if isinstance(exception, Refusal):
            return render(request, "refusal.html", {"text": refusal_text(exception)}, status=exception.status)
        return busy_page(request) if is_busy(exception) else None
