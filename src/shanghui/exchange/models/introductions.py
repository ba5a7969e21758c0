"""An introduction: two firms brought together by the secretaries of both sides."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from shanghui.core.actor import Actor, Role
from shanghui.core.audience import AudienceQuerySet
from shanghui.exchange.labels import DECLINE_REASONS, EVENTS, INTRODUCTION_STATES, OUTCOMES, SIDES
from shanghui.exchange.models.listings import Listing
from shanghui.exchange.rules import RELEASED, IntroductionState, Side
from shanghui.network.models import Enterprise, Organisation


class IntroductionQuerySet(AudienceQuerySet["Introduction"]):
    """Both sides' secretaries; the two firms' own people; nobody else, the federation's officers included.

    A firm hears of it when its own broker asks it, hence not before the other side's broker has let it pass. The other
    side never hears of a draft, even when it ends without having been sent.
    """

    def audience_filter(self, actor: Actor) -> Q:
        if actor.role is Role.SYSTEM:
            return Q()
        seen = Q(pk__in=[])
        if actor.is_secretary or actor.is_federation_officer:
            own = [actor.organisation_id] if actor.organisation_id else []
            seen |= Q(asking_organisation__in=own) | Q(asked_at__isnull=False, asked_organisation__in=own)
        if actor.enterprise_id:
            mine = Q(asking_enterprise=actor.enterprise_id) | Q(asked_enterprise=actor.enterprise_id)
            seen |= mine & Q(screened_at__isnull=False)
        return seen

    def overdue(self) -> "IntroductionQuerySet":
        """Whose clock has run out."""
        return self.filter(lapses_on__lt=localdate())


class Introduction(models.Model):
    """Asked by the side `asking_side` of the pair need–offer.

    `answer_due`, `remind_on` and `lapses_on` are the clock of the present step, in working days; absent where none
    runs. `same_deal` is the first introduction of the same two firms on the same subject within a year: outcomes
    count there.
    """

    need = models.ForeignKey(Listing, models.PROTECT, null=True, blank=True, related_name="introductions_as_need")
    offer = models.ForeignKey(Listing, models.PROTECT, null=True, blank=True, related_name="introductions_as_offer")
    asking_side = models.CharField(max_length=5, choices=[(k.value, v) for k, v in SIDES.items()])
    asking_enterprise = models.ForeignKey("network.Enterprise", models.PROTECT, null=True, related_name="+")
    asked_enterprise = models.ForeignKey("network.Enterprise", models.PROTECT, null=True, related_name="+")
    asking_organisation = models.ForeignKey("network.Organisation", models.PROTECT, related_name="+")
    asked_organisation = models.ForeignKey("network.Organisation", models.PROTECT, related_name="+")
    asking_broker = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_broker = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    subject = models.CharField(max_length=60)
    message = models.CharField(max_length=1000, blank=True)
    fits = models.JSONField(default=list, blank=True)
    state = models.CharField(
        max_length=12,
        default=IntroductionState.DRAFTED,
        choices=[(k.value, v) for k, v in INTRODUCTION_STATES.items()],
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    screened_at = models.DateTimeField(null=True, blank=True)
    asking_consent_at = models.DateTimeField(null=True, blank=True)
    asked_consent_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    answer_due = models.DateField(null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True)
    lapses_on = models.DateField(null=True, blank=True)
    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    followed_up = models.PositiveSmallIntegerField(default=0)
    declined_by = models.CharField(max_length=5, blank=True, choices=[(k.value, v) for k, v in SIDES.items()])
    reason = models.CharField(max_length=14, blank=True, choices=[(k.value, v) for k, v in DECLINE_REASONS.items()])
    reason_note = models.CharField(max_length=200, blank=True)
    same_deal = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeats")
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["asking_organisation", "state", "-id"], name="introduction_asking"),
            models.Index(fields=["asked_organisation", "state", "-id"], name="introduction_asked"),
            models.Index(fields=["state", "lapses_on"], name="introduction_clock"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "offer"],
                condition=~Q(
                    state__in=[IntroductionState.DECLINED, IntroductionState.LAPSED, IntroductionState.CONCLUDED]
                ),
                name="introduction_one_open",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def state_enum(self) -> IntroductionState:
        return IntroductionState(self.state)

    @property
    def is_released(self) -> bool:
        """Do the two firms know each other's contacts?"""
        return self.released_at is not None and self.state in RELEASED

    @property
    def asking_side_enum(self) -> Side:
        return Side(self.asking_side)

    def organisation_id_of(self, side: Side) -> int:
        """Whose secretaries speak for this side."""
        return self.asking_organisation_id if side == self.asking_side else self.asked_organisation_id

    def organisation_of(self, side: Side) -> Organisation:
        return self.asking_organisation if side == self.asking_side else self.asked_organisation

    def enterprise_id_of(self, side: Side) -> int | None:
        """The firm of this side; None where the organisation speaks for itself."""
        return self.asking_enterprise_id if side == self.asking_side else self.asked_enterprise_id

    def enterprise_of(self, side: Side) -> Enterprise | None:
        return self.asking_enterprise if side == self.asking_side else self.asked_enterprise

    def listing_of(self, side: Side) -> Listing | None:
        return self.need if side is Side.NEED else self.offer

    def consent_of(self, side: Side) -> datetime | None:
        """Since when this side's firm agrees."""
        return self.asking_consent_at if side == self.asking_side else self.asked_consent_at

    def side_of(self, organisation_id: int | None) -> Side | None:
        """Which side this organisation brokers; None for a stranger. The asking one where it brokers both."""
        if organisation_id is None:
            return None
        asking = Side(self.asking_side)
        if organisation_id == self.asking_organisation_id:
            return asking
        return asking.other if organisation_id == self.asked_organisation_id else None


class IntroductionEvent(models.Model):
    """A line of the timeline: a step, a message between the brokers, a follow-up. Never changed."""

    introduction = models.ForeignKey(Introduction, models.CASCADE, related_name="events")
    what = models.CharField(max_length=16, choices=[(k.value, v) for k, v in EVENTS.items()])
    text = models.CharField(max_length=1000, blank=True)
    for_brokers = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    acting_for = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]


class ConsentLink(models.Model):
    """A member's own yes or no without an account: one use, some days, kept as a hash."""

    introduction = models.ForeignKey(Introduction, models.CASCADE, related_name="consent_links")
    side = models.CharField(max_length=5, choices=[(k.value, v) for k, v in SIDES.items()])
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]


class Outcome(models.Model):
    """What came of it: intent, signed, landed are three facts. `amount` in yuan, seen by the parties and brokers alone."""

    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=6, choices=[(k.value, v) for k, v in OUTCOMES.items()])
    on = models.DateField()
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    evidence = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["introduction", "kind"], name="outcome_once")]
