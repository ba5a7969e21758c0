"""Publish many from the list of what waits for her eyes: those that she chose, or all that the list found."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, number
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest
from shanghui.exchange import permissions
from shanghui.exchange.actions import publishing_many as actions
from shanghui.exchange.queries.listings import ListingFilters, Place, Tab, filters_from, listings
from shanghui.exchange.rules import Check

NAMED = 5


@login_required
@require_POST
def publish_listings(request: HttpRequest) -> HttpResponse:
    ensure_keys(request)
    actor, query = actor_of(request), QueryDict(request.POST.get("query", ""))
    require(permissions.can_check_listings(actor))
    filters = filters_from(actor, query.dict())
    if filters.tab is not Tab.CHECK:
        raise BadRequest()
    ids = _found(actor, filters) if request.POST.get("which") == "found" else _chosen(request)
    checks = [check for check in Check if request.POST.get(check.value)]
    done = actions.publish_listings(actor=actor, listings=ids, checks=checks, now=now(), read_at=_read_at(request))
    _tell(request, done, asked=bool(ids))
    return redirect(f"{reverse('exchange:listings')}?{_first_page(query)}")


def _read_at(request: HttpRequest) -> datetime:
    """The last change that the list knew: nobody looked at what was sent in or changed after it."""
    try:
        return datetime.fromisoformat(request.POST.get("read_at", "")).astimezone()
    except ValueError as error:
        raise BadRequest() from error


def _chosen(request: HttpRequest) -> list[int]:
    return [number(one) for one in request.POST.getlist("listing")]


def _found(actor: Actor, filters: ListingFilters) -> list[int]:
    """One more than goes through at once: the action says that there are more."""
    rows = listings(actor, filters).order_by("pk")
    return list(rows.values_list("pk", flat=True)[: actions.MOST + 1])


def _first_page(query: QueryDict) -> str:
    """The list as it was asked for; the rows of its place may be gone."""
    kept = query.copy()
    for name in Place.__dataclass_fields__:
        kept.pop(name, None)
    return kept.urlencode()


def _tell(request: HttpRequest, done: actions.Published, *, asked: bool) -> None:
    if not asked:
        messages.error(request, _("没有发布：还没有选中哪一条。先在列表里打勾，再按“发布选中的”。"))
    if done.count:
        text = ngettext("发布了%(n)s条。系统正在找可能的伙伴。", "发布了%(n)s条。系统正在找可能的伙伴。", done.count)
        messages.success(request, text % {"n": done.count})
    if done.more:
        messages.info(request, _("一次最多发布%(n)s条，其余的还在这里，请再按一次。") % {"n": actions.MOST})
    for one in done.left[:NAMED]:
        why = {"title": one.listing.title, "why": refusal_text(one.refusal)}
        messages.warning(request, _("“%(title)s”没有发布：%(why)s") % why)
    if len(done.left) > NAMED:
        messages.warning(request, _("还有%(n)s条没有发布，都留在原来的地方。") % {"n": len(done.left) - NAMED})
