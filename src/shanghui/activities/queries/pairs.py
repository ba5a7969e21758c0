"""What two participants have between them, and how many encounters one of them has."""

from django.db.models import Q

from shanghui.activities.models import Encounter, NotWith, Participant, Wish
from shanghui.activities.rules import COUNTED, WishState, most_encounters

OPEN = (WishState.WISHED.value, WishState.ACCEPTED.value)
COUNTS = tuple(sorted(state.value for state in COUNTED))


def of_either(participant_id: int) -> Q:
    """Encounters that this participant has."""
    return Q(first=participant_id) | Q(second=participant_id)


def open_wish(one: int, other: int) -> Wish | None:
    """The pair's wish that is asked or agreed to, whoever wished first."""
    low, high = sorted((one, other))
    return Wish.objects.filter(low=low, high=high, state__in=OPEN).first()


def have_encounter(one: int, other: int) -> bool:
    rows = Encounter.objects.filter(first__in=(one, other), second__in=(one, other), state__in=COUNTS)
    return rows.exists()


def not_with_each_other(one: int, other: int) -> bool:
    """Has either of them written that it does not want to meet the other?"""
    return NotWith.objects.filter(participant__in=(one, other), other__in=(one, other)).exists()


def taken(participant_id: int) -> int:
    """Encounters that count against its quota."""
    return Encounter.objects.filter(of_either(participant_id), state__in=COUNTS).count()


def most_of(participant: Participant) -> int:
    return most_encounters(participant.matchmaking.quota, participant.quota)


def has_room(participant: Participant) -> bool:
    return taken(participant.pk) < most_of(participant)


def engaged_with(participant_id: int) -> set[int]:
    """Those with whom it has an open wish or an encounter, and those who are not to meet it, either way.

    For choosing whom to suggest; what it may be told is `known_to`.
    """
    return known_to(participant_id) | set(
        NotWith.objects.filter(other=participant_id).values_list("participant", flat=True)
    )


def known_to(participant_id: int) -> set[int]:
    """Open wishes, encounters, and whom it does not want to meet itself; never who does not want to meet it."""
    wishes = Wish.objects.filter(Q(low=participant_id) | Q(high=participant_id), state__in=OPEN)
    encounters = Encounter.objects.filter(of_either(participant_id), state__in=COUNTS)
    avoided = NotWith.objects.filter(participant=participant_id).values_list("other", flat=True)
    pairs = [*wishes.values_list("low", "high"), *encounters.values_list("first", "second")]
    return ({one for pair in pairs for one in pair} | set(avoided)) - {participant_id}
