"""The list of activities as a file, with the list's own filters; the same for pages and programs."""

from collections.abc import Iterator, Mapping
from itertools import islice

from django.http import StreamingHttpResponse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from shanghui.activities.models import Activity
from shanghui.activities.queries.activities import Line, activities, filters_from, lines
from shanghui.core.actor import Actor
from shanghui.sheets.answers import table_answer
from shanghui.sheets.writing import Cell

BATCH = 200


def activities_file(actor: Actor, query: Mapping[str, str], ending: str) -> StreamingHttpResponse:
    rows = activities(actor, filters_from(actor, query))
    header = [
        _("活动"), _("种类"), _("主办单位"), _("开始"), _("结束"), _("地点"), _("系列"), _("面向"), _("状态"), _("座位"),
        _("已报名"), _("候补"), _("报名截止"),
    ]  # fmt: skip
    return table_answer(
        f"activities-{localdate():%Y%m%d}", ending, _("活动"), header, _rows(rows.iterator(chunk_size=BATCH))
    )


def _rows(found: Iterator[Activity]) -> Iterator[list[Cell]]:
    while batch := list(islice(found, BATCH)):
        for line in lines(batch):
            yield _cells(line)


def _cells(line: Line) -> list[Cell]:
    row = line.activity
    begin, end, until = (f"{localtime(at):%Y-%m-%d %H:%M}" for at in (row.starts_at, row.ends_at, row.register_until))
    return [
        row.title, str(row.get_kind_display()), row.organisation.name, begin, end, row.venue, row.series, row.public,
        str(row.get_state_display()), row.capacity, line.seated, line.waiting, until,
    ]  # fmt: skip
