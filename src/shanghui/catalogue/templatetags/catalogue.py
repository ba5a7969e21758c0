"""Small parts of the catalogue's pages."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def at(labels: Mapping[int, object], level: int) -> object:
    """The label of a level."""
    return labels[level]


@register.filter
def listed(words: Iterable[str]) -> str:
    """Words in one line, as the reader's language lists them."""
    return gettext("、").join(words)
