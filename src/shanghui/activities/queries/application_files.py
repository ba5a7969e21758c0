"""The applications of a programme as a file, in the order of the ranking; the same for pages and programs."""

from collections.abc import Iterator
from datetime import date

from django.http import StreamingHttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from shanghui.activities import permissions
from shanghui.activities.models import Programme
from shanghui.activities.queries import applications
from shanghui.activities.queries.applications import Line
from shanghui.activities.rules import Selection
from shanghui.core.actor import Actor
from shanghui.sheets.answers import table_answer
from shanghui.sheets.writing import Cell

BATCH = 200


def applications_file(actor: Actor, programme: Programme, ending: str) -> StreamingHttpResponse:
    """What she sees on the page: points, votes and contacts are empty where they are not hers to know."""
    value = _("得票") if programme.selection == Selection.BALLOT else _("得分")
    header = [
        _("名次"), _("申请单位"), _("标题"), _("方案"), _("想办的日子"), _("预计人数"), _("申请经费（元）"), _("联系人"),
        value, _("依据"), _("状态"), _("答复"), _("申请日期"),
    ]  # fmt: skip
    name = f"applications-{programme.pk}-{localdate():%Y%m%d}"
    return table_answer(name, ending, _("承办申请"), header, _rows(actor, programme, localdate()))


def _rows(actor: Actor, programme: Programme, today: date) -> Iterator[list[Cell]]:
    known = applications.known_standings(actor, programme)
    box = applications.ballot(actor, programme)
    opener = permissions.keeps(actor, programme.organisation_id)
    pks = applications.ordered(actor, programme, known)
    for at in range(0, len(pks), BATCH):
        for line in applications.lines(actor, programme, pks[at : at + BATCH], known, box, today):
            yield _cells(line, opener or line.mine)


def _cells(line: Line, whole: bool) -> list[Cell]:
    row, standing = line.application, line.standing
    return [
        standing.place if standing else None, row.organisation.name, row.title, row.plan, row.on, row.guests, row.money,
        row.contact if whole else None, standing.value if standing else None,
        "；".join(standing.reasons) if standing else None, row.get_state_display(), row.answer if whole else None,
        localdate(row.submitted_at),
    ]  # fmt: skip
