"""Shapes of matchmaking over the API."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ninja import Field, Schema

from shanghui.activities.models import Encounter, Matchmaking, Participant, Placement, Topic, Wish
from shanghui.activities.queries.participant_page import MeetingLine, ParticipantPage, WishLine
from shanghui.activities.queries.suggestions import Suggestion
from shanghui.activities.rules import EncounterState, Mode, Part
from shanghui.core.api import Strict
from shanghui.exchange.rules import Side


class StretchShape(Strict):
    name: str = Field(max_length=40)
    starts_at: datetime
    ends_at: datetime


class FrameIn(Strict):
    """`zones`: the zone of a table by its number from 1; `resources`: how many of each in every slot."""

    mode: Mode = Mode.WISH
    slot_minutes: int = 20
    sessions: list[StretchShape] = Field(max_length=12)
    tables: int = Field(ge=1, le=400)
    zones: dict[int, str] = {}
    resources: dict[str, int] = {}
    quota: int = Field(8, ge=1, le=99)
    floor: int = Field(0, ge=0, le=99)
    wishes_open_at: datetime | None = None
    wishes_close_at: datetime | None = None


class SlotOut(Schema):
    number: int
    starts_at: datetime
    ends_at: datetime


class FrameOut(Schema):
    activity: int
    mode: Mode
    slot_minutes: int
    quota: int
    floor: int
    wishes_open_at: datetime | None
    wishes_close_at: datetime | None
    slots: list[SlotOut]
    tables: int
    resources: dict[str, int]
    participants: dict[str, int]
    wishes: dict[str, int]
    encounters: dict[str, int]


class TopicShape(Schema):
    side: Side
    title: str
    description: str = ""
    listing: int | None = None


class TopicIn(Strict):
    """`listing`: one that the firm has published; its words are taken where none are given."""

    side: Side
    title: str = Field("", max_length=60)
    description: str = Field("", max_length=1000)
    listing: int | None = None


class ParticipantPatch(Strict):
    """Topics and slots (`busy`, by number from 0) are given whole, or not at all."""

    part: Part | None = None
    pitch: str | None = Field(None, max_length=200)
    delegates: int | None = Field(None, ge=1, le=9)
    quota: int | None = Field(None, ge=1, le=99)
    from_slot: int | None = Field(None, ge=0, le=9_999)
    topics: list[TopicIn] | None = Field(None, max_length=12)
    busy: list[int] | None = Field(None, max_length=400)
    version: int | None = None


class ParticipantIn(ParticipantPatch):
    """`registration`: a guest with a seat."""

    registration: int


class ParticipantOut(Schema):
    id: int
    firm: str
    unit: str
    part: Part
    pitch: str
    topics: list[TopicShape]


class ParticipantPageOut(Schema):
    items: list[ParticipantOut]
    next: str


class WishIn(Strict):
    other: int
    weight: int = 2
    note: str = Field("", max_length=200)
    resource: str = Field("", max_length=40)


class AnswerIn(Strict):
    weight: int | None = None


class OtherIn(Strict):
    other: int


class WishOut(Schema):
    id: int
    wisher: int
    wished: int
    weight: int
    note: str
    state: str
    created_at: datetime
    expires_at: datetime
    encounter: int | None = None


class MeetingOut(Schema):
    """`slot` and `table` by the published timetable."""

    id: int
    other: int
    firm: str
    state: EncounterState
    starts_at: datetime | None
    table: str
    says: bool | None
    stars: int | None
    next_step: str
    introduction: int | None


class OwnOut(ParticipantOut):
    delegates: int
    quota: int | None
    from_slot: int
    busy: list[int]
    version: int
    taken: int
    most: int
    incoming: list[WishOut]
    outgoing: list[WishOut]
    encounters: list[MeetingOut]
    not_with: list[int]


class SuggestionOut(Schema):
    participant: ParticipantOut
    mine: TopicShape
    theirs: TopicShape
    reasons: list[str]


class SuggestionsOut(Schema):
    """`ready` is false while the index is being built."""

    ready: bool
    items: list[SuggestionOut]


class SaidIn(Strict):
    """`participant`: for whom; it says whether the encounter took place."""

    participant: int
    happened: bool


class StarsIn(Strict):
    participant: int
    stars: int = Field(ge=1, le=5)


class NextStepIn(Strict):
    participant: int
    text: str = Field(max_length=200)


class SettleIn(Strict):
    state: EncounterState


class EncounterOut(Schema):
    id: int
    first: int
    second: int
    firms: list[str]
    state: EncounterState
    weight: int
    starts_at: datetime | None
    table: str
    ratings: list[int | None]
    next_step: str
    introduction: int | None


class EncounterPageOut(Schema):
    items: list[EncounterOut]
    next: str


class ResultsOut(Schema):
    encounters: dict[str, int]
    wishes: dict[str, int]
    stars: float | None
    rated: int
    next_steps: int
    introductions: int


class IntroductionRef(Schema):
    introduction: int


def frame_out(row: Matchmaking, counted: dict[str, int], wishes: dict[str, int], met: dict[str, int]) -> dict[str, Any]:
    names = ("mode", "slot_minutes", "quota", "floor", "wishes_open_at", "wishes_close_at")
    return {name: getattr(row, name) for name in names} | {
        "activity": row.activity_id,
        "slots": list(row.slots.all()),
        "tables": row.tables.count(),
        "resources": {one.name: one.count for one in row.resources.all()},
        "participants": counted,
        "wishes": wishes,
        "encounters": met,
    }


def topic_out(row: Topic) -> dict[str, Any]:
    return {"side": row.side, "title": row.title, "description": row.description, "listing": row.listing_id}


def participant_out(row: Participant) -> dict[str, Any]:
    unit = row.registration.unit
    return {
        "id": row.pk, "firm": row.called, "unit": unit.called if unit else "", "part": row.part, "pitch": row.pitch,
        "topics": [topic_out(one) for one in row.topics.all()],
    }  # fmt: skip


def wish_out(row: Wish, encounter: int | None = None) -> dict[str, Any]:
    names = ("weight", "note", "state", "created_at", "expires_at")
    facts = {name: getattr(row, name) for name in names}
    return facts | {"id": row.pk, "wisher": row.wisher_id, "wished": row.wished_id, "encounter": encounter}


def own_out(row: Participant, page: ParticipantPage) -> dict[str, Any]:
    return participant_out(row) | {
        "delegates": row.delegates,
        "quota": row.quota,
        "from_slot": row.from_slot,
        "busy": sorted(one.slot.number for one in row.forbidden.select_related("slot")),
        "version": row.version,
        "taken": page.taken,
        "most": page.most,
        "incoming": _wishes(page.incoming),
        "outgoing": _wishes(page.outgoing),
        "encounters": [_meeting(line) for line in [*page.scheduled, *page.unplaced]],
        "not_with": [one.other_id for one in page.avoided],
    }


def _wishes(lines: Iterable[WishLine]) -> list[dict[str, Any]]:
    return [wish_out(line.wish) for line in lines]


def _meeting(line: MeetingLine) -> dict[str, Any]:
    row = line.encounter
    return {
        "id": row.pk, "other": line.other.pk, "firm": line.other.called, "state": row.state, "says": line.says,
        "stars": line.stars, "next_step": row.next_step, "introduction": row.introduction_id, **_place(line.placement),
    }  # fmt: skip


def _place(place: Placement | None) -> dict[str, Any]:
    return {"starts_at": place.slot.starts_at if place else None, "table": place.table.called if place else ""}


def suggestion_out(one: Suggestion) -> dict[str, Any]:
    return {
        "participant": participant_out(one.participant),
        "mine": topic_out(one.mine),
        "theirs": topic_out(one.theirs),
        "reasons": [sentence.plain for sentence in one.sentences],
    }


def encounter_out(
    row: Encounter, place: Placement | None = None, stars: tuple[int | None, int | None] = (None, None)
) -> dict[str, Any]:
    return {
        "id": row.pk, "first": row.first_id, "second": row.second_id, "firms": [row.first.called, row.second.called],
        "state": row.state, "weight": row.weight, "ratings": list(stars),
        "next_step": row.next_step, "introduction": row.introduction_id, **_place(place),
    }  # fmt: skip
