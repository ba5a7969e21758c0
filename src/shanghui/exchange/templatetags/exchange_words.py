"""Words of the exchange for its pages: `{% load exchange_words %}`."""

from django import template

from shanghui.exchange.labels import DUTIES
from shanghui.exchange.rules import Duty

register = template.Library()


@register.filter
def duty(value: Duty) -> str:
    """What is wanted, in a few words."""
    return str(DUTIES[value])
