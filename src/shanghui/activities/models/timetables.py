"""Versions of who meets whom when and where."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from shanghui.activities.labels import TIMETABLE_STATES
from shanghui.activities.models.matchmaking import Encounter, Matchmaking, Participant, Slot, Table
from shanghui.activities.rules import TimetableState


class Timetable(models.Model):
    """One version. While it is computed `progress` says what is known so far; later `status` what was proved.

    `unplaced` maps encounters' ids to the reason of the engine; `conflict` names what cannot all be kept.
    """

    matchmaking = models.ForeignKey(Matchmaking, models.CASCADE, related_name="timetables")
    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=9, default=TimetableState.WAITING, choices=[(k.value, v) for k, v in TIMETABLE_STATES.items()]
    )
    origin = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    seed = models.PositiveIntegerField(default=1)
    seconds = models.FloatField(default=20)
    progress = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=10, blank=True)
    weight = models.PositiveIntegerField(null=True, blank=True)
    weight_bound = models.PositiveIntegerField(null=True, blank=True)
    breaks = models.PositiveIntegerField(null=True, blank=True)
    breaks_bound = models.PositiveIntegerField(null=True, blank=True)
    took = models.FloatField(null=True, blank=True)
    unplaced = models.JSONField(default=dict, blank=True)
    conflict = models.JSONField(default=list, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["matchmaking", "number"], name="timetable_number_once"),
            models.UniqueConstraint(
                fields=["matchmaking"], condition=Q(state=TimetableState.PUBLISHED), name="timetable_published_once"
            ),
        ]

    @property
    def state_enum(self) -> TimetableState:
        return TimetableState(self.state)


class Placement(models.Model):
    """An encounter's slot and table in one version. `moved_from` is where it stood in the version before."""

    timetable = models.ForeignKey(Timetable, models.CASCADE, related_name="placements")
    encounter = models.ForeignKey(Encounter, models.CASCADE, related_name="placements")
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="+")
    table = models.ForeignKey(Table, models.PROTECT, related_name="+")
    locked = models.BooleanField(default=False)
    moved_from = models.ForeignKey(Slot, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["slot__number", "table__number"]
        constraints = [
            models.UniqueConstraint(fields=["timetable", "encounter"], name="placement_once"),
            models.UniqueConstraint(fields=["timetable", "slot", "table"], name="placement_table_once"),
        ]


class Seat(models.Model):
    """A delegate of a participant, taken in one slot: the database itself lets nobody be in two places at once."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="seats")
    timetable = models.ForeignKey(Timetable, models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="seats")
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="+")
    delegate = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["timetable", "participant", "slot", "delegate"], name="seat_once"),
        ]
