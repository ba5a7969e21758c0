"""Small parts of the catalogue's pages."""

from collections.abc import Iterable, Mapping

from django import template

register = template.Library()


@register.filter
def at(labels: Mapping[int, object], level: int) -> object:
    """The label of a level."""
    return labels[level]


@register.filter
def listed(words: Iterable[str]) -> str:
    """Words as Chinese lists them."""
    return "、".join(words)
