"""What is said of rows of needs and offers: problems, refusals, reasons why two are alike."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from shanghui.core.labels import REFUSALS as CORE_REFUSALS
from shanghui.exchange.labels import REFUSALS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PROBLEMS: "dict[str, StrOrPromise]" = {
    "enterprise_unknown": _("本单位没有叫这个名字的会员"),
    "enterprise_foreign": _("这家企业不是本单位的会员，不能替它发布"),
    "enterprise_several": _("本单位有几家会员叫这个名字，请改写统一社会信用代码"),
    "enterprise_blank": _("没有写企业，就算本单位自己的"),
    "contacts_in_text": _("里面有联系方式：双方同意引荐后，系统会给出联系方式"),
    "name_in_text": _("选了匿名，里面却写着企业的名称"),
    "class_unknown": _("有品类没有对上，先不记"),
    "too_many_classes": _("一条信息最多5个品类"),
    "unit_contradicts": _("数量里写的单位和单位一列不一样"),
    "unit_too_long": _("数字后面的话太长，不像单位"),
    "range_upside_down": _("上限比下限小"),
    "region_unknown": _("地区没有对上"),
    "region_guessed": _("地区是按名称猜的，请看一眼"),
    "region_several": _("写了几个地区，只记第一个"),
    "region_wide": _("这个范围不是一个行政区，地区先空着"),
    "deadline_past": _("截止日期已经过去"),
    "requirement_long": _("有一条要求超过120字，请用分号拆开"),
    "stored_id_other": _("系统编号是另一家企业的，当作新的一条"),
}
REFUSED_ROWS: "dict[str, StrOrPromise]" = {
    "not_permitted": _("您现在代表的职务不能替这家企业发布"),
    "not_yours": _("这一条是别的单位发布的，您不能改"),
    "closed": _("这一条已经关闭，不能再改"),
    "not_stored": _("数据库没有收下这一行"),
}
REFUSED_ROWS.update((refusal.__name__, text) for refusal, text in (CORE_REFUSALS | REFUSALS).items())
REASONS: "dict[str, StrOrPromise]" = {
    "title_same": _("同一家企业，标题相同"),
    "title_similar": _("同一家企业，标题相近"),
    "own_title_same": _("都是本单位自己的，标题相同"),
    "own_title_similar": _("都是本单位自己的，标题相近"),
    "closed_same": _("有过完全相同的一条，已经关闭"),
    "listed_elsewhere": _("这家企业在别的商会发布过，标题相同或相近"),
}
