"""What people attend."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from shanghui.activities.labels import ACTIVITY_KINDS, ACTIVITY_STATES, CONFIRMATIONS, MEASURES, QUESTION_KINDS
from shanghui.activities.models.programmes import Application
from shanghui.activities.rules import ActivityKind, ActivityState, Confirmation
from shanghui.core.actor import Actor, Role
from shanghui.core.audience import Audience, AudienceQuerySet
from shanghui.network.models import Affiliation


def new_key() -> str:
    """The secret part of a public address: 128 bits."""
    return secrets.token_urlsafe(16)


class ActivityQuerySet(AudienceQuerySet["Activity"]):
    """Hosts' and co-hosts' own always, others once published, as far as the activity is open or they are invited."""

    def audience_filter(self, actor: Actor) -> Q:
        if actor.role is Role.SYSTEM:
            return Q()
        out = ~Q(state=ActivityState.DRAFT)
        wide = [Audience.PUBLIC, *([Audience.FEDERATION] if actor.in_federation else [])]
        seen = out & Q(audience__in=wide)
        if actor.organisation_ids:
            ours = ActivityHost.objects.filter(organisation__in=actor.organisation_ids)
            invited = ActivityInvitation.objects.filter(organisation__in=actor.organisation_ids)
            seen |= Q(organisation__in=actor.organisation_ids) | Q(pk__in=ours.values("activity"))
            seen |= out & Q(pk__in=invited.values("activity"))
        if actor.area_ids:
            units = Affiliation.objects.on(localdate()).filter(order="area", parent__in=actor.area_ids)
            of_area = Q(organisation__in=actor.area_ids) | Q(organisation__in=units.values("child"))
            seen |= out & Q(audience=Audience.AREA) & of_area
        return seen

    def hosted_by(self, actor: Actor) -> "ActivityQuerySet":
        """Which her organisations host or co-host."""
        ours = ActivityHost.objects.filter(organisation__in=actor.organisation_ids)
        return self.filter(Q(organisation__in=actor.organisation_ids) | Q(pk__in=ours.values("activity")))


class Activity(models.Model):
    """`key` makes the public address where people register without an account. `capacity` and `quota_per_unit`: seats.

    `public` names in a word whom it is for; two units that plan the same week for the same public are warned.
    """

    organisation = models.ForeignKey("network.Organisation", models.PROTECT, related_name="activities")
    application = models.OneToOneField(Application, models.PROTECT, null=True, blank=True, related_name="activity")
    kind = models.CharField(max_length=16, choices=[(k.value, v) for k, v in ACTIVITY_KINDS.items()])
    title = models.CharField(max_length=60)
    summary = models.CharField(max_length=200, blank=True)
    description = models.TextField(max_length=4000, blank=True)
    series = models.CharField(max_length=60, blank=True)
    public = models.CharField(max_length=60, blank=True)
    industry = models.ForeignKey("catalogue.Industry", models.PROTECT, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    venue = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=60, blank=True)
    audience = models.CharField(max_length=12, default=Audience.FEDERATION, choices=[(a, a) for a in Audience])
    by_invitation = models.BooleanField(default=False)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    quota_per_unit = models.PositiveIntegerField(null=True, blank=True)
    register_until = models.DateTimeField()
    confirmation = models.CharField(
        max_length=9, default=Confirmation.SECRETARY, choices=[(k.value, v) for k, v in CONFIRMATIONS.items()]
    )
    state = models.CharField(
        max_length=9, default=ActivityState.DRAFT, choices=[(k.value, v) for k, v in ACTIVITY_STATES.items()]
    )
    cancellation = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    #: counts every change of its seats, so that two who take the last one wait for each other
    seats_version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name_plural = "activities"
        indexes = [
            models.Index(fields=["organisation", "-starts_at"], name="activity_own"),
            models.Index(fields=["state", "starts_at", "audience"], name="activity_next"),
        ]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="activity_times")]

    def __str__(self) -> str:
        return self.title

    @property
    def state_enum(self) -> ActivityState:
        return ActivityState(self.state)

    @property
    def is_matchmaking(self) -> bool:
        return self.kind == ActivityKind.MATCHMAKING


class ActivityHost(models.Model):
    """A co-host: its secretaries work on the activity as the host's do."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="co_hosts")
    organisation = models.ForeignKey("network.Organisation", models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "organisation"], name="co_host_once")]


class ProgrammePoint(models.Model):
    """A line of the activity's agenda. `at` is a wall-clock time of the day; AgendaItem is a meeting's."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="points")
    at = models.TimeField()
    title = models.CharField(max_length=120)
    speaker = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["at", "pk"]


class ActivityInvitation(models.Model):
    """An organisation whose members may come to an activity by invitation."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey("network.Organisation", models.CASCADE, related_name="+")
    quota = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "organisation"], name="activity_invited_once")]


class Question(models.Model):
    """An own field of the registration form; `choices` one a line."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=[(k.value, v) for k, v in QUESTION_KINDS.items()])
    text = models.CharField(max_length=120)
    choices = models.TextField(max_length=1000, blank=True)
    demanded = models.BooleanField(default=False)

    class Meta:
        ordering = ["number", "pk"]

    @property
    def options(self) -> list[str]:
        return [line.strip() for line in self.choices.splitlines() if line.strip()]


class BenchmarkCriterion(models.Model):
    """What an activity must reach to be a benchmark in this federation (标杆)."""

    organisation = models.ForeignKey("network.Organisation", models.CASCADE, related_name="benchmark_criteria")
    measure = models.CharField(max_length=14, choices=[(k.value, v) for k, v in MEASURES.items()])
    least = models.DecimalField(max_digits=10, decimal_places=2)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "measure"], name="benchmark_measure_once")]
