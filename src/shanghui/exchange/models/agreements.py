"""Long-term cooperation: an agreement, its parties, what each of them owes, how it was reviewed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from shanghui.core.actor import Actor, Role
from shanghui.core.audience import Audience, AudienceQuerySet
from shanghui.exchange.labels import AGREEMENT_ENDINGS, AGREEMENT_STATES, COMMITMENT_STATES, VERDICTS
from shanghui.exchange.models.introductions import Introduction
from shanghui.exchange.rules import AgreementEnding, AgreementState, CommitmentState
from shanghui.network.models import Affiliation, Enterprise, Membership, Organisation
from shanghui.network.models.dated import period_constraint


def represented(actor: Actor, path: str = "") -> Q:
    """Parties for which she speaks: her organisation and its members of today; `path` leads to them."""
    if actor.organisation_id is None:
        return Q(pk__in=[])
    members = Membership.objects.on(localdate()).filter(organisation=actor.organisation_id)
    return Q(**{f"{path}organisation": actor.organisation_id}) | Q(
        **{f"{path}enterprise__in": members.values("enterprise")}
    )


class AgreementQuerySet(AudienceQuerySet["Agreement"]):
    """Who takes part sees all of it; others know, as far as it was opened, that it exists."""

    def audience_filter(self, actor: Actor) -> Q:
        if actor.role is Role.SYSTEM:
            return Q()
        wide = [Audience.PUBLIC, *([Audience.FEDERATION] if actor.in_federation else [])]
        known = Q(audience__in=wide)
        if actor.area_ids:
            units = Affiliation.objects.on(localdate()).filter(order="area", parent__in=actor.area_ids)
            known |= Q(audience=Audience.AREA) & (
                Q(organisation__in=units.values("child")) | Q(organisation__in=actor.area_ids)
            )
        return taking_part(actor) | (known & ~Q(state=AgreementState.DRAFTED))

    def involving(self, actor: Actor) -> "AgreementQuerySet":
        """Those in which she takes part; a narrowing of `visible_to`."""
        return self.visible_to(actor).filter(taking_part(actor))

    def in_force(self) -> "AgreementQuerySet":
        return self.filter(state=AgreementState.IN_FORCE)


def taking_part(actor: Actor, path: str = "") -> Q:
    """The keeper and whoever speaks for a party; an enterprise's own people once it is in force."""
    if actor.role is Role.SYSTEM:
        return Q()
    if actor.organisation_id is not None:
        parties = AgreementParty.objects.filter(represented(actor))
        return Q(**{f"{path}organisation": actor.organisation_id}) | Q(**{f"{path}pk__in": parties.values("agreement")})
    if actor.enterprise_id is not None:
        own = AgreementParty.objects.filter(enterprise=actor.enterprise_id).values("agreement")
        return Q(**{f"{path}pk__in": own}) & ~Q(**{f"{path}state": AgreementState.DRAFTED})
    return Q(**{f"{path}pk__in": []})


class Agreement(models.Model):
    """Kept by `organisation`, which alone edits it. `text` is read by the secretaries of the parties only.

    `audience` says who knows that it exists: title and parties. `follows` is the agreement that it renews.
    """

    title = models.CharField(max_length=80)
    purpose = models.TextField(max_length=2000, blank=True)
    text = models.TextField(max_length=20_000, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    review_months = models.PositiveSmallIntegerField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    audience = models.CharField(max_length=12, default=Audience.OWN, choices=[(a, a) for a in Audience])
    state = models.CharField(
        max_length=8, default=AgreementState.DRAFTED, choices=[(k.value, v) for k, v in AGREEMENT_STATES.items()]
    )
    ending = models.CharField(max_length=10, blank=True, choices=[(k.value, v) for k, v in AGREEMENT_ENDINGS.items()])
    reason = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements_kept")
    follows = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    introduction = models.ForeignKey(Introduction, models.PROTECT, null=True, blank=True, related_name="agreements")
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [period_constraint("agreement_period")]
        indexes = [
            models.Index(fields=["organisation", "state", "-id"], name="agreement_kept"),
            models.Index(fields=["state", "end"], name="agreement_expiry"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state_enum(self) -> AgreementState:
        return AgreementState(self.state)

    @property
    def standing(self) -> str:
        """Its state in a word; of an ended one how it ended."""
        return str(
            AGREEMENT_ENDINGS[AgreementEnding(self.ending)] if self.ending else AGREEMENT_STATES[self.state_enum]
        )

    @property
    def sides(self) -> list[Organisation | Enterprise]:
        """Its parties in the order in which they were written."""
        return [party.place for party in self.parties.select_related("organisation", "enterprise")]


class AgreementParty(models.Model):
    """An organisation or an enterprise that signed."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, enterprise__isnull=True)
                | Q(organisation__isnull=True, enterprise__isnull=False),
                name="agreement_party_is_one",
            ),
            models.UniqueConstraint(fields=["agreement", "organisation"], name="agreement_organisation_once"),
            models.UniqueConstraint(fields=["agreement", "enterprise"], name="agreement_enterprise_once"),
        ]

    @property
    def place(self) -> Organisation | Enterprise:
        place = self.organisation or self.enterprise
        assert place is not None
        return place


class Commitment(models.Model):
    """What a party owes by `due_on`. `follows`: the one before it, of the last round or of the renewed agreement.

    An open one that is followed went over into the renewed agreement and is answered there.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="commitments")
    party = models.ForeignKey(AgreementParty, models.RESTRICT, related_name="commitments")
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    repeat_months = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(
        max_length=7, default=CommitmentState.OPEN, choices=[(k.value, v) for k, v in COMMITMENT_STATES.items()]
    )
    evidence = models.CharField(max_length=300, blank=True)
    evidence_kind = models.CharField(max_length=60, blank=True)
    evidence_id = models.PositiveBigIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    settled_for = models.CharField(max_length=120, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    follows = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="followed_by")

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="commitment_due")]

    def __str__(self) -> str:
        return self.text

    @property
    def state_enum(self) -> CommitmentState:
        return CommitmentState(self.state)


class AgreementReview(models.Model):
    """What was found when the parties looked back. Never changed."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="reviews")
    on = models.DateField()
    found = models.TextField(max_length=1000)
    verdict = models.CharField(max_length=8, choices=[(k.value, v) for k, v in VERDICTS.items()])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=60, blank=True)
    acting_for = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]
