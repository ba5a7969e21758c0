"""A stage that a federation or an area opens, and who applies to perform on it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from shanghui.activities.labels import APPLICATION_STATES, PROGRAMME_STATES, SELECTIONS
from shanghui.activities.rules import MOST_POINTS, MOST_WEIGHT, ApplicationState, ProgrammeState, Selection
from shanghui.core.actor import Actor, Role
from shanghui.core.audience import Audience, AudienceQuerySet
from shanghui.network.models import Affiliation


class ProgrammeQuerySet(AudienceQuerySet["Programme"]):
    """The opener's own always, others once open, as far as the programme reaches."""

    def audience_filter(self, actor: Actor) -> Q:
        if actor.role is Role.SYSTEM:
            return Q()
        # a draft that was withdrawn has never been open to anybody else
        opened = ~Q(state=ProgrammeState.DRAFT) & ~Q(state=ProgrammeState.WITHDRAWN, opened_at=None)
        wide = [Audience.PUBLIC, *([Audience.FEDERATION] if actor.in_federation else [])]
        seen = opened & Q(audience__in=wide)
        if actor.organisation_ids:
            seen |= Q(organisation__in=actor.organisation_ids)
        if actor.area_ids:
            units = Affiliation.objects.on(localdate()).filter(order="area", parent__in=actor.area_ids)
            of_area = Q(organisation__in=actor.area_ids) | Q(organisation__in=units.values("child"))
            seen |= opened & Q(audience=Audience.AREA) & of_area
        return seen


class Programme(models.Model):
    """`budget` in yuan for all; `places` is how many applications are chosen at most.

    `decision`: why the choice differs from the ranking, or why the programme was withdrawn; read by all who see it.
    """

    organisation = models.ForeignKey("network.Organisation", models.PROTECT, related_name="programmes")
    title = models.CharField(max_length=60)
    theme = models.TextField(max_length=4000, blank=True)
    wanted = models.TextField(max_length=2000, blank=True)
    venue = models.CharField(max_length=120, blank=True)
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    places = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(100)])
    start = models.DateField()
    end = models.DateField()
    apply_until = models.DateField()
    selection = models.CharField(
        max_length=8, default=Selection.CRITERIA, choices=[(k.value, v) for k, v in SELECTIONS.items()]
    )
    votes_each = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    audience = models.CharField(max_length=12, default=Audience.FEDERATION, choices=[(a, a) for a in Audience])
    state = models.CharField(
        max_length=9, default=ProgrammeState.DRAFT, choices=[(k.value, v) for k, v in PROGRAMME_STATES.items()]
    )
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-start", "-pk"]
        indexes = [models.Index(fields=["organisation", "state"], name="programme_own")]
        constraints = [models.CheckConstraint(condition=Q(end__gte=F("start")), name="programme_period")]

    def __str__(self) -> str:
        return self.title

    @property
    def state_enum(self) -> ProgrammeState:
        return ProgrammeState(self.state)


class Criterion(models.Model):
    """What applications are judged by, and how much it weighs."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="criteria")
    name = models.CharField(max_length=40)
    weight = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_WEIGHT)]
    )

    class Meta:
        ordering = ["pk"]


class ApplicationQuerySet(AudienceQuerySet["Application"]):
    """Who applied and who opened the stage; the others once the programme is decided, or while its units vote."""

    def audience_filter(self, actor: Actor) -> Q:
        if actor.role is Role.SYSTEM:
            return Q()
        own = Q(organisation__in=actor.organisation_ids) | Q(programme__organisation__in=actor.organisation_ids)
        sent = ~Q(state=ApplicationState.WITHDRAWN)
        voted = Q(programme__selection=Selection.BALLOT, programme__state=ProgrammeState.SELECTING)
        shown = Q(programme__state=ProgrammeState.DECIDED, state=ApplicationState.CHOSEN) | (sent & voted)
        programmes = Programme.objects.visible_to(actor)
        return own | (shown & Q(programme__in=programmes.values("pk")))


class Application(models.Model):
    """A chamber applies to perform (承办申请). `money` in yuan is what it asks for."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="applications")
    organisation = models.ForeignKey("network.Organisation", models.PROTECT, related_name="applications")
    title = models.CharField(max_length=60)
    plan = models.TextField(max_length=4000)
    on = models.DateField(null=True, blank=True)
    guests = models.PositiveIntegerField(null=True, blank=True)
    money = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    contact = models.CharField(max_length=60, blank=True)
    state = models.CharField(
        max_length=10, default=ApplicationState.SUBMITTED, choices=[(k.value, v) for k, v in APPLICATION_STATES.items()]
    )
    answer = models.CharField(max_length=200, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation"],
                condition=~Q(state=ApplicationState.WITHDRAWN),
                name="application_once",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state_enum(self) -> ApplicationState:
        return ApplicationState(self.state)


class Score(models.Model):
    """Points that one judge gives one application for one criterion."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="+")
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    points = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(MOST_POINTS)])

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "criterion", "judge"], name="score_once")]


class ApplicationVote(models.Model):
    """A unit's vote for an application; `number` counts its votes, so that two at once cannot be one too many."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="votes")
    unit = models.ForeignKey("network.Organisation", models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, models.CASCADE, related_name="votes")
    number = models.PositiveSmallIntegerField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "unit", "application"], name="vote_once"),
            models.UniqueConstraint(fields=["programme", "unit", "number"], name="vote_number_once"),
        ]
