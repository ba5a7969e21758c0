"""What the catalogue's pages are asked: who asks, and only with keys that the page knows."""

from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from shanghui.catalogue.permissions import can_edit_catalogue, can_read_catalogue
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

PAGE = 100


def reader(request: HttpRequest, *keys: str) -> Actor:
    """The actor, who may read. Raises BadRequest on a key that the page does not know."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require(can_read_catalogue(actor))
    if set(request.GET) - set(keys):
        raise BadRequest()
    return actor


def editor(request: HttpRequest) -> Actor:
    """The actor, who may edit; asked before a form is shown, the action asks again."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require(can_edit_catalogue(actor))
    return actor


def page_of(request: HttpRequest, rows: "QuerySet[Model]") -> "Page[Model]":
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))
