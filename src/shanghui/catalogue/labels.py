"""Words people read in the catalogue."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from shanghui.catalogue.rules import IndustryLevel, ProductClassKnown, ProductClassRetired, RegionLevel
from shanghui.core.refusal import Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REGION_LEVELS: "dict[int, StrOrPromise]" = {
    RegionLevel.PROVINCE: _("省级"),
    RegionLevel.CITY: _("地级"),
    RegionLevel.DISTRICT: _("县区级"),
    RegionLevel.TOWN: _("街镇"),
}

INDUSTRY_LEVELS: "dict[int, StrOrPromise]" = {
    IndustryLevel.SECTION: _("门类"),
    IndustryLevel.DIVISION: _("大类"),
    IndustryLevel.GROUP: _("中类"),
    IndustryLevel.CLASS: _("小类"),
}

WEEKDAYS: "list[StrOrPromise]" = [_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日")]

REFUSALS: "dict[type[Refusal], StrOrPromise]" = {
    ProductClassKnown: _("“%(word)s”已经是品类“%(known)s”的名称或别名，没有保存。请换一个词，或到那个品类里去改。"),
    ProductClassRetired: _("品类“%(name)s”已停用，没有保存。请先恢复使用再改。"),
}
