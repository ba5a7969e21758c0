"""A matchmaking activity ready to be scheduled, and a version of its timetable made by hand."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from shanghui.activities.actions.versions import Place, fill, new_version, settle
from shanghui.activities.models import Activity, Encounter, Matchmaking, Participant, Slot, Table, Timetable
from shanghui.activities.rules import ActivityKind, Part, TimetableState
from shanghui.core.actor import SYSTEM
from shanghui.core.audience import Audience
from shanghui.network.models import Organisation
from tests.factories.activities import (
    make_activity,
    make_encounter,
    make_matchmaking,
    make_participant,
    make_registration,
)


@dataclass
class Fair:
    """Buyers a, b and sellers x, y, z; everybody by a letter, an encounter by both."""

    activity: Activity
    matchmaking: Matchmaking
    people: dict[str, Participant] = field(default_factory=dict)
    encounters: dict[str, Encounter] = field(default_factory=dict)

    @property
    def slots(self) -> list[Slot]:
        return list(self.matchmaking.slots.all())

    @property
    def tables(self) -> list[Table]:
        return list(self.matchmaking.tables.all())


def make_fair(organisation: Organisation, *, slots: int = 4, tables: int = 2, **facts: object) -> Fair:
    """Five firms, six encounters, in a week; `facts` are the activity's."""
    activity = make_activity(organisation, kind=ActivityKind.MATCHMAKING, title="北片区对接会", **facts)
    fair = Fair(activity, make_matchmaking(activity, slots=slots, tables=tables))
    for letter in "abxyz":
        guest = make_registration(activity, firm=f"{letter.upper()}公司", email=f"{letter}@firm.example")
        part = Part.BUYER if letter in "ab" else Part.SELLER
        fair.people[letter] = make_participant(fair.matchmaking, part, registration=guest)
    for pair in ("ax", "ay", "az", "bx", "by", "bz"):
        fair.encounters[pair] = make_encounter(fair.people[pair[0]], fair.people[pair[1]])
    return fair


def make_timetable(fair: Fair, places: dict[str, tuple[int, int]], **facts: object) -> Timetable:
    """A version with encounters by their letters in slots at tables by their numbers; a draft."""
    now = facts.pop("now", None) or timezone.now()
    assert isinstance(now, datetime)
    locked = facts.pop("locked", ())
    given = {"state": TimetableState.DRAFT, "status": "feasible"} | facts
    made = new_version(fair.matchmaking, SYSTEM, now, **given)
    slots, tables = fair.slots, fair.tables
    rows = [
        Place(
            fair.encounters[pair].pk,
            fair.encounters[pair].first_id,
            fair.encounters[pair].second_id,
            slots[slot].pk,
            tables[table].pk,
            pair in locked,  # type: ignore[operator]
        )
        for pair, (slot, table) in places.items()
    ]
    fill(made, rows)
    settle(made)
    return made


def stands(timetable: Timetable) -> dict[int, tuple[int, int]]:
    """Slot and table, by numbers, of each encounter."""
    rows = timetable.placements.values_list("encounter", "slot__number", "table__number")
    return {encounter: (slot, table) for encounter, slot, table in rows}


def board_ids(chamber: Organisation) -> dict[str, object]:
    """For the permission matrix: the owner's own fair, seen by nobody else, with a draft, a published version, a proposal."""
    fair = make_fair(chamber, audience=Audience.OWN)
    published = make_timetable(fair, {"ax": (0, 0), "by": (0, 1)}, state=TimetableState.PUBLISHED)
    facts = {"origin": published, "status": "proposal", "progress": {"origin_version": published.version}}
    proposal = make_timetable(fair, {"ax": (1, 0), "by": (0, 1)}, **facts)
    draft = make_timetable(fair, {"ax": (0, 0)}, locked={"ax"})
    return {
        "board": fair.activity.pk,
        "board_draft": draft.number,
        "board_published": published.number,
        "board_proposal": proposal.number,
        "board_encounter": fair.encounters["ax"].pk,
        "board_other": fair.encounters["bz"].pk,
        "board_slot": fair.slots[1].pk,
        "board_table": fair.tables[0].pk,
        "b": fair.activity.pk,
        "v": draft.number,
        "e": fair.encounters["ax"].pk,
        "s": fair.slots[1].pk,
        "t": fair.tables[0].pk,
    }
