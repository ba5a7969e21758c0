"""Words people read: states and refusals of accounts."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from shanghui.accounts.rules import (
    AddressTaken,
    AddressUnreadable,
    InvitationExpired,
    InvitationForAnother,
    InvitationState,
    InvitationUsed,
    InvitationWithdrawn,
    OwnAccount,
    ScopeUnknown,
    UserNameTaken,
)
from shanghui.core.refusal import Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

INVITATION_STATES: "dict[InvitationState, StrOrPromise]" = {
    InvitationState.OPEN: _("等待接受"),
    InvitationState.ACCEPTED: _("已接受"),
    InvitationState.WITHDRAWN: _("已撤回"),
    InvitationState.EXPIRED: _("已过期"),
}

REFUSALS: "dict[type[Refusal], StrOrPromise]" = {
    InvitationExpired: _("这份邀请已经过期，没有建立账户。请向邀请您的人再要一份。"),
    InvitationUsed: _("这份邀请已经用过，每份只能用一次。已经有账户的话，请直接登录。"),
    InvitationWithdrawn: _("这份邀请已经撤回，没有建立账户。请向邀请您的人再要一份。"),
    InvitationForAnother: _(
        "这份邀请是发给另一个人的，没有建立账户，也没有改动您的账户。"
        "请核对手机号或邮箱；如果确实是您，请让邀请人重新发给您。"
    ),
    AddressUnreadable: _("这既不是手机号，也不是邮箱，什么都没有保存。请填11位手机号，或完整的邮箱地址。"),
    AddressTaken: _("这个手机号或邮箱已经有账户在用，什么都没有改动。请换一个，或用它直接登录。"),
    UserNameTaken: _("这个用户名已经有人用了，什么都没有改动。请换一个。"),
    ScopeUnknown: _("令牌的权限没有选，或者选了不存在的权限，没有建立令牌。请重新勾选。"),
    OwnAccount: _("不能停用自己的账户，什么都没有改动。请让另一位工作人员来做。"),
}
