"""The report as a workbook: figures, units, guests, what they said, how far it is to a benchmark."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from shanghui.activities.models import Activity, Feedback
from shanghui.activities.queries.report import Report, guests_told, report
from shanghui.sheets.answers import workbook_answer
from shanghui.sheets.writing import Cell, Sheet


def report_file(activity: Activity) -> StreamingHttpResponse:
    """For the hosts alone: it names the guests."""
    told = report(activity, most=None)
    return workbook_answer(f"activity-{activity.pk}", sheets(told))


def sheets(told: Report) -> list[Sheet]:
    activity = told.activity
    found = [
        Sheet(_("概况"), [_("项目"), _("数")], [[label, figure] for label, figure in told.lines], [28, 12]),
        Sheet(
            _("各单位"),
            [_("单位"), _("到场"), _("报名")],
            [[one.called, one.arrived, one.expected] for one in told.units],
        ),
        Sheet(_("到场企业"), [_("企业"), _("人数")], [[name, number] for name, number in told.firms]),
        Sheet(
            _("来宾"),
            [_("姓名"), _("企业"), _("职务"), _("电话"), _("单位"), _("到场时间"), _("签到方式"), _("现场登记")],
            _guests(activity),
        ),
        Sheet(_("评价"), [_("办得好不好"), _("有没有用"), _("哪里可以更好")], _answers(activity)),
    ]
    if told.benchmark is not None:
        rows = [[one.label, one.least, one.reached, one.missing] for one in told.benchmark.marks]
        found.append(Sheet(_("标杆"), [_("标准"), _("要达到"), _("现在"), _("还差")], rows))
    return found


def _guests(activity: Activity) -> Iterator[list[Cell]]:
    for row in guests_told(activity).iterator(500):
        came = localtime(row.arrived_at).replace(tzinfo=None) if row.arrived_at else None
        yield [
            row.name,
            row.enterprise.name if row.enterprise else row.firm,
            row.position,
            row.phone,
            row.unit.name if row.unit else "",
            came,
            row.get_arrived_how_display() if row.arrived_how else "",
            _("是") if row.walked_in else "",  # type: ignore[attr-defined]
        ]


def _answers(activity: Activity) -> Iterator[list[Cell]]:
    """Without names, and not in the order in which they came."""
    rows = Feedback.objects.filter(registration__activity=activity).order_by("-good", "-useful", "better")
    for good, useful, better in rows.values_list("good", "useful", "better").iterator(500):
        yield [good, useful, better]
