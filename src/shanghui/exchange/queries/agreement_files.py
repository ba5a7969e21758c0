"""The list of agreements as a file, with the list's own filters; the same for pages and programs."""

from collections.abc import Iterator, Mapping
from itertools import islice

from django.http import StreamingHttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from shanghui.core.actor import Actor
from shanghui.exchange.queries.agreements import Line, agreements, filters_from, lines
from shanghui.sheets.answers import table_answer
from shanghui.sheets.writing import Cell

BATCH = 200


def agreements_file(actor: Actor, query: Mapping[str, str], ending: str) -> StreamingHttpResponse:
    """Of agreements in which she takes no part title and parties alone."""
    rows = agreements(actor, filters_from(actor, query))
    header = [
        _("协议"), _("签约方"), _("状态"), _("签订日期"), _("生效日期"), _("到期日期"), _("下次评估"), _("最近要办"), _("由谁保管"),
    ]  # fmt: skip
    return table_answer(
        f"agreements-{localdate():%Y%m%d}", ending, _("合作协议"), header, _rows(actor, rows.iterator(BATCH))
    )


def _rows(actor: Actor, found: Iterator[object]) -> Iterator[list[Cell]]:
    while batch := list(islice(found, BATCH)):
        for line in lines(actor, batch):  # type: ignore[arg-type]
            yield _cells(line)


def _cells(line: Line) -> list[Cell]:
    row = line.agreement
    names: list[Cell] = [row.title, "；".join(party.name for party in line.parties)]
    if not line.taking_part:
        return [*names, *[None] * 7]
    return [
        *names, row.standing, row.signed_on, row.start, row.end, row.review_on, line.due_on, row.organisation.name,
    ]  # fmt: skip
