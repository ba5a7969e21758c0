"""Who comes, who waits for a seat, who came, and what they said afterwards."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from shanghui.activities.labels import ARRIVALS, REGISTRATION_STATES
from shanghui.activities.models.activities import Activity, ActivityHost, new_key
from shanghui.activities.rules import STANDING, Reconciled, RegistrationState
from shanghui.core.actor import Actor, Role
from shanghui.core.audience import AudienceQuerySet


class RegistrationQuerySet(AudienceQuerySet["Registration"]):
    """Hosts see all of their activity's guests; a unit's secretary those who come through her unit; a firm its own."""

    def audience_filter(self, actor: Actor) -> Q:
        if actor.role is Role.SYSTEM:
            return Q()
        seen = Q(pk__in=[])
        if actor.organisation_ids:
            ours = ActivityHost.objects.filter(organisation__in=actor.organisation_ids)
            seen |= Q(activity__organisation__in=actor.organisation_ids) | Q(activity__in=ours.values("activity"))
            seen |= Q(unit__in=actor.organisation_ids)
        if actor.enterprise_id:
            seen |= Q(enterprise=actor.enterprise_id)
        return seen

    def seated(self) -> "RegistrationQuerySet":
        return self.filter(state=RegistrationState.REGISTERED)

    def in_line(self) -> "RegistrationQuerySet":
        """Who waits, the first first."""
        return self.filter(state=RegistrationState.WAITING).order_by("queued_at", "pk")


class Registration(models.Model):
    """A guest. `key` (128 bit) makes her private link; `code`, another one, is on her badge for everybody to see: it opens the
    door and nothing else. Made anew, older ones stop working.

    `unit` is the organisation through which she comes; `queued_at` orders the waitlist. `code_hash` seals the code that
    was sent to confirm her number.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="registrations")
    name = models.CharField(max_length=60)
    firm = models.CharField(max_length=120, blank=True)
    position = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    enterprise = models.ForeignKey(
        "network.Enterprise", models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    unit = models.ForeignKey("network.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=11, choices=[(k.value, v) for k, v in REGISTRATION_STATES.items()])
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    code = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    code_sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    code_tries = models.PositiveSmallIntegerField(default=0, editable=False)
    registered_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    arrived_at = models.DateTimeField(null=True, blank=True)
    arrived_how = models.CharField(max_length=7, blank=True, choices=[(k.value, v) for k, v in ARRIVALS.items()])
    arrived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    feedback_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["registered_at", "pk"]
        indexes = [
            models.Index(fields=["activity", "state", "queued_at", "id"], name="registration_line"),
            models.Index(fields=["activity", "unit", "state"], name="registration_unit"),
            models.Index(fields=["activity", "name", "id"], name="registration_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "phone", "name"],
                condition=Q(state__in=sorted(state.value for state in STANDING)) & ~Q(phone=""),
                name="registration_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state_enum(self) -> RegistrationState:
        return RegistrationState(self.state)


class DoorMark(models.Model):
    """What a phone at the door noted without network and brought later. `mark` is the phone's own name for it: brought a
    second time, it is answered again and changes nothing.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="door_marks")
    mark = models.UUIDField()
    registration = models.ForeignKey(Registration, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    brought_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Reconciled])

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "mark"], name="door_mark_once")]


class Answer(models.Model):
    """What a guest wrote into an own field of the form."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="answers")
    question = models.ForeignKey("activities.Question", models.CASCADE, related_name="+")
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["question__number", "pk"]
        constraints = [models.UniqueConstraint(fields=["registration", "question"], name="answer_once")]


class Feedback(models.Model):
    """Three questions after the activity: how good it was, whether it was of use, what to do better."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="feedback")
    good = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    useful = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    better = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
