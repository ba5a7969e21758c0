"""“Not with”: the other is never told; what it asked is declined like any other wish."""

from datetime import datetime

from django.db import transaction

from shanghui.activities import permissions, rules
from shanghui.activities.actions.encounters import call_off
from shanghui.activities.actions.locking import locked_encounter, locked_participants
from shanghui.activities.actions.wish_letters import tell
from shanghui.activities.models import Encounter, NotWith, Participant
from shanghui.activities.queries.pairs import open_wish
from shanghui.activities.rules import EncounterState, WishState
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require


@transaction.atomic
def avoid(*, actor: Actor, participant: Participant, other: Participant, now: datetime, key: str = "") -> NotWith:
    """An open wish between the two ends, and an encounter that has no place in a timetable yet."""
    if participant.pk == other.pk:
        raise rules.WithItself()
    mine, theirs = locked_participants(participant.pk, other.pk)
    require(permissions.speaks(actor, mine, key), seen=mine.matchmaking_id == theirs.matchmaking_id)
    found, _created = NotWith.objects.get_or_create(participant=mine, other=theirs)
    _end_between(actor, mine, theirs, now)
    audit.record(actor, "avoid", mine, now=now, other=theirs.pk)
    return found


@transaction.atomic
def avoid_no_longer(
    *, actor: Actor, participant: Participant, other: Participant, now: datetime, key: str = ""
) -> None:
    (mine,) = locked_participants(participant.pk)
    require(permissions.speaks(actor, mine, key))
    NotWith.objects.filter(participant=mine, other=other).delete()
    audit.record(actor, "avoid_no_longer", mine, now=now, other=other.pk)


def _end_between(actor: Actor, mine: Participant, theirs: Participant, now: datetime) -> None:
    wish = open_wish(mine.pk, theirs.pk)
    if wish is not None and wish.state == WishState.WISHED:
        wish.state = WishState.CANCELLED if wish.wisher_id == mine.pk else WishState.DECLINED
        wish.answered_at = now
        wish.save(update_fields=["state", "answered_at"])
    between = Encounter.objects.filter(first__in=(mine, theirs), second__in=(mine, theirs))
    for row in between.filter(state=EncounterState.ACCEPTED):
        call_off(actor, locked_encounter(row), now)
        tell(theirs, "cancelled", who=mine.called, now=now)
