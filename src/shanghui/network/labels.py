"""Words of the network that people read."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shanghui.core.refusal import Refusal
from shanghui.network import rules
from shanghui.network.rules import AffiliationOrder, DuesState, Grade, OrganisationKind, Post, RearrangementKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ORGANISATION_KINDS: "dict[OrganisationKind, StrOrPromise]" = {
    OrganisationKind.FEDERATION: _("市工商联"),
    OrganisationKind.AREA: _("片区"),
    OrganisationKind.DISTRICT_FEDERATION: _("区工商联"),
    OrganisationKind.TRADE_CHAMBER: _("行业商会"),
    OrganisationKind.HOMETOWN_CHAMBER: _("异地商会"),
    OrganisationKind.LOCAL_CHAMBER: _("街镇商会"),
    OrganisationKind.INDUSTRY_ASSOCIATION: _("行业协会"),
}
AFFILIATION_ORDERS: "dict[AffiliationOrder, StrOrPromise]" = {
    AffiliationOrder.ADMINISTRATIVE: _("行政隶属"),
    AffiliationOrder.AREA: _("所属片区"),
    AffiliationOrder.TRADE: _("行业归口"),
    AffiliationOrder.HOMETOWN: _("异地归口"),
}
GRADES: "dict[Grade, StrOrPromise]" = {
    Grade.MEMBER: pgettext_lazy("会内职务", "会员"),
    Grade.COUNCIL: _("理事"),
    Grade.STANDING_COUNCIL: _("常务理事"),
    Grade.SUPERVISOR: _("监事"),
    Grade.VICE_PRESIDENT: _("副会长"),
    Grade.PRESIDENT: _("会长"),
}
DUES_STATES: "dict[DuesState, StrOrPromise]" = {
    DuesState.UNKNOWN: _("未登记"),
    DuesState.PAID: _("已缴"),
    DuesState.DUE: _("未缴"),
    DuesState.EXEMPT: _("免缴"),
}
POSTS: "dict[Post, StrOrPromise]" = {
    Post.GENERAL_CONVENER: _("总召集人"),
    Post.CONVENER: _("召集人"),
    Post.FEDERATION_OFFICER: _("工商联工作人员"),
    Post.PRESIDENT: _("会长（主席）"),
    Post.EXECUTIVE_VICE_PRESIDENT: _("常务副会长"),
    Post.VICE_PRESIDENT: _("副会长（副主席）"),
    Post.SECRETARY_GENERAL: _("秘书长"),
    Post.DEPUTY_SECRETARY_GENERAL: _("副秘书长"),
    Post.SECRETARY: _("秘书"),
    Post.LIAISON_OFFICER: _("联络员"),
    Post.STAFF: _("工作人员"),
    Post.LEGAL_REPRESENTATIVE: _("法定代表人"),
    Post.GENERAL_MANAGER: _("总经理"),
    Post.CONTACT: _("企业联系人"),
    Post.OTHER: _("其他职务"),
}
REARRANGEMENTS: "dict[RearrangementKind, StrOrPromise]" = {
    RearrangementKind.MOVE: _("调整隶属"),
    RearrangementKind.MERGE_ORGANISATIONS: _("合并组织"),
    RearrangementKind.MERGE_ENTERPRISES: _("合并企业"),
    RearrangementKind.HAND_OVER: _("职务交接"),
}

#: what the audit trail says on an object's page
ACTIONS: "dict[str, StrOrPromise]" = {
    "create_organisation": _("建立"),
    "edit_organisation": _("修改资料"),
    "move_organisation": _("调整隶属"),
    "merge_organisations": _("合并组织"),
    "set_host": _("安排轮值"),
    "remove_host": _("取消轮值"),
    "add_enterprise": _("录入"),
    "edit_enterprise": _("修改资料"),
    "merge_enterprises": _("合并企业"),
}

REFUSALS: "dict[type[Refusal], StrOrPromise]" = {
    rules.PeriodUpsideDown: _("结束日期早于开始日期，没有保存。请改一下日期。"),
    rules.ParentUnfit: _("这类组织不能放在那一级下面，没有改动。请另选一个上级。"),
    rules.SuperiorMissing: _("上级还不在库里，这一行没有导入。请先导入上级，再导入这一行。"),
    rules.AffiliationCircle: _("选的上级现在就在这个组织下面，会绕成一圈，没有改动。请另选一个上级。"),
    rules.AlreadyHandedOver: _("这个职务已经交给别人了，没有改动。请看最新的任职。"),
    rules.AlreadyThere: _("本来就在那里，没有改动。"),
    rules.PostUnfit: _("这里没有这个职务，没有保存。请换一个职务。"),
    rules.RoleBeyondOwn: _("这个职务的权限比您的大，您不能授予，没有保存。请联系工商联办理。"),
    rules.MergeWithItself: _("选的是同一条，不用合并。请选另一条。"),
    rules.AlreadyMerged: _("其中一条以前已经合并过了，没有改动。请打开合并后的那一条。"),
    rules.CannotUndo: _("这次调整之后又有人改过，不能整体撤销，什么都没有改动。请逐项修改。"),
    rules.AlreadyUndone: _("这次调整已经撤销过了。"),
    rules.HostPeriodTaken: _("这段时间已经有轮值单位，没有保存。请换一段时间。"),
    rules.LoginTaken: _("这个人已有账户，或这个账户已属于别人，没有改动。请先核对姓名。"),
    rules.NotAUnit: _("轮值单位须是本片区的成员单位，没有保存。请另选一家。"),
}
