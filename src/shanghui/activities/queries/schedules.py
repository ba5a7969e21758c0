"""When and where a participant sits, by the published timetable."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from shanghui.activities.models import Encounter, Participant, Placement, Slot
from shanghui.activities.rules import EncounterState, TimetableState


def placements(participants: Sequence[int]) -> "QuerySet[Placement]":
    """Published, in the order of time, with what a schedule shows; those called off since are left out."""
    rows = Placement.objects.filter(timetable__state=TimetableState.PUBLISHED)
    rows = rows.filter(Q(encounter__first__in=participants) | Q(encounter__second__in=participants))
    rows = rows.exclude(encounter__state=EncounterState.CANCELLED)
    return rows.select_related(
        "slot__session", "table", "encounter__first__registration__enterprise",
        "encounter__second__registration__enterprise", "encounter__resource",
    ).order_by("slot__number", "table__number")  # fmt: skip


def schedule_of(participant: Participant) -> "QuerySet[Placement]":
    return placements([participant.pk])


def slot_of(encounter: Encounter) -> Slot | None:
    """Where it stands in the published timetable."""
    rows = Placement.objects.filter(encounter=encounter, timetable__state=TimetableState.PUBLISHED)
    found = rows.select_related("slot").first()
    return found.slot if found is not None else None
