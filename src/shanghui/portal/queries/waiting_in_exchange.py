"""What of the exchange stands on the first page."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanghui.core.actor import Actor
from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.queries import waiting as exchange
from shanghui.exchange.rules import IntroductionState, Side
from shanghui.portal.queries.items import Group, Item

URGENT_DAYS = 1


def exchange_groups(actor: Actor, day: date) -> list[Group]:
    """Introductions first: their clocks are short."""
    if actor.organisation_id is None and actor.enterprise_id is None:
        return []
    introductions = exchange.introductions_waiting(actor, day)[: exchange.FEW]
    listings = [_check(row, day) for row in exchange.listings_to_check(actor)[: exchange.FEW]]
    listings += [_returned(row) for row in exchange.listings_returned(actor)[: exchange.FEW]]
    listings += [_expiring(row, day) for row in exchange.listings_expiring(actor, day)[: exchange.FEW]]
    found = [_partners(one) for one in exchange.new_partners(actor, day)]
    return [
        Group(_("引荐"), [_introduction(actor, row, day) for row in introductions]),
        Group(_("新找到的伙伴"), found),
        Group(_("供需信息"), listings),
    ]


def _introduction(actor: Actor, row: Introduction, day: date) -> Item:
    clock, under, late = _clock(row, day)
    reason, action = _step(actor, row, day)
    return Item(clock, under, row.subject, reason, _url(row), action, late=late)


def _clock(row: Introduction, day: date) -> tuple[str, str, bool]:
    """The nearest of the dates that run: the answer's, the next step's, the follow-up's."""
    if row.answer_due is not None:
        left = (row.answer_due - day).days
        if left < 0:
            return _("超期"), _("快失效了"), True
        return _days(left), _("内回复"), left <= URGENT_DAYS
    dates = [date for date in (row.next_step_on, row.follow_up_on) if date is not None]
    left = (min(dates) - day).days if dates else 0
    return (_days(-left), _("已过"), True) if left < 0 else (_("今天"), _("要办"), False)


def _step(actor: Actor, row: Introduction, day: date) -> tuple[str, str]:
    """What is asked of her, and the button's word."""
    other = row.asked_organisation if row.asking_organisation_id == actor.organisation_id else row.asking_organisation
    if row.state == IntroductionState.DRAFTED:
        return _("还是草稿，没有发出去。"), _("去发出")
    if row.state == IntroductionState.ASKED:
        return _("%(name)s请您引荐。") % {"name": other.called}, _("去回复")
    if row.state == IntroductionState.SCREENED:
        return _("要问过企业愿不愿意见面。"), _("去征求同意")
    if row.state == IntroductionState.CONSENTED:
        return _("双方都同意了，约好见面后记一笔。"), _("记见面")
    if row.next_step_on is not None and row.next_step_on <= day:
        return _("约定的下一步：%(step)s") % {"step": row.next_step}, _("去更新")
    return _("到了回访的日子，问问进展。"), _("去回访")


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


def _days(number: int) -> str:
    return ngettext("%(days)d天", "%(days)d天", number) % {"days": number}


def _url(row: Introduction) -> str:
    return reverse("exchange:introduction", args=[row.pk])


def _listing_url(row: Listing) -> str:
    return reverse("exchange:listing", args=[row.pk])
