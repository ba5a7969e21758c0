"""What is said of rows of the network's tables: problems, refusals, reasons why two are alike."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ENTERPRISE_PROBLEMS: "dict[str, StrOrPromise]" = {
    "credit_code_check": _("统一社会信用代码末位不对"),
    "credit_code_shape": _("统一社会信用代码不是18位，或有不会出现的字符"),
    "region_unknown": _("区没有对上"),
    "region_read": _("区是从地址里读出来的"),
    "region_guessed": _("区是从地址或名称猜的，请看一眼"),
    "industry_unknown": _("行业没有对上，先空着"),
    "organisation_unknown": _("商会没有对上"),
    "organisation_foreign": _("这个商会的会籍不归您管"),
    "period_upside_down": _("结束日期早于开始日期"),
}
REFUSED_ROWS: "dict[str, StrOrPromise]" = {
    "not_permitted": _("您现在代表的职务不能导入这一行"),
    "not_yours": _("库里已有这家企业，但它不是您这里的会员，您不能改它的资料"),
    "organisation_foreign": _("这个商会的会籍不归您管"),
    "not_stored": _("数据库没有收下这一行"),
}
ENTERPRISE_REASONS: "dict[str, StrOrPromise]" = {
    "same_core": _("去掉地名和公司形式后，名称相同"),
}
