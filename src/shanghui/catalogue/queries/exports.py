"""The catalogue's tables as they are written to files: a heading and rows, read row by row."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shanghui.catalogue.labels import INDUSTRY_LEVELS, REGION_LEVELS
from shanghui.catalogue.models import CalendarDay, Industry, ProductClass, Region

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Row = Sequence[str | date]
_CHUNK = 2000
_AND = "、"


@dataclass(frozen=True)
class ExportTable:
    """`title` names sheet and file."""

    title: "StrOrPromise"
    header: Callable[[], list[str]]
    rows: Callable[[], Iterator[Row]]


def _region_header() -> list[str]:
    return [_("代码"), _("名称"), _("级别"), _("上级代码"), _("上级"), _("曾用名和别名"), _("旧代码"), _("有效期至")]


def _region_rows() -> Iterator[Row]:
    for row in Region.objects.select_related("parent").order_by("code").iterator(_CHUNK):
        above = [row.parent.code, row.parent.name] if row.parent else ["", ""]
        others = [_AND.join(row.aliases), _AND.join(row.former_codes)]
        yield [row.code, row.name, str(REGION_LEVELS[row.level]), *above, *others, row.valid_until or ""]


def _industry_header() -> list[str]:
    return [_("代码"), _("名称"), _("级别"), _("上级代码"), _("上级"), _("旧代码"), _("有效期至")]


def _industry_rows() -> Iterator[Row]:
    for row in Industry.objects.select_related("parent").order_by("code").iterator(_CHUNK):
        above = [row.parent.code, row.parent.name] if row.parent else ["", ""]
        former = _AND.join(row.former_codes)
        yield [row.code, row.name, str(INDUSTRY_LEVELS[row.level]), *above, former, row.valid_until or ""]


def _product_class_header() -> list[str]:
    return [_("代码"), _("品类"), _("英文名"), _("上级"), _("计量单位"), _("行业代码"), _("别名"), _("有效期至")]


def _product_class_rows() -> Iterator[Row]:
    for row in ProductClass.objects.select_related("parent", "industry").order_by("code").iterator(_CHUNK):
        links = [row.parent.name if row.parent else "", row.unit, row.industry.code if row.industry else ""]
        yield [row.code, row.name, row.name_en, *links, _AND.join(row.synonyms), row.valid_until or ""]


def _calendar_header() -> list[str]:
    return [_("日期"), _("上班"), _("说明")]


def _calendar_rows() -> Iterator[Row]:
    for row in CalendarDay.objects.order_by("date").iterator(_CHUNK):
        yield [row.date, _("上班") if row.working else _("休息"), row.note]


EXPORTS = {
    "regions": ExportTable(gettext_lazy("行政区划"), _region_header, _region_rows),
    "industries": ExportTable(gettext_lazy("国民经济行业"), _industry_header, _industry_rows),
    "product-classes": ExportTable(gettext_lazy("品类"), _product_class_header, _product_class_rows),
    "working-days": ExportTable(gettext_lazy("工作日历"), _calendar_header, _calendar_rows),
}
