"""What of programmes and activities stands on the first page."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanghui.activities.models import Activity, Programme
from shanghui.activities.queries import waiting
from shanghui.core.actor import Actor
from shanghui.portal.queries.items import Group, Item

#: a wish that expires within so many hours is late
LATE_HOURS = 24


def activity_groups(actor: Actor, day: date) -> list[Group]:
    """What runs or begins soon first, then what somebody waits for."""
    if actor.organisation_id is None and actor.enterprise_id is None:
        return []
    moment = now()
    lines = [_begins(row, moment) for row in waiting.about_to_begin(actor, moment)]
    lines += [_wishes(one, moment) for one in waiting.wishes_to_answer(actor, moment)]
    lines += [_guests(row) for row in waiting.guests_to_confirm(actor)]
    stages = [_decide(row, day) for row in waiting.programmes_to_decide(actor, day)]
    stages += [_apply(row, day) for row in waiting.programmes_to_apply_for(actor, day)]
    return [
        Group(_("活动"), lines, reverse("activities:activities")),
        Group(_("舞台"), stages, reverse("activities:programmes")),
    ]


def _begins(row: Activity, moment: datetime) -> Item:
    running = row.starts_at <= moment
    clock = _("现在") if running else localtime(row.starts_at).strftime("%H:%M")
    days = (localtime(row.starts_at).date() - localtime(moment).date()).days
    under = _("正在进行") if running else [_("今天开始"), _("明天开始"), _("后天开始")][min(days, 2)]
    return Item(clock, under, row.title, _("名单、签到和当天的变动都在活动页上。"), _activity(row.pk), _("去现场"))


def _wishes(one: waiting.WishesWaiting, moment: datetime) -> Item:
    clock = ngettext("%(number)d个", "%(number)d个", one.number) % {"number": one.number}
    late = (one.until - moment).total_seconds() < LATE_HOURS * 3600
    reason = _("别家想约您的企业见面，过期不答就作废。")
    url = reverse("activities:matchmaking", args=[one.activity_id])
    return Item(clock, _("约见没答"), one.title, reason, url, _("去答复"), late=late)


def _guests(row: Activity) -> Item:
    number: int = row.unconfirmed  # type: ignore[attr-defined]
    clock = ngettext("%(number)d人", "%(number)d人", number) % {"number": number}
    reason = _("确认以后才占座位，本人也会收到消息。")
    return Item(clock, _("等确认"), row.title, reason, reverse("activities:guests", args=[row.pk]), _("去确认"))


def _decide(row: Programme, day: date) -> Item:
    late = (day - row.apply_until).days > 7
    reason = _("申请已经截止，可以打分、投票，再选定由谁承办。")
    return Item(_("遴选"), _("等选定"), row.title, reason, _programme(row), _("去选定"), late=late)


def _apply(row: Programme, day: date) -> Item:
    left = (row.apply_until - day).days
    clock = ngettext("%(days)d天", "%(days)d天", left) % {"days": left}
    reason = _("%(name)s搭台，贵单位可以申请承办。") % {"name": row.organisation.called}
    return Item(clock, _("后截止"), row.title, reason, _programme(row), _("去看看"))


def _activity(pk: int) -> str:
    return reverse("activities:activity", args=[pk])


def _programme(row: Programme) -> str:
    return reverse("activities:programme", args=[row.pk])
