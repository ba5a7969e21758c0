"""Words and small parts for the network's pages: `{% load network %}`."""

from django import template

from shanghui.core.actor import SYSTEM, Role
from shanghui.core.audience import Audience
from shanghui.core.labels import AUDIENCES, ROLES
from shanghui.network.labels import ACTIONS
from shanghui.network.queries.picture import Picture

register = template.Library()


@register.filter
def figure(number: int) -> str:
    """12,345."""
    return f"{number:,}"


@register.filter
def audience(value: str) -> str:
    """Who sees it, in a word."""
    return str(AUDIENCES[Audience(value)])


@register.filter
def deed(action: str) -> str:
    """What an audit row says was done."""
    return str(ACTIONS.get(action, action))


@register.filter
def doer(name: str) -> str:
    """Who did it; the system itself has a name in no language."""
    return str(ROLES[Role.SYSTEM]) if name == SYSTEM.name else name


@register.filter
def url_of(picture: Picture, key: str) -> str:
    """Where a row of the picture leads."""
    return picture.by_key[key].url


@register.filter
def kind_of(picture: Picture, key: str) -> str:
    """The kind of a row of the picture; it is the class of its dot."""
    return picture.by_key[key].kind
