"""What of the exchange stands on the first page."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanghui.core.actor import Actor
from shanghui.exchange.labels import DUTIES
from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.queries import introductions
from shanghui.exchange.queries import waiting as exchange
from shanghui.exchange.queries.agreements_waiting import Due, Waiting, agreements_waiting
from shanghui.exchange.queries.searches import Standing, standings
from shanghui.exchange.rules import REFUSABLE, Side
from shanghui.portal.queries.items import Group, Item


def exchange_groups(actor: Actor, day: date) -> list[Group]:
    """Introductions first: their clocks are short."""
    if actor.organisation_id is None and actor.enterprise_id is None:
        return []
    rows = introductions.rows_of(actor, introductions.waiting(actor, day), day)
    listings = [_check(row, day) for row in exchange.listings_to_check(actor)[: exchange.FEW]]
    listings += [_returned(row) for row in exchange.listings_returned(actor)[: exchange.FEW]]
    listings += [_expiring(row, day) for row in exchange.listings_expiring(actor, day)[: exchange.FEW]]
    found = [_partners(one) for one in exchange.new_partners(actor, day)]
    return [
        Group(_("引荐"), [_introduction(row) for row in rows], reverse("exchange:introductions")),
        Group(_("新找到的伙伴"), found, f"{reverse('exchange:listings')}?tab=own"),
        Group(_("已存的搜索"), [_search(one) for one in standings(actor) if one.new], reverse("exchange:searches")),
        Group(_("供需信息"), listings, f"{reverse('exchange:listings')}?tab=own"),
        Group(
            _("合作协议"),
            [_agreement(one, day) for one in agreements_waiting(actor, day)[: exchange.FEW]],
            reverse("exchange:agreements"),
        ),
    ]


def _introduction(row: introductions.Row) -> Item:
    clock, under = _clock(row)
    reason = _("%(need)s和%(offer)s") % {"need": row.need, "offer": row.offer}
    action = str(DUTIES[row.duty]) if row.duty else _("去看看")
    return Item(clock, under, row.introduction.subject, reason, _url(row.introduction), action, late=row.late)


def _clock(row: introductions.Row) -> tuple[str, str]:
    """Working days that are left, or that it is over."""
    if row.left is None:
        return _("今天"), _("要办")
    if row.left < 0:
        return _("超期"), _("快失效了") if row.introduction.state_enum in REFUSABLE else _("该办了")
    return _days(row.left), _("工作日内")


def _check(row: Listing, day: date) -> Item:
    waited = (day - row.submitted_at.date()).days if row.submitted_at else 0
    reason = _("%(name)s提交，等另一位秘书看过后发布。") % {"name": row.organisation.called}
    return Item(_days(waited), _("等了"), row.title, reason, _listing_url(row), _("去审核"), late=waited > 2)


def _returned(row: Listing) -> Item:
    return Item(_("退回"), _("要修改"), row.title, row.rejection, _listing_url(row), _("去修改"))


def _expiring(row: Listing, day: date) -> Item:
    left = (row.expires_on - day).days if row.expires_on else 0
    reason = _("问问企业还要不要；还要就延期，一次点击。") if not row.extended else _("已经延过一次；还要就重新发布。")
    return Item(_days(left), _("后到期"), row.title, reason, _listing_url(row), _("去处理"))


def _partners(one: exchange.NewPartners) -> Item:
    clock = ngettext("%(number)d家", "%(number)d家", one.number) % {"number": one.number}
    side = _("可能供得上") if one.listing.side == Side.NEED else _("可能用得上")
    url = f"{_listing_url(one.listing)}#partners"
    return Item(clock, side, one.listing.title, _("还没有人看过。合适就引荐，不合适说一句为什么。"), url, _("看伙伴"))


def _search(one: Standing) -> Item:
    clock = ngettext("%(number)d条", "%(number)d条", one.new) % {"number": one.new}
    url = reverse("exchange:search", args=[one.search.pk])
    return Item(clock, _("新结果"), one.search.name, _("有新发布的供需符合您存的条件。"), url, _("看结果"))


def _agreement(one: Waiting, day: date) -> Item:
    left = (one.on - day).days
    clock, under = (_("超期"), _("要补上")) if one.overdue else (_days(left), _("后到期"))
    reason, action = {
        Due.REVIEW: (_("该评估了：照常继续、调整，还是终止。"), _("去评估")),
        Due.COMMITMENT: (_("承诺事项：%(text)s") % {"text": one.text}, _("说明做到没有")),
        Due.OWED: (_("对方的承诺：%(text)s") % {"text": one.text}, _("去看看")),
        Due.ENDING: (_("协议快到期，要不要续签。"), _("去续签")),
    }[one.due]
    return Item(clock, under, one.title, reason, one.url, action, late=one.overdue)


def _days(number: int) -> str:
    return ngettext("%(days)d天", "%(days)d天", number) % {"days": number}


def _url(row: Introduction) -> str:
    return reverse("exchange:introduction", args=[row.pk])


def _listing_url(row: Listing) -> str:
    return reverse("exchange:listing", args=[row.pk])
