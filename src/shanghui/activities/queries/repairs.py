"""Proposals of a repair as the organiser reads them: what finds a place, what it gains, and whom it moves."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from shanghui.activities.models import Participant, Timetable
from shanghui.activities.queries.comparing import Change, ChangeShown, Sayer, changes, shown, tally
from shanghui.activities.queries.placing import encounters_called, table_called

#: so many changes of a proposal are written out
CHANGES_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Found:
    """An encounter that finds a place; `moved` are those that make room, from → to."""

    name: str
    before: str
    after: str
    gain: int
    moved: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """`why` says what happened; `gain`: weight more than without any repair; `lost`: encounters that find no place."""

    timetable: Timetable
    why: str
    found: Sequence[Found]
    gain: int
    movers: int
    told: int
    counts: dict[str, int]
    lost: Sequence[ChangeShown]
    is_outdated: bool


def proposals_shown(rows: Sequence[Timetable], published: Timetable | None) -> list[ProposalShown]:
    return [_shown(row, published) for row in rows]


def _shown(row: Timetable, published: Timetable | None) -> ProposalShown:
    assert row.origin is not None  # a proposal is always one for a published version
    facts = row.progress.get("proposals", [])
    moves = [move for one in facts for move in one["moved"]]
    called = encounters_called([one["encounter"] for one in [*facts, *moves]])
    say = Sayer(row)
    found = [
        Found(
            called.get(one["encounter"], ""),
            say.at(one["before"]),
            say.at(one["slot"]),
            one["gain"],
            [
                (called.get(move["encounter"], ""), say.at(move["before"]), say.at(move["slot"]))
                for move in one["moved"]
            ],
        )
        for one in facts
    ]
    all_changes = changes(row.origin, row)
    lost = [one for one in all_changes if one.kind == "left"]
    current = published is not None and published.pk == row.origin_id
    fresh = published is not None and published.version == row.progress.get("origin_version")
    return ProposalShown(
        timetable=row,
        why=why_asked(row),
        found=found,
        gain=sum(one["gain"] for one in facts),
        movers=len({move["encounter"] for move in moves}),
        told=_told(row, all_changes),
        counts=tally(all_changes),
        lost=shown(row, lost[:CHANGES_SHOWN]),
        is_outdated=not (current and fresh),
    )


def _told(row: Timetable, found: Sequence[Change]) -> int:
    """How many participants' schedules change."""
    rows = row.matchmaking.encounters.filter(pk__in=[one.encounter for one in found]).values_list("first", "second")
    return len({pk for pair in rows for pk in pair})


def why_asked(row: Timetable) -> str:
    """What happened, in a sentence."""
    asked = row.progress.get("asked", {})
    matchmaking = row.matchmaking
    if "absent" in asked or "late" in asked:
        pk = asked.get("absent") or asked["late"]
        who = Participant.objects.select_related("registration__enterprise").get(pk=pk).called
        if "absent" in asked:
            return _("%(who)s没有来。") % {"who": who}
        return _("%(who)s要到%(at)s才到。") % {"who": who, "at": Sayer(row).at(asked["slot"])}
    for key, text in (("closed", _("%(table)s不能用了。")), ("opened", _("多了%(table)s。"))):
        if key in asked:
            table = matchmaking.tables.get(pk=asked[key])
            return text % {"table": table_called(table.name, table.number)}
    return _("两场想对调。") if "swap" in asked else ""
