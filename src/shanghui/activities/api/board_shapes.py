"""Shapes of timetables, placements and repairs."""

from datetime import datetime
from typing import Any

from ninja import Field, Schema

from shanghui.activities.actions.computing import MOST_SECONDS
from shanghui.activities.models import Timetable
from shanghui.activities.queries.board import scores_of
from shanghui.activities.queries.repairs import ProposalShown
from shanghui.activities.queries.rule_conflicts import conflict_sentences
from shanghui.core.api import Strict

Key = Field(ge=1, le=2**62)


class ScheduleIn(Strict):
    """`keep`: what is locked in the version that is worked on keeps slot and table."""

    seconds: float = Field(20, ge=1, le=MOST_SECONDS)
    seed: int = Field(1, ge=0, le=2**31 - 1)
    keep: bool = False


class MoveIn(Strict):
    """Ids of an encounter, a slot and a table."""

    encounter: int = Key
    slot: int = Key
    table: int = Key


class PairIn(Strict):
    encounter: int = Key
    other: int = Key


class LockIn(Strict):
    encounters: list[int] = Field(min_length=1, max_length=5000)
    locked: bool = True


class EncountersIn(Strict):
    encounters: list[int] = Field(min_length=1, max_length=5000)


class RepairIn(Strict):
    """One of: who is `absent`; who is `late`, with the `slot` from which on; the table that is `closed` or `opened` (0: one
    more); two encounters that `swap`."""

    absent: int | None = Field(None, ge=1, le=2**62)
    late: int | None = Field(None, ge=1, le=2**62)
    slot: int | None = Field(None, ge=1, le=2**62)
    closed: int | None = Field(None, ge=1, le=2**62)
    opened: int | None = Field(None, ge=0, le=2**62)
    swap: PairIn | None = None


class BrokenOut(Schema):
    rule: str
    text: str


class CountOut(Schema):
    count: int


class TimetableOut(Schema):
    """`status`: optimal (proved), feasible, unknown (a floor is not kept), infeasible, cancelled, failed, proposal."""

    number: int
    state: str
    status: str
    origin: int | None
    version: int
    seconds: float
    seed: int
    took: float | None
    weight: int | None
    weight_bound: int | None
    breaks: int | None
    breaks_bound: int | None
    created_at: datetime
    published_at: datetime | None


class ScoresOut(Schema):
    weight: int
    bound: int | None
    placed: int
    encounters: int
    breaks: int
    breaks_bound: int | None
    longest: int
    floor: int
    kept: int
    people: int
    most: int
    least: int
    clashes: int


class TimetableRead(TimetableOut):
    """`progress` while it is computed; `conflict`: sentences that cannot all be kept; `unplaced`: the engine's reasons."""

    progress: dict[str, Any]
    conflict: list[str]
    unplaced: dict[str, str]
    scores: ScoresOut


class PlacementOut(Schema):
    encounter: int
    first: int
    second: int
    slot: int
    table: int
    locked: bool
    moved_from: int | None


class PlacementPage(Schema):
    items: list[PlacementOut]
    next: str


class ChangeOut(Schema):
    encounter: int
    kind: str
    before: list[int] | None
    after: list[int] | None


class CompareOut(Schema):
    """`before` and `after`: slot and table, by ids."""

    counts: dict[str, int]
    one: ScoresOut
    other: ScoresOut
    changes: list[ChangeOut]


class MovedOut(Schema):
    name: str
    before: str
    after: str


class FoundOut(MovedOut):
    gain: int
    moved: list[MovedOut]


class ProposalOut(Schema):
    """`movers`: encounters that make room for others, `told`: participants whose schedules change."""

    number: int
    why: str
    gain: int
    movers: int
    told: int
    outdated: bool
    counts: dict[str, int]
    found: list[FoundOut]


def timetable_out(row: Timetable) -> dict[str, Any]:
    names = [name for name in TimetableOut.model_fields if name != "origin"]
    return {name: getattr(row, name) for name in names} | {"origin": row.origin.number if row.origin else None}


def timetable_read(row: Timetable) -> dict[str, Any]:
    shown = {key: value for key, value in row.progress.items() if key in {"weight", "bound", "breaks", "elapsed"}}
    facts = {"progress": shown, "conflict": conflict_sentences(row) if row.conflict else [], "unplaced": row.unplaced}
    return timetable_out(row) | facts | {"scores": scores_of(row)}


def proposal_out(one: ProposalShown) -> dict[str, Any]:
    found = [
        {
            "name": found.name,
            "before": found.before,
            "after": found.after,
            "gain": found.gain,
            "moved": [{"name": name, "before": before, "after": after} for name, before, after in found.moved],
        }
        for found in one.found
    ]
    facts = {"number": one.timetable.number, "why": one.why, "gain": one.gain, "movers": one.movers}
    return facts | {"told": one.told, "outdated": one.is_outdated, "counts": one.counts, "found": found}
