"""What every page asks first: who acts, does she see the row, does the page know the query keys."""

from typing import TYPE_CHECKING, TypeVar

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django_htmx.middleware import HtmxDetails

from shanghui.core.actor import Actor
from shanghui.core.audience import AudienceQuerySet
from shanghui.core.audit import note_foreign
from shanghui.core.refusal import NotFound, UnknownFilter

if TYPE_CHECKING:
    from django.core.paginator import _SupportsPagination  # a list or rows of the database; only the stubs name it

Row = TypeVar("Row", bound=Model)
Listed = TypeVar("Listed")


def actor_of(request: HttpRequest) -> Actor:
    """For whom she acts; `network.middleware.ActingMiddleware` found it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def wants_part(request: HttpRequest) -> bool:
    """A script of the page asks for a part of it; without scripts the whole page is wanted."""
    return bool(HtmxDetails(request))


def seen(rows: "AudienceQuerySet[Row]", actor: Actor, pk: int) -> Row:
    """The row, or the same 404 for an absent and for a foreign one."""
    row = rows.visible_to(actor).filter(pk=pk).first()
    if row is None:
        note_foreign(actor, rows.model, pk, now=now())
        raise NotFound()
    return row


def ensure_keys(request: HttpRequest, *known: str) -> None:
    """A page refuses query keys that it does not have."""
    if set(request.GET) - set(known):
        raise UnknownFilter()


def number(text: str) -> int:
    """An id out of a query string."""
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise UnknownFilter()
    return int(text)


def numbered(request: HttpRequest, rows: "_SupportsPagination[Listed]", size: int) -> "Page[Listed]":
    """The page of a short list that the query asks for."""
    try:
        return Paginator(rows, size).page(request.GET.get("page") or 1)
    except (EmptyPage, PageNotAnInteger) as error:
        raise UnknownFilter() from error


def next_url(request: HttpRequest, fallback: str) -> str:
    """Where she came from, if it is a page of this house."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse(fallback)
