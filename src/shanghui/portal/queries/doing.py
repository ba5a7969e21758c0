"""Where the palette can go and what it can begin."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from shanghui.core import navigation
from shanghui.core.actor import Actor
from shanghui.exchange.permissions import can_add_listing
from shanghui.network import permissions
from shanghui.network.queries.names import words_found
from shanghui.portal.queries.finding import Found, Kind


def doors(request: HttpRequest, actor: Actor, text: str) -> list[Kind]:
    """Pages and deeds whose words, pinyin or initials contain the text; all of them when nothing is typed."""
    places = [Found(str(entry.label), "", entry.url, entry.icon) for entry in navigation.shown(request)]
    groups = [Kind(_("去"), _matching(places, text)), Kind(_("办"), _matching(_deeds(actor), text))]
    return [group for group in groups if group.options]


def _deeds(actor: Actor) -> list[Found]:
    deeds = [Found(_("我的账户与安全"), "", reverse("accounts:account"), "user")]
    if permissions.can_add_enterprise(actor):
        deeds.insert(0, Found(_("导入Excel名册"), "", reverse("sheets:runs"), "table-import"))
        deeds.insert(1, Found(_("新增会员企业"), "", reverse("network:member_add"), "plus"))
    if can_add_listing(actor):
        deeds.insert(0, Found(_("录入需求"), "", f"{reverse('exchange:listing_new')}?side=need", "plus"))
        deeds.insert(1, Found(_("录入供给"), "", f"{reverse('exchange:listing_new')}?side=offer", "plus"))
        deeds.insert(2, Found(_("粘贴群消息"), "", reverse("exchange:paste"), "messages"))
    if permissions.can_create_organisation(actor):
        deeds.append(Found(_("新增单位"), "", reverse("network:organisation_create"), "building"))
    return deeds


def _matching(found: list[Found], text: str) -> list[Found]:
    return [one for one in found if words_found(one.label, text)]
