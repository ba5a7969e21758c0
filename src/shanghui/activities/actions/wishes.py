"""Wish, accept, decline, take back. What an encounter needs is asked under the locks of both participants.

An encounter weighs what the wisher said (1 nice, 2 wanted, 4 must) and what the accepter adds, if she says a weight.
"""

from datetime import datetime

from django.db import transaction

from shanghui.activities import permissions, rules
from shanghui.activities.actions.locking import locked_participants, locked_wish
from shanghui.activities.actions.wish_letters import tell
from shanghui.activities.models import Encounter, Matchmaking, Participant, Registration, Resource, Wish
from shanghui.activities.queries.pairs import has_room, have_encounter, not_with_each_other, open_wish
from shanghui.activities.rules import (
    SEATED,
    STANDING,
    WEIGHTS,
    ActivityState,
    EncounterState,
    Mode,
    Part,
    WishState,
    agreed_weight,
)
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, NotFound
from shanghui.exchange.rules import ensure_no_contacts


@transaction.atomic
def make_wish(
    *,
    actor: Actor,
    wisher: Participant,
    wished: Participant,
    now: datetime,
    weight: int = 2,
    note: str = "",
    resource: Resource | None = None,
    key: str = "",
) -> Wish:
    """Toward somebody who wished the same already it is her yes; a hosted buyer's is an encounter at once."""
    if wisher.pk == wished.pk:
        raise rules.WithItself()
    mine, theirs = locked_participants(wisher.pk, wished.pk)
    require(permissions.speaks(actor, mine, key), seen=mine.matchmaking_id == theirs.matchmaking_id)
    note = _written(mine, weight, note, resource)
    _ensure_wishable(mine, theirs, now)
    standing = open_wish(mine.pk, theirs.pk)
    if standing is not None and standing.state == WishState.WISHED and standing.expires_at <= now:
        _end(locked_wish(standing), WishState.EXPIRED, now)
        standing = None
    if standing is not None:
        if standing.wisher_id == mine.pk or standing.state != WishState.WISHED:
            raise rules.WishedAlready()
        return _agree(actor, locked_wish(standing), theirs, mine, weight, now)
    if have_encounter(mine.pk, theirs.pk):
        raise rules.WishedAlready()
    wish = _new_wish(mine, theirs, weight, note, resource, now)
    audit.record(actor, "make_wish", wish, now=now, wisher=mine.pk, wished=theirs.pk, weight=weight)
    if rules.is_given(Mode(mine.matchmaking.mode), Part(mine.part), Part(theirs.part)):
        _meet(actor, wish, mine, theirs, weight, now)
        tell(theirs, "given", who=mine.called, now=now)
    elif Wish.objects.filter(wished=theirs, state=WishState.WISHED, expires_at__gt=now).count() == 1:
        tell(theirs, "received", who=mine.called, now=now)  # further ones come with the day's letter
    return wish


@transaction.atomic
def accept_wish(*, actor: Actor, wish: Wish, now: datetime, weight: int | None = None, key: str = "") -> Wish:
    """The encounter comes to be in the same step, or nothing does. Raises QuotaUsed, WishAnswered."""
    theirs, mine = locked_participants(wish.wisher_id, wish.wished_id)
    require(permissions.speaks(actor, mine, key))
    if weight is not None and weight not in WEIGHTS:
        raise BadRequest()
    ensure_meets(mine, now)
    wish = locked_wish(wish)
    _ensure_waiting(wish, now)
    if not_with_each_other(mine.pk, theirs.pk) or not _takes_part(theirs):
        raise rules.NotWanted()
    return _agree(actor, wish, theirs, mine, weight, now)


@transaction.atomic
def decline_wish(*, actor: Actor, wish: Wish, now: datetime, key: str = "") -> Wish:
    (mine,) = locked_participants(wish.wished_id)
    require(permissions.speaks(actor, mine, key))
    wish = locked_wish(wish)
    _ensure_waiting(wish, now)
    _end(wish, WishState.DECLINED, now)
    audit.record(actor, "decline_wish", wish, now=now)
    return wish


