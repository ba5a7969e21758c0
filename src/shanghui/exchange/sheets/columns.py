"""The columns of the tables of needs and offers: the same for both sides."""

import re

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shanghui.core.labels import AUDIENCES
from shanghui.engines import language
from shanghui.exchange.labels import KINDS
from shanghui.exchange.sheets.amounts import read_price, read_quantity
from shanghui.exchange.sheets.headers import headers
from shanghui.exchange.sheets.words import KIND_WORDS, YES_NO_WORDS
from shanghui.network.sheets.words import AUDIENCE_WORDS
from shanghui.sheets.cell_values import choice_reader, date_reader, text_reader
from shanghui.sheets.kinds import Column

_FIRM = re.compile(r".{3,}(公司|集团|厂|合作社|事务所|中心|经营部|商行)$")
#: a listing keeps titles of 60 characters; a cell of requirements becomes several rows
LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_REQUIREMENTS = 60, 4000, 2000

COLUMNS = (
    Column(
        "enterprise",
        _("企业"),
        text_reader(120),
        headers("enterprise"),
        example="上海砺锋标准件有限公司",
        help=_("本单位会员的全称、简称或统一社会信用代码；不选这一列，就都算本单位自己的"),
        looks_like=lambda text: bool(_FIRM.fullmatch(language.normalise(text))),
    ),
    Column(
        "title",
        _("标题"),
        text_reader(LONGEST_TITLE),
        headers("title"),
        required=True,
        example="采购10.9级高强度螺栓",
    ),
    Column("description", _("描述"), text_reader(LONGEST_DESCRIPTION), headers("description"), joint="；"),
    Column(
        "kind",
        _("类型"),
        choice_reader(KIND_WORDS),
        headers("kind"),
        choices=tuple(KINDS.values()),
        help=_("空着就算产品"),
    ),
    Column(
        "product_class",
        _("品类"),
        text_reader(300),
        headers("product_class"),
        joint="、",
        example="高强度螺栓、螺母",
        help=_("最多5个，用顿号隔开；别名也认得"),
    ),
    Column(
        "quantity", _("数量"), read_quantity, headers("quantity"), example="5万件", help=_("也认得1-2万、月产3.5吨")
    ),
    Column("unit", pgettext_lazy("计量", "单位"), text_reader(20), headers("unit"), example="件"),
    Column("price", _("单价/预算"), read_price, headers("price"), example="3.5元/件", help=_("不写单位就按元")),
    Column("region", _("地区"), text_reader(100), headers("region"), example="嘉定区及周边"),
    Column("deadline", _("截止"), date_reader(at_end=True), headers("deadline"), example="2026年12月"),
    Column(
        "requirements",
        _("要求"),
        text_reader(LONGEST_REQUIREMENTS),
        headers("requirements"),
        joint="；",
        example="10.9级；M12×80；质检报告；最好包邮",
        help=_("一条一条用分号隔开；最好、优先的算愿望，其余算必须"),
    ),
    Column(
        "audience",
        _("可见范围"),
        choice_reader(AUDIENCE_WORDS),
        headers("audience"),
        choices=tuple(AUDIENCES.values()),
    ),
    Column("anonymous", _("匿名"), choice_reader(YES_NO_WORDS), headers("anonymous"), choices=(_("是"), _("否"))),
    Column(
        "stored_id", _("系统编号"), text_reader(40), headers("stored_id"), help=_("导出时写的，再导入时用来认出同一条")
    ),
)
