"""Encounters that are agreed on: called off, taken place or not, what came of them."""

from datetime import datetime

from django.db import transaction

from shanghui.activities import permissions, rules
from shanghui.activities.actions.locking import locked_encounter, locked_participants
from shanghui.activities.actions.wish_letters import tell
from shanghui.activities.models import Encounter, Participant
from shanghui.activities.queries.schedules import slot_of
from shanghui.activities.rules import LIVE, EncounterState, WishState, state_said
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest

MOST_STARS = 5
#: what a day makes of an encounter; a no-show may turn out to have been a mistake
DONE = frozenset({EncounterState.SCHEDULED, EncounterState.ATTENDED, EncounterState.NO_SHOW})


@transaction.atomic
def cancel_encounter(
    *, actor: Actor, encounter: Encounter, now: datetime, by: Participant | None = None, key: str = ""
) -> Encounter:
    """Gives both their quota back. One of the two (`by`) until it is scheduled, the organiser until it has been."""
    locked_participants(encounter.first_id, encounter.second_id)
    encounter = locked_encounter(encounter)
    allowed = LIVE
    if by is not None and not permissions.can_organise(actor, encounter.matchmaking.activity):
        require(permissions.speaks(actor, by, key), seen=by.pk in _sides(encounter))
        allowed = frozenset({EncounterState.ACCEPTED})
    else:
        require(permissions.can_organise(actor, encounter.matchmaking.activity))
    if encounter.state_enum not in allowed:
        raise rules.EncounterStepRefused()
    call_off(actor, encounter, now)
    for one, other in ((encounter.first, encounter.second), (encounter.second, encounter.first)):
        if by is None or one.pk != by.pk:
            tell(one, "cancelled", who=other.called, now=now)
    return encounter


def call_off(actor: Actor, encounter: Encounter, now: datetime) -> None:
    """The locked encounter ends, and its wish with it: the two may wish each other again."""
    encounter.state = EncounterState.CANCELLED
    _save(encounter, "state")
    wish = encounter.wish
    if wish is not None and wish.state == WishState.ACCEPTED:
        wish.state, wish.answered_at = WishState.CANCELLED, now
        wish.save(update_fields=["state", "answered_at"])
    audit.record(actor, "cancel_encounter", encounter, now=now)


@transaction.atomic
def say_happened(
    *, actor: Actor, encounter: Encounter, by: Participant, happened: bool, now: datetime, key: str = ""
) -> Encounter:
    """One “did not” of the two is a no-show; who was wrong says it again. Raises EncounterToCome."""
    encounter = _begun(actor, encounter, by, key, now)
    setattr(encounter, f"{_side(encounter, by)}_says", happened)
    encounter.state = state_said(encounter.first_says, encounter.second_says)
    _save(encounter, "first_says", "second_says", "state")
    audit.record(actor, "say_happened", encounter, now=now, by=by.pk, happened=happened)
    return encounter


@transaction.atomic
def settle_encounter(*, actor: Actor, encounter: Encounter, state: EncounterState, now: datetime) -> Encounter:
    """The organiser, who has been there. The last word counts: a participant may still say otherwise."""
    encounter = locked_encounter(encounter)
    require(permissions.can_organise(actor, encounter.matchmaking.activity))
    if state not in {EncounterState.ATTENDED, EncounterState.NO_SHOW} or encounter.state_enum not in DONE:
        raise rules.EncounterStepRefused()
    _ensure_begun(encounter, now)
    encounter.state = state
    if state is EncounterState.ATTENDED:  # or the next yes of one would find the other's old “did not”
        encounter.first_says = encounter.second_says = True
    _save(encounter, "first_says", "second_says", "state")
    audit.record(actor, "settle_encounter", encounter, now=now, state=state.value)
    return encounter


@transaction.atomic
def rate_encounter(
    *, actor: Actor, encounter: Encounter, by: Participant, stars: int, now: datetime, key: str = ""
) -> Encounter:
    """1 to 5, by each of the two for herself."""
    if not 1 <= stars <= MOST_STARS:
        raise BadRequest()
    encounter = _begun(actor, encounter, by, key, now)
    setattr(encounter, f"{_side(encounter, by)}_rating", stars)
    _save(encounter, "first_rating", "second_rating")
    audit.record(actor, "rate_encounter", encounter, now=now, by=by.pk, stars=stars)
    return encounter


@transaction.atomic
def note_next_step(
    *, actor: Actor, encounter: Encounter, by: Participant, text: str, now: datetime, key: str = ""
) -> Encounter:
    """What the two agreed to do; both read and mend it."""
    if "\0" in text:
        raise BadRequest()
    encounter = _begun(actor, encounter, by, key, now)
    encounter.next_step = text.strip()[:200]
    _save(encounter, "next_step")
    audit.record(actor, "note_next_step", encounter, now=now, by=by.pk)
    return encounter


def _begun(actor: Actor, encounter: Encounter, by: Participant, key: str, now: datetime) -> Encounter:
    encounter = locked_encounter(encounter)
    require(permissions.speaks(actor, by, key), seen=by.pk in _sides(encounter))
    if encounter.state_enum not in DONE:
        raise rules.EncounterStepRefused()
    _ensure_begun(encounter, now)
    return encounter


def _ensure_begun(encounter: Encounter, now: datetime) -> None:
    slot = slot_of(encounter)
    begins = slot.starts_at if slot is not None else encounter.matchmaking.activity.starts_at
    if now < begins:
        raise rules.EncounterToCome()


def _sides(encounter: Encounter) -> set[int]:
    return {encounter.first_id, encounter.second_id}


def _side(encounter: Encounter, by: Participant) -> str:
    return "first" if by.pk == encounter.first_id else "second"


def _save(encounter: Encounter, *fields: str) -> None:
    encounter.version += 1
    encounter.save(update_fields=[*fields, "version"])
