"""What is said of rows of the network's tables: problems, refusals, reasons why two are alike."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from shanghui.core.labels import REFUSALS as CORE_REFUSALS
from shanghui.engines.identity import ReasonCode
from shanghui.network.labels import REFUSALS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PROBLEMS: "dict[str, StrOrPromise]" = {
    "credit_code_check": _("统一社会信用代码末位不对"),
    "credit_code_shape": _("统一社会信用代码不是18位，或有不会出现的字符"),
    "region_unknown": _("区没有对上"),
    "region_read": _("区是从地址里读出来的"),
    "region_guessed": _("区是从地址或名称猜的，请看一眼"),
    "industry_unknown": _("行业没有对上，先空着"),
    "organisation_unknown": _("商会没有对上"),
    "organisation_foreign": _("这个商会的会籍不归您管"),
    "dues_foreign": _("这个商会的会费不归您管，请把会费两列空着"),
    "period_upside_down": _("结束日期早于开始日期"),
    "place_unknown": _("单位没有对上"),
    "place_foreign": _("这个单位的任职不归您管"),
    "post_unfit": _("这里没有这个职务"),
    "role_beyond_own": _("这个职务的权限比您的大，您不能授予"),
}
REFUSED_ROWS: "dict[str, StrOrPromise]" = {
    "not_permitted": _("您现在代表的职务不能导入这一行"),
    "not_yours": _("库里已有这家企业，但它不是您这里的会员，您不能改它的资料"),
    "organisation_foreign": _("这个商会的会籍不归您管"),
    "dues_foreign": _("这个商会的会费不归您管，请把会费两列空着"),
    "not_stored": _("数据库没有收下这一行"),
}
REFUSED_ROWS.update((refusal.__name__, text) for refusal, text in (CORE_REFUSALS | REFUSALS).items())
REASONS: "dict[str, StrOrPromise]" = {
    "namesake": _("同名，手机和单位都对不上"),
    ReasonCode.DECIDED_SAME: _("有人确认过是同一家"),
    ReasonCode.DECIDED_DIFFERENT: _("有人确认过不是同一家"),
    ReasonCode.CODE_SAME: _("统一社会信用代码相同"),
    ReasonCode.CODE_SAME_NAMES_DIFFER: _("统一社会信用代码相同，但名称完全不同，请核对"),
    ReasonCode.CODE_DIFFERENT: _("统一社会信用代码不同"),
    ReasonCode.NAME_SAME: _("去掉地名和公司形式后名称相同"),
    ReasonCode.NAME_SHORTENED: _("一个名称是另一个的简写"),
    ReasonCode.NAME_SOUNDS_SAME: _("名称读音相同，字不同"),
    ReasonCode.NAME_ONE_CHARACTER: _("名称只差一个字"),
    ReasonCode.NAME_ABBREVIATED: _("一个名称省去了另一个中的字"),
    ReasonCode.NAME_CORE_SAME: _("字号相同，行业不同"),
    ReasonCode.NAME_SIMILAR: _("名称相近"),
    ReasonCode.NAME_DIFFERENT: _("名称不同"),
    ReasonCode.BRANCH_SAME: _("分支机构相同"),
    ReasonCode.BRANCH_DIFFERENT: _("分支机构不同"),
    ReasonCode.FORM_SAME: _("公司形式相同"),
    ReasonCode.FORM_DIFFERENT: _("公司形式不同"),
    ReasonCode.CITY_SAME: _("在同一个城市"),
    ReasonCode.CITY_DIFFERENT: _("名称中的城市不同"),
    ReasonCode.CITY_OTHER_THAN_IN_NAME: _("所在城市不同"),
    ReasonCode.DISTRICT_SAME: _("在同一个区县"),
    ReasonCode.DISTRICT_DIFFERENT: _("区县不同"),
    ReasonCode.ADDRESS_SAME: _("地址相同"),
    ReasonCode.STREET_SAME: _("路名和门牌号相同"),
    ReasonCode.HOUSE_SAME_ROOM_DIFFERENT: _("门牌号相同，室号不同"),
    ReasonCode.ROAD_SAME: _("路名相同，门牌号不同"),
    ReasonCode.ADDRESS_DIFFERENT: _("地址不同"),
    ReasonCode.ADDRESS_DISTRICT_DIFFERENT: _("地址在不同的区县"),
    ReasonCode.PHONE_SAME: _("电话相同"),
    ReasonCode.PHONE_DIFFERENT: _("电话不同"),
}
