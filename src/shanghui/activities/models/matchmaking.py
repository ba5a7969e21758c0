"""A matchmaking activity: its frame of time and tables, who takes part, who wishes to meet whom."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from shanghui.activities.labels import ENCOUNTER_STATES, MODES, PARTS, WISH_STATES
from shanghui.activities.models.activities import Activity
from shanghui.activities.models.registrations import Registration
from shanghui.activities.rules import EncounterState, Mode, Part, WishState
from shanghui.exchange.models import Introduction, Listing


class Matchmaking(models.Model):
    """One a matchmaking activity. `floor` is what everybody gets at least, as far as there are wishes."""

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="matchmaking")
    mode = models.CharField(max_length=6, default=Mode.WISH, choices=[(k.value, v) for k, v in MODES.items()])
    slot_minutes = models.PositiveSmallIntegerField(default=20)
    quota = models.PositiveSmallIntegerField(default=8, validators=[MinValueValidator(1)])
    floor = models.PositiveSmallIntegerField(default=0)
    wishes_open_at = models.DateTimeField(null=True, blank=True)
    wishes_close_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)


class Session(models.Model):
    """A stretch of the day that is cut into slots."""

    matchmaking = models.ForeignKey(Matchmaking, models.CASCADE, related_name="sessions")
    name = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_times")]


class Slot(models.Model):
    """`number` counts from 0 through all sessions, in the order of time."""

    matchmaking = models.ForeignKey(Matchmaking, models.CASCADE, related_name="slots")
    session = models.ForeignKey(Session, models.CASCADE, related_name="slots")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["matchmaking", "number"], name="slot_number_once")]


class Table(models.Model):
    """A place for two. `zone` groups tables; a closed one takes no more encounters."""

    matchmaking = models.ForeignKey(Matchmaking, models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20, blank=True)
    zone = models.CharField(max_length=20, blank=True)
    closed = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["matchmaking", "number"], name="table_number_once")]

    @property
    def called(self) -> str:
        return self.name or str(self.number + 1)


class Resource(models.Model):
    """Interpreters, mediators: so many in each slot."""

    matchmaking = models.ForeignKey(Matchmaking, models.CASCADE, related_name="resources")
    name = models.CharField(max_length=40)
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["matchmaking", "name"], name="resource_name_once")]


class Participant(models.Model):
    """A firm at the tables. `delegates` can meet in parallel; `quota` narrows that of the activity.

    `from_slot` is the first slot of a late arrival, `absent_at` is set on the day when nobody came.
    """

    matchmaking = models.ForeignKey(Matchmaking, models.CASCADE, related_name="participants")
    registration = models.OneToOneField(Registration, models.PROTECT, related_name="participant")
    part = models.CharField(max_length=6, default=Part.BOTH, choices=[(k.value, v) for k, v in PARTS.items()])
    pitch = models.CharField(max_length=200, blank=True)
    delegates = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    quota = models.PositiveSmallIntegerField(null=True, blank=True)
    zone = models.CharField(max_length=20, blank=True)
    from_slot = models.PositiveSmallIntegerField(default=0)
    absent_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["part", "pk"]
        indexes = [models.Index(fields=["matchmaking", "part", "id"], name="participant_part")]

    @property
    def called(self) -> str:
        """The firm, or the person where there is none."""
        firm = self.registration.enterprise
        return (firm.short_name or firm.name) if firm else self.registration.firm or self.registration.name


class ForbiddenSlot(models.Model):
    """A slot in which a participant is not free."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="forbidden")
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["participant", "slot"], name="forbidden_once")]


class Topic(models.Model):
    """What a participant needs or offers here: a listing of the exchange, or words of its own."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="topics")
    side = models.CharField(max_length=5, choices=[("need", "need"), ("offer", "offer")])
    title = models.CharField(max_length=60)
    description = models.CharField(max_length=1000, blank=True)
    listing = models.ForeignKey(Listing, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["side", "pk"]


class NotWith(models.Model):
    """One who does not want to meet another; the other is never told."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="not_with")
    other = models.ForeignKey(Participant, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["participant", "other"], name="not_with_once")]


class Wish(models.Model):
    """`low` and `high` are the two in the order of their keys: one open wish a pair, whoever wished first."""

    matchmaking = models.ForeignKey(Matchmaking, models.CASCADE, related_name="wishes")
    wisher = models.ForeignKey(Participant, models.CASCADE, related_name="wishes")
    wished = models.ForeignKey(Participant, models.CASCADE, related_name="wished_by")
    low = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    high = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    weight = models.PositiveSmallIntegerField(default=2)
    note = models.CharField(max_length=200, blank=True)
    resource = models.ForeignKey(Resource, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(
        max_length=9, default=WishState.WISHED, choices=[(k.value, v) for k, v in WISH_STATES.items()]
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "wishes"
        indexes = [
            models.Index(fields=["matchmaking", "state", "expires_at"], name="wish_expiry"),
            models.Index(fields=["wisher", "state"], name="wish_of"),
            models.Index(fields=["wished", "state"], name="wish_to"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["low", "high"],
                condition=Q(state__in=[WishState.WISHED.value, WishState.ACCEPTED.value]),
                name="wish_open_once",
            ),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="wish_low_high"),
        ]

    @property
    def state_enum(self) -> WishState:
        return WishState(self.state)


class Encounter(models.Model):
    """A 1:1 meeting that is agreed on; when and where a timetable says. `first` wished it (or is the hosted buyer)."""

    matchmaking = models.ForeignKey(Matchmaking, models.CASCADE, related_name="encounters")
    wish = models.OneToOneField(Wish, models.SET_NULL, null=True, blank=True, related_name="encounter")
    first = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    second = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    weight = models.PositiveSmallIntegerField(default=2)
    resource = models.ForeignKey(Resource, models.SET_NULL, null=True, blank=True, related_name="+")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="+")
    zone = models.CharField(max_length=20, blank=True)
    after = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="before")
    state = models.CharField(
        max_length=9, default=EncounterState.ACCEPTED, choices=[(k.value, v) for k, v in ENCOUNTER_STATES.items()]
    )
    first_rating = models.PositiveSmallIntegerField(null=True, blank=True)
    second_rating = models.PositiveSmallIntegerField(null=True, blank=True)
    first_says = models.BooleanField(null=True, blank=True)
    second_says = models.BooleanField(null=True, blank=True)
    next_step = models.CharField(max_length=200, blank=True)
    introduction = models.ForeignKey(Introduction, models.SET_NULL, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["matchmaking", "state"], name="encounter_state"),
            models.Index(fields=["first", "state"], name="encounter_first"),
            models.Index(fields=["second", "state"], name="encounter_second"),
        ]

    @property
    def state_enum(self) -> EncounterState:
        return EncounterState(self.state)
