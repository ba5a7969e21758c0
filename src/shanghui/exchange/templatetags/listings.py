"""Words and small parts for pages of listings: `{% load listings %}`."""

from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shanghui.core.audience import Audience
from shanghui.core.labels import AUDIENCES
from shanghui.core.templatetags.widgets import spoken
from shanghui.exchange.labels import LISTING_ACTIONS, condition_words
from shanghui.exchange.models import Listing, ListingRequirement
from shanghui.exchange.rules import Attribute, Relation

register = template.Library()


@register.filter
def listing_deed(action: str) -> str:
    """What an audit row says was done."""
    return str(LISTING_ACTIONS.get(action, action))


@register.filter
def seen_by(listing: Listing) -> str:
    """Who sees it, in a word."""
    return str(AUDIENCES[Audience(listing.audience)])


@register.filter
def how_many(listing: Listing) -> str:
    """5万件; 3至5万件."""
    return _range(listing.quantity, listing.quantity_most, listing.unit)


@register.filter
def price(listing: Listing) -> str:
    """2.2元/件; 2至2.2元/件."""
    unit = _("元") + (f"/{listing.price_unit}" if listing.price_unit else "")
    return _range(listing.price_least, listing.price_most, unit)


def _range(low: Decimal | None, high: Decimal | None, unit: str) -> str:
    if low is None and high is None:
        return ""
    if high is None or low == high:
        return f"{_figure(low)}{unit}"
    if low is None:
        return _("%(most)s以内") % {"most": f"{_figure(high)}{unit}"}
    return _("%(low)s至%(high)s") % {"low": _figure(low), "high": f"{_figure(high)}{unit}"}


def _figure(number: Decimal | None) -> str:
    plain = (number or Decimal(0)).normalize()
    return spoken(plain if plain % 1 else Decimal(int(plain)))


@register.filter
def in_words(requirement: ListingRequirement) -> str:
    return condition_words(Attribute(requirement.attribute), Relation(requirement.relation), requirement.value)


@register.simple_tag
def number_cells(numbers: Iterable[tuple[str, int]]) -> SafeString:
    """Cells of a row of figures, each with its column's name for narrow screens; written here, for there may be thousands."""
    return format_html_join("", '<td class="sh-num" data-label="{}">{}</td>', numbers)