@transaction.atomic
def cancel_wish(*, actor: Actor, wish: Wish, now: datetime, key: str = "") -> Wish:
    """The wisher takes back what nobody has answered."""
    (mine,) = locked_participants(wish.wisher_id)
    require(permissions.speaks(actor, mine, key))
    wish = locked_wish(wish)
    _ensure_waiting(wish, now)
    _end(wish, WishState.CANCELLED, now)
    audit.record(actor, "cancel_wish", wish, now=now)
    return wish


def ensure_meets(participant: Participant, now: datetime) -> None:
    """The activity goes on, and the guest comes. Raises WishesClosed, SeatWanted, RegistrationOver."""
    activity = participant.matchmaking.activity
    if activity.state != ActivityState.PUBLISHED or now > activity.ends_at:
        raise rules.WishesClosed()
    ensure_seated(participant.registration)


def ensure_seated(guest: Registration) -> None:
    """Raises SeatWanted, RegistrationOver."""
    if guest.state_enum not in SEATED:
        raise rules.SeatWanted() if guest.state_enum in STANDING else rules.RegistrationOver()


def _takes_part(participant: Participant) -> bool:
    return participant.registration.state_enum in SEATED


def _ensure_wishable(mine: Participant, theirs: Participant, now: datetime) -> None:
    frame = mine.matchmaking
    rules.ensure_wishes_open(frame.wishes_open_at, frame.wishes_close_at, now)
    ensure_meets(mine, now)
    firm = mine.registration.enterprise_id
    if firm is not None and firm == theirs.registration.enterprise_id:
        raise rules.WithItself()
    if not _takes_part(theirs) or not_with_each_other(mine.pk, theirs.pk):
        raise rules.NotWanted()


def _written(mine: Participant, weight: int, note: str, resource: Resource | None) -> str:
    """Raises BadRequest, ContactsInText: who has not agreed yet is not to be rung up."""
    foreign = resource is not None and resource.matchmaking_id != mine.matchmaking_id
    if weight not in WEIGHTS or foreign or "\0" in note:
        raise BadRequest()
    ensure_no_contacts(note)
    return note.strip()[:200]


def _new_wish(
    mine: Participant, theirs: Participant, weight: int, note: str, resource: Resource | None, now: datetime
) -> Wish:
    low, high = sorted((mine.pk, theirs.pk))
    activity = mine.matchmaking.activity
    return Wish.objects.create(
        matchmaking=mine.matchmaking,
        wisher=mine,
        wished=theirs,
        low_id=low,
        high_id=high,
        weight=weight,
        note=note,
        resource=resource,
        created_at=now,
        expires_at=rules.wish_end(now, activity.starts_at, activity.ends_at),
    )


def _ensure_waiting(wish: Wish, now: datetime) -> None:
    if wish.state != WishState.WISHED or wish.expires_at <= now:
        raise rules.WishAnswered()


def _agree(
    actor: Actor, wish: Wish, wisher: Participant, accepter: Participant, weight: int | None, now: datetime
) -> Wish:
    _meet(actor, wish, wisher, accepter, agreed_weight(wish.weight, weight), now)
    tell(wisher, "accepted", who=accepter.called, now=now)
    return wish


def _meet(actor: Actor, wish: Wish, first: Participant, second: Participant, weight: int, now: datetime) -> Encounter:
    """Both quotas are counted under the locks of both. Raises QuotaUsed."""
    if not (has_room(first) and has_room(second)):
        raise rules.QuotaUsed()
    _end(wish, WishState.ACCEPTED, now)
    made = Encounter.objects.create(
        matchmaking=_frame(first, second),
        wish=wish,
        first=first,
        second=second,
        weight=weight,
        resource=wish.resource,
        state=EncounterState.ACCEPTED,
        created_by_id=actor.user_id,
        created_at=now,
    )
    audit.record(actor, "agree_encounter", made, now=now, wish=wish.pk, weight=weight)
    return made


def _frame(first: Participant, second: Participant) -> Matchmaking:
    if first.matchmaking_id != second.matchmaking_id:
        raise NotFound()
    return first.matchmaking


def _end(wish: Wish, state: WishState, now: datetime) -> None:
    wish.state, wish.answered_at = state, now
    wish.save(update_fields=["state", "answered_at"])
