"""Parts of activity pages: `{% load activities %}`."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils import formats
from django.utils.translation import get_language, gettext_lazy

from shanghui.activities.models import Activity
from shanghui.activities.queries.occasions import when as written_when
from shanghui.core.actor import VISITOR, Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()


@dataclass(frozen=True)
class Tab:
    """One page of an activity."""

    url: str
    label: "StrOrPromise"
    current: bool


#: route, label, for hosts alone, for matchmaking alone
PAGES: "tuple[tuple[str, StrOrPromise, bool, bool], ...]" = (
    ("activity", gettext_lazy("活动"), False, False),
    ("guests", gettext_lazy("来宾"), False, False),
    ("matchmaking", gettext_lazy("对接会"), False, True),
    ("board", gettext_lazy("排桌"), True, True),
    ("door", gettext_lazy("签到"), True, False),
    ("report", gettext_lazy("成效"), False, False),
)


@register.inclusion_tag("activities/strip_tabs.html", takes_context=True)
def activity_tabs(context: template.Context, activity: Activity) -> dict[str, object]:
    """The pages of an activity that there are, and that this reader may open."""
    from shanghui.activities import permissions

    request = context.get("request")
    actor: Actor = getattr(request, "actor", VISITOR)
    hosts = permissions.hosts(actor, activity)
    tabs = []
    for route, label, hosts_only, matchmaking in PAGES:
        if (hosts_only and not hosts) or (matchmaking and not activity.is_matchmaking):
            continue
        if route == "guests" and not actor.in_federation:
            continue
        url = tolerant_reverse(route, activity.pk)
        if url:
            here = (
                request.path == url
                if route == "activity" and request
                else bool(request and request.path.startswith(url))
            )
            tabs.append(Tab(url, label, here))
    return {"tabs": tabs}


@register.simple_tag
def activity_url(route: str, *args: object) -> str:
    """The address of a page that another part may not have yet; empty then."""
    return tolerant_reverse(route, *args)


def tolerant_reverse(route: str, *args: object) -> str:
    try:
        return reverse(f"activities:{route}", args=args)
    except NoReverseMatch:
        return ""


@register.filter
def when(activity: Activity) -> str:
    """From when to when."""
    return written_when(activity)


@register.filter
def month_name(first: date) -> str:
    """2026年12月, or December 2026."""
    chinese = (get_language() or "").startswith("zh")
    return formats.date_format(first, "Y年n月" if chinese else "F Y")
