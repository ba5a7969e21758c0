"""The first page: what waits for me, in groups, the most urgent first."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanghui.core.actor import Actor, Role
from shanghui.network.labels import POSTS
from shanghui.network.models import Appointment, Organisation
from shanghui.network.queries import waiting as network
from shanghui.network.rules import Post
from shanghui.portal.queries.items import Group, Item
from shanghui.portal.queries.waiting_in_activities import activity_groups
from shanghui.portal.queries.waiting_in_exchange import exchange_groups

URGENT_DAYS = 7


def waiting_for(actor: Actor, day: date) -> list[Group]:
    """Groups with at least one line; what belongs to a role is asked for that role alone."""
    groups = [*exchange_groups(actor, day), *activity_groups(actor, day)]
    groups.append(Group(_("任期快到的职务"), [_term(row, day) for row in _terms(actor, day)]))
    if actor.is_secretary and actor.organisation_id:
        groups.append(Group(_("会员资料"), _members(actor.organisation_id, day)))
    if actor.role in {Role.GENERAL_CONVENER, Role.CONVENER}:
        groups.append(Group(_("片区"), _area(actor, day)))
    if actor.is_federation_officer:
        groups.append(Group(_("组织"), _federation(actor, day)))
    if actor.enterprise_id:
        groups.append(Group(_("本企业资料"), _profile(actor.enterprise_id)))
    return [group for group in groups if group.items]


def _terms(actor: Actor, day: date) -> list[Appointment]:
    return network.terms_ending(actor, day) if actor.organisation_id else []


def _term(row: Appointment, day: date) -> Item:
    assert row.end is not None
    left = (row.end - day).days
    return Item(
        clock=ngettext("%(days)d天", "%(days)d天", left) % {"days": left},
        under=_("后任期满"),
        title=_("%(person)s，%(post)s") % {"person": row.person.name, "post": row.title or POSTS[Post(row.post)]},
        reason=_("还没有登记接任的人；到期后，这个职务的权限会自动停用。"),
        url=reverse("network:post_hand_over", args=[row.pk]),
        action=_("办交接"),
        late=left <= URGENT_DAYS,
        share=max(4, 100 - left * 100 // network.SOON.days),
    )


def _members(organisation_id: int, day: date) -> list[Item]:
    gaps = network.member_gaps(organisation_id, day)
    members = reverse("network:members")
    lines = [
        (gaps.dues, _("会员还没有缴会费"), _("可以复制一段提醒，发到会员群里。"), f"{members}?dues=due", _("看名单")),
        (
            gaps.no_code,
            _("会员没有统一社会信用代码"),
            _("有代码才认得出同一家企业。"),
            members,
            _("补资料"),
        ),
        (
            gaps.no_region,
            _("会员不知道在哪个区"),
            _("填了地址，系统会自己认出所在区。"),
            members,
            _("补资料"),
        ),
        (gaps.no_contact, _("会员没有电话和邮箱"), _("有事时找不到人。"), members, _("补资料")),
    ]
    return [_count(number, gaps.members, *line) for number, *line in lines if number]


def _count(number: int, of: int, title: str, reason: str, url: str, action: str) -> Item:
    clock = ngettext("%(number)d家", "%(number)d家", number) % {"number": number}
    under = _("共%(total)d家") % {"total": of}
    return Item(clock, under, title, reason, url, action, share=max(4, 100 * number // max(of, 1)))


def _area(actor: Actor, day: date) -> list[Item]:
    hosts = [
        Item(
            _("轮值"),
            _("60天后没有"),
            _("%(area)s的下一家轮值单位还没有定") % {"area": area.called},
            _("定下来之后，成员单位在片区页上都看得到。"),
            reverse("network:area", args=[area.pk]),
            _("去安排"),
        )
        for area in network.hosts_missing(actor.area_ids, day)
    ]
    return hosts + _unreachable(actor, day)


def _unreachable(actor: Actor, day: date) -> list[Item]:
    reason = _("有事时找不到人对接，也没有人能替它录入。")
    return [
        Item(_("缺人"), _("没有秘书"), unit.called, reason, _organisation_url(unit), _("去登记"))
        for unit in network.units_without_secretary(actor, day)
    ]


def _federation(actor: Actor, day: date) -> list[Item]:
    reason = _("不在任何片区里，收不到片区的会议和活动。")
    homeless = [
        Item(
            _("未入"),
            _("没有片区"),
            row.called,
            reason,
            reverse("network:organisation_move", args=[row.pk]),
            _("放进片区"),
        )
        for row in network.chambers_without_area(actor, day)
    ]
    return homeless + _unreachable(actor, day)


def _organisation_url(row: Organisation) -> str:
    return reverse("network:organisation", args=[row.pk])


def _profile(enterprise_id: int) -> list[Item]:
    missing = network.profile_gaps(enterprise_id)
    if not missing:
        return []
    clock = ngettext("%(number)d项", "%(number)d项", len(missing)) % {"number": len(missing)}
    reason = _("资料齐全，别人才找得到您、看得懂您做什么。")
    url = reverse("network:enterprise_edit", args=[enterprise_id])
    return [Item(clock, _("还没填"), _("补全企业资料"), reason, url, _("去填写"))]
