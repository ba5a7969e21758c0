"""Small parts that every page may use: `{% load widgets %}`."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

LARGE_UNITS = {"zh-hans": ("万", "亿"), "zh-hant": ("萬", "億")}
WAN, YI = Decimal(10**4), Decimal(10**8)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of core/icons.svg; without a label it is decoration and hidden from screen readers."""
    if not label:
        return _decoration(name, static("core/icons.svg"))
    meaning = format_html('role="img" aria-label="{}"', label)
    return format_html('<svg class="sh-i" {}><use href="{}#i-{}"/></svg>', meaning, static("core/icons.svg"), name)


@cache  # a page draws eighty of some forty
def _decoration(name: str, picture: str) -> SafeString:
    return format_html('<svg class="sh-i" aria-hidden="true"><use href="{}#i-{}"/></svg>', picture, name)


@register.simple_tag
def options(choices: Iterable[tuple[str, object]], chosen: object) -> SafeString:
    """The choices of a select. A long list has two in each row: written here, they cost a tenth of a loop's time."""
    marks = ((value, " selected" if value == chosen else "", label) for value, label in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', marks)


@register.simple_tag
def amount(number: int | Decimal | None, unit: str = "") -> SafeString:
    """A number as people say it (1,286万), the exact value in `title`; English keeps every digit."""
    if number is None or number == "":  # Django gives "" for an absent variable
        return SafeString("")
    exact = _with_unit(f"{number:,}", unit)
    return format_html('<span class="sh-num sh-nb" title="{}">{}</span>', exact, _with_unit(spoken(number), unit))


def spoken(number: int | Decimal) -> str:
    """Three figures are kept: 1.29亿, 12.9万, 1,286万; below 10,000, and in English, the number itself."""
    units = LARGE_UNITS.get(get_language() or "")
    value = abs(Decimal(number))
    if units is None or value < WAN:
        return f"{number:,}"
    scaled, unit = _three_figures(value / WAN), units[0]
    if scaled >= WAN:  # 9,999.6万 is 1亿, not 10,000万
        scaled, unit = _three_figures(value / YI), units[1]
    return f"{'-' if number < 0 else ''}{scaled:,f}{unit}"


def _three_figures(value: Decimal) -> Decimal:
    step = Decimal("0.01") if value < 10 else Decimal("0.1") if value < 100 else Decimal(1)
    rounded = value.quantize(step, ROUND_HALF_UP)
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded.normalize()


def _with_unit(figure: str, unit: str) -> str:
    return f"{figure} {unit}" if unit and get_language() not in LARGE_UNITS else f"{figure}{unit}"


@register.simple_tag
def day(value: date | datetime | None) -> SafeString:
    """A date: 2026年3月1日, or 1 Mar 2026."""
    return _time(value, "Y年n月j日", "j M Y")


@register.simple_tag
def moment(value: datetime | None) -> SafeString:
    """A date and the time of day, local."""
    return _time(value, "Y年n月j日H:i", "j M Y, H:i")


def _time(value: date | None, chinese: str, english: str) -> SafeString:
    if not value:  # Django gives "" for an absent variable
        return SafeString("")
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    written = formats.date_format(local, chinese if get_language() in LARGE_UNITS else english)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), written)


@register.inclusion_tag("core/pagination.html")
def pagination(page: "Page[Any]") -> dict[str, Any]:
    """Links to the other pages of a list; the other query parameters stay."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": numbers}
