"""Firms and their memberships."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from shanghui.core.actor import Actor, Role
from shanghui.core.audience import Audience, AudienceQuerySet
from shanghui.network.labels import DUES_STATES, GRADES
from shanghui.network.models.dated import DatedQuerySet, period_constraint
from shanghui.network.models.named import Named
from shanghui.network.models.organisations import Affiliation, Organisation
from shanghui.network.models.unindexed import Unindexed
from shanghui.network.rules import DuesState, Grade


def open_audiences(actor: Actor) -> list[Audience]:
    """Enterprises of these audiences are seen by the actor whoever they are."""
    return [Audience.PUBLIC, *([Audience.FEDERATION] if actor.in_federation else [])]


def seen_enterprises(actor: Actor, path: str = "") -> Q:
    """Her own members always, others as far as the enterprise opened itself; `path` leads from the rows asked for.

    Rows that lead to enterprises are asked by it, one by one, where they are few: a subquery would ask all enterprises.
    """
    if actor.role is Role.SYSTEM:
        return Q()
    seen = Q(**{f"{path}audience__in": open_audiences(actor)})
    today = localdate()
    # between itself and itself is equal, but nothing for which PostgreSQL would gather all memberships of the areas
    firm = OuterRef(f"{path}pk")
    memberships = Membership.objects.on(today).filter(enterprise__gte=firm, enterprise__lte=firm)
    if actor.organisation_ids:
        own = Membership.objects.on(today).filter(organisation__in=actor.organisation_ids)
        seen |= Q(**{f"{path}pk__in": own.values("enterprise")})  # read once, not once a row
        seen |= Q(**{f"{path}entered_by__in": actor.organisation_ids})
    if actor.area_ids:
        units = Affiliation.objects.on(today).filter(order="area", parent__in=actor.area_ids)
        in_area = memberships.alias(unit=Unindexed("organisation")).filter(unit__in=units.values("child"))
        seen |= Q(**{f"{path}audience": Audience.AREA}) & Q(Exists(in_area))
    if actor.enterprise_id:
        seen |= Q(**{f"{path}pk": actor.enterprise_id})
    return seen


class EnterpriseQuerySet(AudienceQuerySet["Enterprise"]):
    """Enterprises by audience."""

    def audience_filter(self, actor: Actor) -> Q:
        return seen_enterprises(actor)

    def active(self) -> "EnterpriseQuerySet":
        return self.filter(merged_into__isnull=True)

    def members_of(self, organisation: Organisation, day: date) -> "EnterpriseQuerySet":
        rows = Membership.objects.on(day).filter(organisation=organisation, enterprise=OuterRef("pk"))
        return self.filter(Exists(rows))


class Enterprise(Named):
    """A firm. `name_key` is the comparison key of `engines.identity`; contacts are for its own organisations only."""

    short_name = models.CharField(max_length=60, blank=True)
    former_names = models.CharField(max_length=300, blank=True)
    name_key = models.CharField(max_length=120, blank=True, db_index=True, editable=False)
    credit_code = models.CharField(max_length=30, blank=True, db_index=True)
    region = models.ForeignKey("catalogue.Region", models.PROTECT, null=True, blank=True, related_name="+")
    region_read = models.BooleanField(default=False)
    industry = models.ForeignKey("catalogue.Industry", models.PROTECT, null=True, blank=True, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    main_business = models.CharField(max_length=500, blank=True)
    introduction = models.TextField(max_length=4000, blank=True)
    website = models.URLField(blank=True)
    contact_name = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    founded_on = models.DateField(null=True, blank=True)
    staff = models.PositiveIntegerField(null=True, blank=True)
    capital = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    audience = models.CharField(max_length=12, default=Audience.FEDERATION, choices=[(a, a) for a in Audience])
    entered_by = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed", db_index=False
    )

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(
                fields=[
                    "sort_key",
                    "id",
                    "merged_into",
                    "audience",
                    "region",
                    "entered_by",
                    "search_names",
                    "search_latin",
                ],
                name="enterprise_search",
            ),
            models.Index(fields=["region", "sort_key"], name="enterprise_region_sort"),
            models.Index(fields=["region", "merged_into", "audience", "entered_by"], name="enterprise_facets"),
            models.Index(fields=["industry", "sort_key"], name="enterprise_industry_sort"),
        ]

    @property
    def called(self) -> str:
        return self.short_name or self.name

    @property
    def capital_in_yuan(self) -> int | Decimal | None:
        """It is kept in 万元, as the business licence writes it."""
        yuan = None if self.capital is None else self.capital * 10_000
        return yuan if yuan is None or yuan % 1 else int(yuan)


class Membership(models.Model):
    """An enterprise is a member of an organisation for a period (会籍); dues are that organisation's own business."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="memberships", db_index=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships", db_index=False)
    grade = models.CharField(max_length=20, choices=[(k.value, v) for k, v in GRADES.items()], default=Grade.MEMBER)
    number = models.CharField(max_length=40, blank=True)
    dues_state = models.CharField(
        max_length=10, choices=[(k.value, v) for k, v in DUES_STATES.items()], default=DuesState.UNKNOWN
    )
    dues_until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    objects = DatedQuerySet["Membership"].as_manager()

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            period_constraint("membership_period"),
            models.UniqueConstraint(
                fields=["enterprise", "organisation"], condition=Q(end=None), name="membership_one_open"
            ),
        ]
        # each answers its question without reading the rows: whose members, with which grade, is this firm one of them
        indexes = [
            models.Index(
                fields=["organisation", "end", "start", "grade", "enterprise"], name="membership_organisation"
            ),
            models.Index(fields=["grade", "end", "start", "organisation", "enterprise"], name="membership_grade"),
            models.Index(fields=["enterprise", "organisation", "end", "start", "grade"], name="membership_enterprise"),
        ]
