"""Participants, wishes and encounters as tables. Who may see the hall sees participants; the rest is the hosts'."""

from collections.abc import Iterator
from itertools import islice

from django.http import StreamingHttpResponse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from shanghui.activities.labels import ENCOUNTER_STATES, PARTS, WEIGHTS, WISH_STATES
from shanghui.activities.models import Encounter, Matchmaking, Participant, Wish
from shanghui.activities.permissions import hosts
from shanghui.activities.queries.participants import hall
from shanghui.activities.queries.results import encounters_seen, places_of, stars_told
from shanghui.activities.rules import Part
from shanghui.core.actor import Actor
from shanghui.sheets.answers import table_answer
from shanghui.sheets.writing import Cell

BATCH = 500


def participants_file(matchmaking: Matchmaking, ending: str) -> StreamingHttpResponse:
    """With the columns that the import reads; no telephone, no link."""
    header = [
        _("编号"), _("企业"), _("单位（商协会）"), _("来做什么"), _("一句话介绍"), _("想找什么"), _("能提供什么"), _("来几位"),
        _("最多见几场"), _("分区"), _("从第几个时段起"),
    ]  # fmt: skip
    rows = (_participant(row) for batch in _batches(hall(matchmaking).iterator(chunk_size=BATCH)) for row in batch)
    return table_answer(f"participants-{localdate():%Y%m%d}", ending, str(_("参会企业")), header, rows)


def encounters_file(actor: Actor, matchmaking: Matchmaking, ending: str) -> StreamingHttpResponse:
    """As far as she sees them."""
    header = [
        _("编号"), _("企业一"), _("单位一"), _("企业二"), _("单位二"), _("状态"), _("分量"), _("时间"), _("桌号"), _("帮手"),
        _("评价一"), _("评价二"), _("下一步"), _("引荐"),
    ]  # fmt: skip
    rows = _encounters(actor, matchmaking, encounters_seen(actor, matchmaking).iterator(chunk_size=BATCH))
    return table_answer(f"encounters-{localdate():%Y%m%d}", ending, str(_("见面")), header, rows)


def wishes_file(matchmaking: Matchmaking, ending: str) -> StreamingHttpResponse:
    """All of them, "not with" never: that is told to nobody."""
    header = [_("编号"), _("谁约"), _("约谁"), _("分量"), _("留言"), _("状态"), _("约见时间"), _("答复时间")]
    rows = Wish.objects.filter(matchmaking=matchmaking).select_related(
        "wisher__registration__enterprise", "wished__registration__enterprise"
    )
    cells = (_wish(row) for row in rows.order_by("pk").iterator(chunk_size=BATCH))
    return table_answer(f"wishes-{localdate():%Y%m%d}", ending, str(_("约见")), header, cells)


def _participant(row: Participant) -> list[Cell]:
    topics = list(row.topics.all())
    needs, offers = ("；".join(one.title for one in topics if one.side == side) for side in ("need", "offer"))
    unit = row.registration.unit
    return [
        f"P{row.pk}", whole_name(row), unit.called if unit else "", str(PARTS[Part(row.part)]), row.pitch, needs, offers,
        row.delegates, row.quota, row.zone, row.from_slot + 1 if row.from_slot else None,
    ]  # fmt: skip


def whole_name(row: Participant) -> str:
    firm = row.registration.enterprise
    return firm.name if firm else row.called


def _encounters(actor: Actor, matchmaking: Matchmaking, rows: Iterator[Encounter]) -> Iterator[list[Cell]]:
    hosting = hosts(actor, matchmaking.activity)
    for batch in _batches(rows):
        places = places_of(batch)
        for row in batch:
            place = places.get(row.pk)
            units = [one.registration.unit for one in (row.first, row.second)]
            yield [
                f"K{row.pk}", whole_name(row.first), units[0].called if units[0] else "", whole_name(row.second),
                units[1].called if units[1] else "", str(ENCOUNTER_STATES[row.state_enum]), row.weight,
                f"{localtime(place.slot.starts_at):%Y-%m-%d %H:%M}" if place else "", place.table.called if place else "",
                row.resource.name if row.resource else "", *stars_told(actor, row, hosting), row.next_step,
                f"Y{row.introduction_id}" if row.introduction_id else "",
            ]  # fmt: skip


def _wish(row: Wish) -> list[Cell]:
    answered = f"{localtime(row.answered_at):%Y-%m-%d %H:%M}" if row.answered_at else ""
    return [
        f"W{row.pk}", whole_name(row.wisher), whole_name(row.wished), str(WEIGHTS[row.weight]), row.note,
        str(WISH_STATES[row.state_enum]), f"{localtime(row.created_at):%Y-%m-%d %H:%M}", answered,
    ]  # fmt: skip


def _batches(rows: Iterator[Encounter] | Iterator[Participant]) -> Iterator[list]:  # type: ignore[type-arg]
    while batch := list(islice(rows, BATCH)):
        yield batch
