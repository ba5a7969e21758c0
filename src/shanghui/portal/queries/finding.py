"""Search over everything that the actor may see: the palette and the search page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.urls import reverse
from django.utils import formats
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from shanghui.activities.models import Activity
from shanghui.core.actor import Actor
from shanghui.exchange.labels import SIDES
from shanghui.exchange.queries.finding import find_listings
from shanghui.exchange.queries.owners import owners
from shanghui.network.labels import ORGANISATION_KINDS
from shanghui.network.models import Enterprise, Organisation, Person
from shanghui.network.queries.names import name_filter
from shanghui.network.rules import OrganisationKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Found:
    """One result: what it is called, what tells it from others, where it lives."""

    label: str
    note: "StrOrPromise"
    url: str
    icon: str


@dataclass(frozen=True)
class Kind:
    """Results of one kind; `more` is the address of the whole list when there are more than shown."""

    label: "StrOrPromise"
    options: list[Found]
    more: str = ""


def find(actor: Actor, text: str, limit: int) -> list[Kind]:
    """Kinds with at least one result, `limit` of each: five queries, whatever is found."""
    if not text.strip():
        return []
    found = [
        Kind(_("单位"), *_organisations(actor, text, limit)),
        Kind(_("企业"), *_enterprises(actor, text, limit)),
        Kind(_("供需"), *_listings(actor, text, limit)),
        Kind(_("活动"), *_activities(actor, text, limit)),
        Kind(_("人员"), *_people(actor, text, limit)),
    ]
    return [kind for kind in found if kind.options]


def _organisations(actor: Actor, text: str, limit: int) -> tuple[list[Found], str]:
    rows = Organisation.objects.visible_to(actor).active().filter(name_filter(text)).order_by("sort_key", "pk")
    found = list(rows[: limit + 1])
    shown = [
        Found(
            row.name,
            ORGANISATION_KINDS[OrganisationKind(row.kind)],
            reverse("network:area" if row.kind == OrganisationKind.AREA else "network:organisation", args=[row.pk]),
            "building",
        )
        for row in found[:limit]
    ]
    return shown, _more("organisations", text) if len(found) > limit else ""


def _enterprises(actor: Actor, text: str, limit: int) -> tuple[list[Found], str]:
    rows = Enterprise.objects.visible_to(actor).active().filter(name_filter(text)).select_related("region")
    found = list(rows.order_by("sort_key", "pk")[: limit + 1])
    shown = [
        Found(row.name, row.region.name if row.region else "", reverse("network:enterprise", args=[row.pk]), "home")
        for row in found[:limit]
    ]
    return shown, _more("enterprises", text) if len(found) > limit else ""


def _listings(actor: Actor, text: str, limit: int) -> tuple[list[Found], str]:
    found = find_listings(actor, text, limit + 1)
    whose = owners(actor, found)
    shown = [
        Found(
            row.title,
            f"{SIDES[row.side_enum]}·{whose[row.pk].chamber}",
            reverse("exchange:listing", args=[row.pk]),
            "arrows-exchange",
        )
        for row in found[:limit]
    ]
    query = QueryDict(mutable=True)
    query["q"] = text
    return shown, f"{reverse('exchange:listings')}?{query.urlencode()}" if len(found) > limit else ""


def _activities(actor: Actor, text: str, limit: int) -> tuple[list[Found], str]:
    """What comes before what was, whatever word of the title is typed."""
    rows = Activity.objects.visible_to(actor).filter(title__icontains=text.strip()).order_by("-starts_at", "-pk")
    found = list(rows.select_related("organisation")[: limit + 1])
    shown = [
        Found(
            row.title,
            f"{formats.date_format(localdate(row.starts_at))}·{row.organisation.called}",
            reverse("activities:activity", args=[row.pk]),
            "calendar-event",
        )
        for row in found[:limit]
    ]
    query = QueryDict(mutable=True)
    query["q"] = text
    return shown, f"{reverse('activities:activities')}?{query.urlencode()}" if len(found) > limit else ""


def _people(actor: Actor, text: str, limit: int) -> tuple[list[Found], str]:
    rows = Person.objects.visible_to(actor).filter(name_filter(text)).order_by("sort_key", "pk")
    found = list(rows[: limit + 1])
    shown = [Found(row.name, "", reverse("network:person", args=[row.pk]), "user") for row in found[:limit]]
    return shown, _more("people", text) if len(found) > limit else ""


def _more(tab: str, text: str) -> str:
    query = QueryDict(mutable=True)
    query.update({"tab": tab, "q": text})
    return f"{reverse('network:directory')}?{query.urlencode()}"
