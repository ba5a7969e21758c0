"""Become a participant and say what one needs and offers; change it later."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from shanghui.activities import matchmaking_jobs as jobs
from shanghui.activities import permissions, rules
from shanghui.activities.actions.locking import locked_participants
from shanghui.activities.actions.wishes import ensure_seated
from shanghui.activities.models import (
    ForbiddenSlot,
    Matchmaking,
    Participant,
    Registration,
    Slot,
    Topic,
)
from shanghui.activities.rules import ActivityState, Part
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.jobs import enqueue
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, Stale
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Side, ensure_no_contacts

MOST_TOPICS, MOST_DELEGATES, MOST_QUOTA = 12, 9, 99
#: what a participant says of itself; zone and quota are the organiser's where she sets them
FIELDS = frozenset({"part", "pitch", "delegates", "quota", "from_slot", "zone"})


@dataclass(frozen=True, slots=True)
class Said:
    """A topic as it is entered: a listing's words, or own ones."""

    side: Side
    title: str
    description: str = ""
    listing: Listing | None = None


@transaction.atomic
def join(
    *,
    actor: Actor,
    matchmaking: Matchmaking,
    guest: Registration,
    facts: Mapping[str, object],
    topics: Sequence[Said],
    forbidden: Collection[Slot] = (),
    now: datetime,
    key: str = "",
) -> Participant:
    """By the guest's private link, the unit's secretary, the organiser. Raises TakesPartAlready."""
    rows = Registration.objects.unrestricted("the action asks").select_for_update(of=("self",))
    guest = rows.get(pk=guest.pk)
    made = Participant(matchmaking=matchmaking, registration=guest)
    require(permissions.speaks(actor, made, key), seen=guest.activity_id == matchmaking.activity_id)
    if matchmaking.activity.state != ActivityState.PUBLISHED or now > matchmaking.activity.ends_at:
        raise rules.WishesClosed()
    ensure_seated(guest)
    if Participant.objects.filter(registration=guest).exists():
        raise rules.TakesPartAlready()
    _set(made, facts)
    made.save()
    _set_topics(made, topics)
    _set_forbidden(made, forbidden)
    audit.record(actor, "join_matchmaking", made, now=now, part=made.part, topics=len(topics))
    return made


@transaction.atomic
def change_participant(
    *,
    actor: Actor,
    participant: Participant,
    facts: Mapping[str, object],
    now: datetime,
    topics: Sequence[Said] | None = None,
    forbidden: Collection[Slot] | None = None,
    version: int | None = None,
    key: str = "",
) -> Participant:
    """None leaves topics or times as they are."""
    (row,) = locked_participants(participant.pk)
    require(permissions.speaks(actor, row, key))
    rules.ensure_editable(row.matchmaking.activity.state_enum)
    if version is not None and version != row.version:
        raise Stale()
    _set(row, facts)
    row.version += 1
    row.save()
    if topics is not None:
        _set_topics(row, topics)
    if forbidden is not None:
        _set_forbidden(row, forbidden)
    audit.record(actor, "change_participant", row, now=now, fields=sorted(facts))
    return row


def _set(row: Participant, facts: Mapping[str, object]) -> None:
    """Raises BadRequest, ContactsInText."""
    if set(facts) - FIELDS:
        raise BadRequest()
    for name, value in facts.items():
        if isinstance(value, str) and "\0" in value:
            raise BadRequest()
        setattr(row, name, value)
    row.pitch = row.pitch.strip()[:200]
    whole = row.quota is None or 1 <= row.quota <= MOST_QUOTA
    if row.part not in set(Part) or not 1 <= row.delegates <= MOST_DELEGATES or not whole or row.from_slot < 0:
        raise BadRequest()
    ensure_no_contacts(row.pitch)


def _set_topics(row: Participant, topics: Sequence[Said]) -> None:
    """What stands the same keeps its row; the index is told of all that came and went."""
    if len(topics) > MOST_TOPICS:
        raise BadRequest()
    wanted = {(one.side.value, *_words(one), one.listing.pk if one.listing else None): one for one in topics}
    standing = {(one.side, one.title, one.description, one.listing_id): one for one in row.topics.all()}
    gone = [one.pk for facts, one in standing.items() if facts not in wanted]
    row.topics.filter(pk__in=gone).delete()
    new = [
        Topic.objects.create(participant=row, side=side, title=title, description=description, listing_id=listing)
        for side, title, description, listing in wanted
        if (side, title, description, listing) not in standing
    ]
    touched = gone + [one.pk for one in new]
    if touched:
        enqueue(jobs.index_topics, row.matchmaking_id, touched)


def _words(one: Said) -> tuple[str, str]:
    title, description = one.title.strip()[:60], one.description.strip()[:1000]
    if not title or "\0" in title + description:
        raise BadRequest()
    ensure_no_contacts(title, description)
    return title, description


def _set_forbidden(row: Participant, slots: Collection[Slot]) -> None:
    if any(slot.matchmaking_id != row.matchmaking_id for slot in slots):
        raise BadRequest()
    row.forbidden.all().delete()
    ForbiddenSlot.objects.bulk_create(ForbiddenSlot(participant=row, slot=slot) for slot in slots)
