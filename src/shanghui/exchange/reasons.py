"""Why two listings go together, in sentences: the engine finds the facts, these are the words."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from shanghui.engines.matching import ReasonCode

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASONS: "dict[ReasonCode, StrOrPromise]" = {
    ReasonCode.WORDS: _("双方都提到%(piece)s。"),
    ReasonCode.DETAILS: _("需求里说到的%(piece)s，供给也写了。"),
    ReasonCode.CLASS_SAME: _("品类相同：%(offered)s。"),
    ReasonCode.CLASS_NEAR: _("品类相近：%(wanted)s和%(offered)s。"),
    ReasonCode.REQUIREMENT_MET: _("要求%(wanted)s，供给写明%(offered)s。"),
    ReasonCode.REQUIREMENT_GAP: _("不足：要求%(wanted)s，供给是%(offered)s。"),
    ReasonCode.DISTRICT_SAME: _("同在一个区：%(offered)s。"),
    ReasonCode.CITY_SAME: _("同在一个市：%(offered)s。"),
    ReasonCode.PROVINCE_SAME: _("同在一个省：%(offered)s。"),
    ReasonCode.REGION_NEAR: _("在邻近的省市：%(offered)s。"),
    ReasonCode.QUANTITY_ENOUGH: _("数量够：要%(wanted)s，可供%(offered)s。"),
    ReasonCode.QUANTITY_SHORT: _("不足：要%(wanted)s，可供%(offered)s。"),
    ReasonCode.PRICE_FITS: _("价格合适：最高%(wanted)s，供给%(offered)s。"),
    ReasonCode.PRICE_ABOVE: _("不足：最高%(wanted)s，供给%(offered)s。"),
    ReasonCode.RECENT: _("最近发布：%(offered)s。"),
    ReasonCode.ANSWERS: _("常回话：以往%(asked)s次引荐接受了%(accepted)s次。"),
    ReasonCode.ANSWERS_SELDOM: _("不常回话：以往%(asked)s次引荐只接受了%(accepted)s次。"),
}
