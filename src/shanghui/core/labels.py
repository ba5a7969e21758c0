"""Words people read that belong to no mechanism, and the way from a refusal to its text."""

from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

from shanghui.core.actor import Role
from shanghui.core.audience import Audience
from shanghui.core.paper import PaperMissing
from shanghui.core.refusal import BadRequest, Gone, NotFound, NotPermitted, Refusal, Stale, UnknownFilter

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AUDIENCES: "dict[Audience, StrOrPromise]" = {
    Audience.OWN: _("仅本单位"),
    Audience.AREA: _("本片区"),
    Audience.FEDERATION: _("全会"),
    Audience.PUBLIC: _("公开"),
}

ROLES: "dict[Role, StrOrPromise]" = {
    Role.SYSTEM: _("系统"),
    Role.FEDERATION_OFFICER: _("工商联工作人员"),
    Role.GENERAL_CONVENER: _("总召集人"),
    Role.CONVENER: _("召集人"),
    Role.SECRETARY: _("秘书处"),
    Role.ENTERPRISE_CONTACT: _("企业联系人"),
    Role.VISITOR: _("访客"),
}

REFUSALS: "dict[type[Refusal], StrOrPromise]" = {
    NotPermitted: _("您现在代表的职务不能做这件事，什么都没有改动。可以换一个职务再试，或请有权限的同事来做。"),
    NotFound: _("没有找到，可能已被删除，也可能不对您开放。"),
    UnknownFilter: _("不认识这个筛选或排序条件。请从列表页重新筛选。"),
    BadRequest: _("请求里有看不懂的内容，什么都没有改动。请回到上一页再试。"),
    Stale: _("您打开之后有人改过这一条。您的改动还没有保存，请看过最新内容后再改。"),
    PaperMissing: _("这台服务器没有装PDF需要的组件（Pango），没有生成文件。请用浏览器打印页面，效果一样。"),
    Gone: _("这个链接已经用过或过期了。请向发给您链接的人再要一个。"),
}


def refusal_text(refusal: Refusal) -> str:
    """The refusal as a sentence in the reader's language; every refusal has one (tests/architecture)."""
    for label in refusal_labels():
        if type(refusal) in label:
            return str(label[type(refusal)]) % refusal.context if refusal.context else str(label[type(refusal)])
    return str(REFUSALS[BadRequest])


def refusal_labels() -> "list[dict[type[Refusal], StrOrPromise]]":
    """The REFUSALS of every installed mechanism."""
    found = []
    for config in apps.get_app_configs():
        if config.name.startswith("shanghui.") and module_has_submodule(config.module, "labels"):
            found.append(getattr(import_module(f"{config.name}.labels"), "REFUSALS", {}))
    return found
