"""The columns of the table of enterprises, as people head them."""

import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from shanghui.core.labels import AUDIENCES
from shanghui.engines import language
from shanghui.network.labels import DUES_STATES, GRADES
from shanghui.network.sheets.headers import ENTERPRISE_HEADERS as HEADERS
from shanghui.network.sheets.words import AUDIENCE_WORDS, DUES_WORDS, GRADE_WORDS
from shanghui.sheets.cell_values import (
    amount_reader,
    choice_reader,
    date_reader,
    phone_reader,
    read_email,
    read_website,
    text_reader,
)
from shanghui.sheets.kinds import Column

_FIRM = re.compile(r".{3,}(公司|集团|厂|合作社|事务所|中心|经营部|商行)$")
_MAIL = re.compile(r"\S+@\S+\.\S+")
_MOBILE = re.compile(r"(\+?86)?\s*1[3-9]\d[\d\s-]{8,10}")


def headers(key: str) -> tuple[str, ...]:
    return tuple(HEADERS[key].split())


def is_code_like(text: str) -> bool:
    return len(language.normalise(text).replace(" ", "")) == 18 and language.read_credit_code(text).authority != ""


COLUMNS = (
    Column(
        "name",
        _("企业名称"),
        text_reader(120),
        required=True,
        example="上海砺锋标准件有限公司",
        aliases=headers("name"),
        looks_like=lambda text: bool(_FIRM.fullmatch(language.normalise(text))),
    ),
    Column("short_name", _("简称"), text_reader(60), headers("short_name")),
    Column("former_names", _("曾用名"), text_reader(300), headers("former_names")),
    Column(
        "credit_code",
        _("统一社会信用代码"),
        text_reader(30),
        example="91310114MA1GT0AB12",
        aliases=headers("credit_code"),
        looks_like=is_code_like,
    ),
    Column("province", _("省"), text_reader(60), headers("province")),
    Column("city", _("市"), text_reader(60), headers("city")),
    Column("region", _("区"), text_reader(60), headers("region")),
    Column(
        "address",
        _("地址"),
        text_reader(200),
        joint="，",
        example="嘉定区安亭镇墨玉路28号",
        aliases=headers("address"),
    ),
    Column(
        "industry",
        _("行业"),
        text_reader(120),
        example="紧固件制造",
        aliases=headers("industry"),
    ),
    Column(
        "main_business",
        _("主营"),
        text_reader(500),
        joint="、",
        example="高强度螺栓、螺母",
        aliases=headers("main_business"),
    ),
    Column("introduction", _("简介"), text_reader(4000), headers("introduction")),
    Column("website", _("网址"), read_website, headers("website")),
    Column(
        "contact_name",
        _("联系人"),
        text_reader(60),
        example="沈知微",
        aliases=headers("contact_name"),
    ),
    Column(
        "phone",
        _("电话"),
        phone_reader(60),
        joint="、",
        example="13800000000",
        aliases=headers("phone"),
        looks_like=lambda text: bool(_MOBILE.fullmatch(language.normalise(text))),
    ),
    Column(
        "email",
        _("邮箱"),
        read_email,
        headers("email"),
        looks_like=lambda text: bool(_MAIL.fullmatch(text.strip())),
    ),
    Column("founded_on", _("成立日期"), date_reader(), headers("founded_on")),
    Column(
        "staff",
        _("人数"),
        amount_reader(whole=True, highest=Decimal(5_000_000)),
        headers("staff"),
    ),
    Column(
        "capital",
        _("注册资本（万元）"),
        amount_reader(unit=10_000),
        headers("capital"),
        example="500",
        help=_("不写单位就按万元；也认得500万、1亿"),
    ),
    Column(
        "audience",
        _("可见范围"),
        choice_reader(AUDIENCE_WORDS),
        headers("audience"),
        choices=tuple(AUDIENCES.values()),
    ),
    Column(
        "organisation",
        _("所属商会"),
        text_reader(120),
        headers("organisation"),
        help=_("不选这一列，就都加入您现在代表的单位；选了而某格空着，那一行只建企业、不入会"),
    ),
    Column(
        "grade",
        _("会内职务"),
        choice_reader(GRADE_WORDS),
        headers("grade"),
        choices=tuple(GRADES.values()),
    ),
    Column("number", _("会员编号"), text_reader(40), headers("number")),
    Column(
        "dues_state",
        _("会费状态"),
        choice_reader(DUES_WORDS),
        headers("dues_state"),
        choices=tuple(DUES_STATES.values()),
    ),
    Column("dues_until", _("会费缴至"), date_reader(at_end=True), headers("dues_until")),
    Column("start", _("入会日期"), date_reader(), headers("start")),
    Column("end", _("退会日期"), date_reader(at_end=True), headers("end")),
    Column("note", _("会籍备注"), text_reader(300), headers("note"), joint="；"),
    Column("stored_id", _("系统编号"), text_reader(20), help=_("导出时写的，再导入时用来认出同一家")),
)
