"""What members need and offer."""

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact
from django.utils.timezone import localdate

from shanghui.core.actor import Actor, Role
from shanghui.core.audience import Audience, AudienceQuerySet
from shanghui.exchange.labels import ATTRIBUTES, CLOSINGS, KINDS, LISTING_STATES, ORIGINS, RELATIONS, SIDES
from shanghui.exchange.rules import ListingState, Origin, Side
from shanghui.network.models import Affiliation
from shanghui.network.models.unindexed import Unindexed


class ListingQuerySet(AudienceQuerySet["Listing"]):
    """Listings by audience: the organisation's own always, others once published, as far as they were opened."""

    def audience_filter(self, actor: Actor) -> Q:
        if actor.role is Role.SYSTEM:
            return Q()
        wide = [Audience.PUBLIC, *([Audience.FEDERATION] if actor.in_federation else [])]
        # nearly all are published: SQLite, which does not know it, would read them all before it looks at anything else
        seen = Q(Exact(Unindexed("state"), ListingState.PUBLISHED)) & Q(audience__in=wide)
        if actor.organisation_ids:
            seen |= Q(organisation__in=actor.organisation_ids)
        if actor.enterprise_id:
            seen |= Q(enterprise=actor.enterprise_id)
        if actor.area_ids:
            units = Affiliation.objects.on(localdate()).filter(order="area", parent__in=actor.area_ids)
            near = Q(organisation__in=units.values("child"))
            seen |= near & Q(state=ListingState.PUBLISHED, audience=Audience.AREA)
            if actor.is_secretary:  # the second pair of eyes may be a neighbour's
                seen |= near & Q(state=ListingState.SUBMITTED) & ~Q(audience=Audience.OWN)
        return seen

    def live(self, day: date | None = None) -> "ListingQuerySet":
        """Published and not over that day, today if none is said.

        Nearly all that is published is live: to look it up by its last day means reading all of it.
        """
        rows = self.filter(state=ListingState.PUBLISHED).alias(last_day=Unindexed("expires_on"))
        return rows.filter(last_day__gte=day or localdate())

    def live_among(self, ids: Collection[int], day: date | None = None) -> "ListingQuerySet":
        """The live ones of a few: looked up by their ids, never by their state."""
        rows = self.filter(pk__in=ids).alias(stands=Unindexed("state"), last_day=Unindexed("expires_on"))
        return rows.filter(stands=ListingState.PUBLISHED, last_day__gte=day or localdate())

    def unindexed(self) -> "ListingQuerySet":
        """Whose last change the index has not heard of."""
        return self.exclude(indexed_version=F("version"))


class Listing(models.Model):
    """A need or an offer of an enterprise, or of the organisation itself where `enterprise` is absent.

    `organisation` is the one whose secretaries broker it. `anonymous` hides the enterprise from everybody else until an
    introduction is consented. `expires_on` is the last day on which others see it.
    """

    side = models.CharField(max_length=5, choices=[(k.value, v) for k, v in SIDES.items()])
    kind = models.CharField(max_length=12, choices=[(k.value, v) for k, v in KINDS.items()])
    title = models.CharField(max_length=60)
    summary = models.CharField(max_length=200, blank=True)
    description = models.TextField(max_length=4000, blank=True)
    product_classes = models.ManyToManyField("catalogue.ProductClass", blank=True, related_name="+")
    quantity = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    quantity_most = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    price_least = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    price_most = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    price_unit = models.CharField(max_length=20, blank=True)
    region = models.ForeignKey("catalogue.Region", models.PROTECT, null=True, blank=True, related_name="+")
    nearby = models.BooleanField(default=False)
    deadline = models.DateField(null=True, blank=True)
    partner_kind = models.CharField(max_length=60, blank=True)
    audience = models.CharField(max_length=12, default=Audience.FEDERATION, choices=[(a, a) for a in Audience])
    anonymous = models.BooleanField(default=False)
    enterprise = models.ForeignKey("network.Enterprise", models.PROTECT, null=True, blank=True, related_name="listings")
    organisation = models.ForeignKey("network.Organisation", models.PROTECT, related_name="listings")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    origin = models.CharField(max_length=8, default=Origin.ENTERED, choices=[(k.value, v) for k, v in ORIGINS.items()])
    state = models.CharField(
        max_length=9, default=ListingState.DRAFT, choices=[(k.value, v) for k, v in LISTING_STATES.items()]
    )
    closing = models.CharField(max_length=9, blank=True, choices=[(k.value, v) for k, v in CLOSINGS.items()])
    rejection = models.CharField(max_length=200, blank=True)
    checks = models.JSONField(default=list, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    #: when the engine first found a partner for it
    matched_at = models.DateTimeField(null=True, blank=True, editable=False)
    warned_on = models.DateField(null=True, blank=True)
    extended = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    #: the version that the index holds, or has dropped; another one than `version` waits to be indexed
    indexed_version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(
                fields=["side", "state", "-published_at", "-id", "audience", "expires_on", "kind", "organisation"],
                name="listing_newest",
            ),
            models.Index(fields=["organisation", "state", "-id"], name="listing_own"),
            models.Index(fields=["state", "expires_on", "id", "side", "audience"], name="listing_expiry"),
            models.Index(fields=["region", "side", "state"], name="listing_region"),
            models.Index(fields=["side", "organisation", "published_at", "matched_at"], name="listing_funnel"),
            models.Index(fields=["id"], condition=~Q(indexed_version=F("version")), name="listing_unindexed"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=[side.value for side in Side]), name="listing_side"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def side_enum(self) -> Side:
        return Side(self.side)

    @property
    def state_enum(self) -> ListingState:
        return ListingState(self.state)


class ListingRequirement(models.Model):
    """One checkable condition: attribute, relation, value; a must or a wish."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="requirements")
    attribute = models.CharField(max_length=12, choices=[(k.value, v) for k, v in ATTRIBUTES.items()])
    relation = models.CharField(max_length=8, choices=[(k.value, v) for k, v in RELATIONS.items()])
    value = models.CharField(max_length=120)
    must = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
