"""Rows as they are now, locked: participants before wishes before encounters, participants in the order of their keys."""

from shanghui.activities.models import Encounter, Matchmaking, Participant, Wish


def locked_participants(*keys: int) -> list[Participant]:
    """In the order in which they were asked for. Quotas are counted under these locks."""
    rows = Participant.objects.select_for_update(of=("self",)).order_by("pk")
    related = rows.select_related("registration__enterprise", "registration__unit", "matchmaking__activity")
    found = {row.pk: row for row in related.filter(pk__in=keys)}
    return [found[key] for key in keys]


def locked_matchmaking(matchmaking: Matchmaking) -> Matchmaking:
    rows = Matchmaking.objects.select_for_update(of=("self",)).select_related("activity__organisation")
    return rows.get(pk=matchmaking.pk)


def locked_wish(wish: Wish) -> Wish:
    return Wish.objects.select_for_update(of=("self",)).get(pk=wish.pk)


def locked_encounter(encounter: Encounter) -> Encounter:
    rows = Encounter.objects.select_for_update(of=("self",)).select_related("matchmaking__activity")
    sides = rows.select_related(
        "first__registration__enterprise", "first__registration__unit", "second__registration__enterprise",
        "second__registration__unit",
    )  # fmt: skip
    return sides.get(pk=encounter.pk)
