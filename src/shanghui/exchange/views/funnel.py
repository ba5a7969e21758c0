"""How far needs get: the picture, its table, its file."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, number, numbered, seen
from shanghui.core.permission import require
from shanghui.core.refusal import UnknownFilter
from shanghui.exchange import permissions
from shanghui.exchange.queries import funnel as queries
from shanghui.network.models import Organisation
from shanghui.network.rules import OrganisationKind
from shanghui.sheets.answers import table_answer
from shanghui.sheets.writing import Cell

KEYS = ("area", "from", "to", "page")
PAGE = 50  # a city has five hundred units: all of them in one table take as long to draw as everything else


@login_required
@require_safe
def show_funnel(request: HttpRequest) -> HttpResponse:
    rows, first, last, area = _asked(request)
    total = queries.total(rows)
    areas = Organisation.objects.visible_to(actor_of(request)).active().filter(kind=OrganisationKind.AREA)
    labels = [label for label, _count, _width in _stages(total)]
    page = numbered(request, rows, PAGE)
    shown = [(row, list(zip(labels, astuple(row.funnel), strict=True))) for row in page]
    context = {"rows": shown, "page": page, "total": total, "stages": _stages(total), "first": first, "last": last}
    return render(request, "exchange/funnel.html", context | {"areas": areas, "area": area})


@login_required
@require_safe
def export_funnel(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    rows, first, last, _area = _asked(request)
    header = [_("单位"), *(label for label, _count, _width in _stages(queries.Funnel()))]
    cells: Iterable[Sequence[Cell]] = ([row.organisation.name, *astuple(row.funnel)] for row in rows)
    return table_answer(f"funnel-{first}-{last}", ending, _("供需漏斗"), header, cells)


def _asked(request: HttpRequest) -> tuple[list[queries.FunnelRow], date, date, Organisation | None]:
    """The year so far, unless she says otherwise."""
    ensure_keys(request, *KEYS)
    actor: Actor = actor_of(request)
    require(permissions.can_see_funnel(actor))
    today = localdate()
    first = _day(request.GET.get("from", ""), today.replace(month=1, day=1))
    last = _day(request.GET.get("to", ""), today)
    asked = request.GET.get("area", "")
    area = seen(Organisation.objects.filter(kind=OrganisationKind.AREA), actor, number(asked)) if asked else None
    return queries.funnel_rows(actor, first, last, area), first, last, area


def _day(text: str, default: date) -> date:
    try:
        return date.fromisoformat(text) if text else default
    except ValueError as error:
        raise UnknownFilter() from error


def _stages(funnel: queries.Funnel) -> list[tuple[str, int, int]]:
    """Label, needs, and their share of the first in percent; in the order of the funnel's fields."""
    labels = [
        (_("发布的需求"), funnel.needs),
        (_("找到伙伴"), funnel.matched),
        (_("发起引荐"), funnel.introduced),
        (_("双方同意"), funnel.agreed),
        (_("见了面"), funnel.met),
        (_("签约"), funnel.signed),
        (_("落地"), funnel.landed),
    ]
    return [
        (label, count, max(1, 100 * count // funnel.needs) if funnel.needs and count else 0) for label, count in labels
    ]
