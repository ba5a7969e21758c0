"""The list as a file: amounts for the parties and brokers, contacts for nobody."""

from collections.abc import Iterator, Mapping

from django.http import StreamingHttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from shanghui.core.actor import Actor
from shanghui.exchange import permissions
from shanghui.exchange.labels import DECLINE_REASONS, INTRODUCTION_STATES, OUTCOMES
from shanghui.exchange.models import Introduction
from shanghui.exchange.queries.introductions import filters_from, introductions, narrowed, party_name
from shanghui.exchange.rules import DeclineReason, OutcomeKind, Side
from shanghui.sheets.answers import table_answer
from shanghui.sheets.writing import Cell

BATCH = 500


def introductions_file(actor: Actor, query: Mapping[str, str], ending: str) -> StreamingHttpResponse:
    """The filters of the page."""
    rows = narrowed(introductions(actor), actor, filters_from(query)).prefetch_related("outcomes")
    header = [
        _("编号"),
        _("事项"),
        _("需求方"),
        _("需求方商会"),
        _("供给方"),
        _("供给方商会"),
        _("状态"),
        _("发出日期"),
    ]
    header += [_("双方同意日期"), _("见面日期"), _("下一步"), _("下一步日期"), _("谢绝或没有结果的原因")]
    for kind in OutcomeKind:
        header += [str(OUTCOMES[kind]), _("%(kind)s金额（元）") % {"kind": OUTCOMES[kind]}]
    cells = (_cells(actor, row) for row in rows.iterator(chunk_size=BATCH))
    return table_answer(f"introductions-{localdate():%Y%m%d}", ending, _("引荐"), header, cells)


def _cells(actor: Actor, row: Introduction) -> list[Cell]:
    need, offer = row.organisation_of(Side.NEED), row.organisation_of(Side.OFFER)
    cells: list[Cell] = [row.pk, row.subject, party_name(actor, row, Side.NEED), need.name]
    cells += [party_name(actor, row, Side.OFFER), offer.name, str(INTRODUCTION_STATES[row.state_enum])]
    cells += [localdate(time) if time else None for time in (row.asked_at, row.released_at, row.met_at)]
    cells += [row.next_step, row.next_step_on]
    cells += [str(DECLINE_REASONS[DeclineReason(row.reason)]) if row.reason else ""]
    return [*cells, *_outcomes(actor, row)]


def _outcomes(actor: Actor, row: Introduction) -> Iterator[Cell]:
    """Day and amount of each of the three."""
    seen = permissions.can_see_amounts(actor, row)
    found = {one.kind: one for one in row.outcomes.all()}
    for kind in OutcomeKind:
        outcome = found.get(kind.value)
        yield outcome.on if outcome else None
        yield outcome.amount if outcome and seen else None
