"""One participant's page: what others wish of it, what it wishes, whom it meets when and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from shanghui.activities.models import Encounter, NotWith, Participant, Placement, Topic, Wish
from shanghui.activities.queries.pairs import COUNTS, most_of, of_either
from shanghui.activities.queries.schedules import schedule_of
from shanghui.activities.rules import ActivityState, EncounterState, TimetableState, WishState

#: past wishes are told of so far back
MOST_PAST = 20
NEEDS_AND_OFFERS = Prefetch("topics", queryset=Topic.objects.order_by("side", "pk"))


@dataclass(frozen=True)
class WishLine:
    """`other` is the one at the other end."""

    wish: Wish
    other: Participant


@dataclass(frozen=True)
class MeetingLine:
    """An encounter as this participant sees it; `begun`: whether it happened can be said."""

    encounter: Encounter
    other: Participant
    placement: Placement | None
    says: bool | None
    stars: int | None
    begun: bool
    is_open: bool


@dataclass(frozen=True)
class ParticipantPage:
    incoming: list[WishLine]
    outgoing: list[WishLine]
    past: list[WishLine]
    scheduled: list[MeetingLine]
    unplaced: list[MeetingLine]
    avoided: list[NotWith]
    taken: int
    most: int
    published: bool
    wishes_open: bool

    @property
    def left(self) -> int:
        return max(self.most - self.taken, 0)


def participant_page(participant: Participant, now: datetime) -> ParticipantPage:
    """Nine queries, however many wishes there are."""
    wishes = [WishLine(one, _other_end(one, participant)) for one in _wishes(participant)]
    waiting = [line for line in wishes if line.wish.state == WishState.WISHED and line.wish.expires_at > now]
    past = [line for line in wishes if line not in waiting and line.wish.state != WishState.ACCEPTED]
    scheduled, unplaced = _meetings(participant, now)
    frame = participant.matchmaking
    return ParticipantPage(
        incoming=[line for line in waiting if line.wish.wished_id == participant.pk],
        outgoing=[line for line in waiting if line.wish.wisher_id == participant.pk],
        past=past[:MOST_PAST],
        scheduled=scheduled,
        unplaced=unplaced,
        avoided=list(_avoided(participant)),
        taken=len(scheduled) + len(unplaced),
        most=most_of(participant),
        published=frame.timetables.filter(state=TimetableState.PUBLISHED).exists(),
        wishes_open=wishes_open(participant, now),
    )


def wishes_open(participant: Participant, now: datetime) -> bool:
    frame = participant.matchmaking
    opens, closes, activity = frame.wishes_open_at, frame.wishes_close_at, frame.activity
    early = opens is not None and now < opens
    late = closes is not None and now > closes
    return activity.state == ActivityState.PUBLISHED and now <= activity.ends_at and not early and not late


def _wishes(participant: Participant) -> Iterable[Wish]:
    """Open ones first, then the newest; those that ended are few enough to look through."""
    rows = Wish.objects.filter(Q(wisher=participant) | Q(wished=participant))
    rows = rows.exclude(state=WishState.ACCEPTED).select_related("resource", *_ends("wisher"), *_ends("wished"))
    rows = rows.prefetch_related(_topics("wisher"), _topics("wished"))
    asked = list(rows.filter(state=WishState.WISHED).order_by("expires_at", "pk")[:300])
    return [*asked, *rows.exclude(state=WishState.WISHED).order_by("-answered_at", "-pk")[:MOST_PAST]]


def _ends(name: str) -> tuple[str, str]:
    return f"{name}__registration__enterprise", f"{name}__registration__unit"


def _topics(name: str) -> "Prefetch[str]":
    return Prefetch(f"{name}__topics", queryset=Topic.objects.order_by("side", "pk"))


def _other_end(wish: Wish, participant: Participant) -> Participant:
    return wish.wished if wish.wisher_id == participant.pk else wish.wisher


def _meetings(participant: Participant, now: datetime) -> tuple[list[MeetingLine], list[MeetingLine]]:
    rows = Encounter.objects.filter(of_either(participant.pk), state__in=COUNTS)
    rows = rows.select_related("resource", "introduction", *_ends("first"), *_ends("second"))
    rows = rows.prefetch_related(_topics("first"), _topics("second")).order_by("pk")
    places = {one.encounter_id: one for one in schedule_of(participant)}
    lines = [_line(one, participant, places.get(one.pk), now) for one in rows]
    placed = [line for line in lines if line.placement is not None]
    placed.sort(key=lambda line: (line.placement.slot.number if line.placement else 0, line.encounter.pk))
    return placed, [line for line in lines if line.placement is None]


def _line(encounter: Encounter, participant: Participant, place: Placement | None, now: datetime) -> MeetingLine:
    is_first = encounter.first_id == participant.pk
    begins = place.slot.starts_at if place is not None else participant.matchmaking.activity.starts_at
    accepted = encounter.state == EncounterState.ACCEPTED
    return MeetingLine(
        encounter=encounter,
        other=encounter.second if is_first else encounter.first,
        placement=place,
        says=encounter.first_says if is_first else encounter.second_says,
        stars=encounter.first_rating if is_first else encounter.second_rating,
        begun=now >= begins and not accepted,
        is_open=accepted,
    )


def _avoided(participant: Participant) -> "QuerySet[NotWith]":
    return NotWith.objects.filter(participant=participant).select_related("other__registration__enterprise")
