"""Chamber-like bodies, the orders they sit in, and who hosts an area."""

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.core.audience import Audience, AudienceQuerySet
from shanghui.network.labels import AFFILIATION_ORDERS, ORGANISATION_KINDS
from shanghui.network.models.dated import DatedQuerySet, period_constraint
from shanghui.network.models.named import Named
from shanghui.network.rules import OrganisationKind


class OrganisationQuerySet(AudienceQuerySet["Organisation"]):
    """Organisations by audience."""

    def audience_filter(self, actor: Actor) -> Q:
        seen = Q(audience=Audience.PUBLIC)
        if actor.in_federation:
            seen |= Q(audience=Audience.FEDERATION)
        if actor.is_federation_officer:
            return seen | Q(audience__in=[Audience.AREA, Audience.OWN])
        if actor.organisation_ids:
            seen |= Q(pk__in=actor.organisation_ids)
        if actor.area_ids:
            units = Affiliation.objects.on(localdate()).filter(order="area", parent__in=actor.area_ids)
            seen |= Q(audience=Audience.AREA, pk__in=units.values("child"))
        return seen

    def active(self) -> "OrganisationQuerySet":
        return self.filter(merged_into__isnull=True)


class Organisation(Named):
    """A federation, area, chamber or association. An area is an organisation whose children are its units."""

    kind = models.CharField(max_length=24, choices=[(k.value, v) for k, v in ORGANISATION_KINDS.items()])
    short_name = models.CharField(max_length=40, blank=True)
    credit_code = models.CharField(max_length=30, blank=True, db_index=True)
    region = models.ForeignKey("catalogue.Region", models.PROTECT, null=True, blank=True, related_name="+")
    hometown = models.ForeignKey("catalogue.Region", models.PROTECT, null=True, blank=True, related_name="+")
    industry = models.ForeignKey("catalogue.Industry", models.PROTECT, null=True, blank=True, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    founded_on = models.DateField(null=True, blank=True)
    introduction = models.TextField(max_length=4000, blank=True)
    audience = models.CharField(max_length=12, default=Audience.FEDERATION, choices=[(a, a) for a in Audience])
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="absorbed")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["kind", "sort_key"], name="organisation_kind_sort")]

    @property
    def kind_enum(self) -> OrganisationKind:
        return OrganisationKind(self.kind)

    @property
    def called(self) -> str:
        """What people say: the short name where there is one."""
        return self.short_name or self.name


class Affiliation(models.Model):
    """Child stands under parent in one order for a period (隶属)."""

    child = models.ForeignKey(Organisation, models.CASCADE, related_name="affiliations")
    parent = models.ForeignKey(Organisation, models.CASCADE, related_name="units")
    order = models.CharField(max_length=16, choices=[(k.value, v) for k, v in AFFILIATION_ORDERS.items()])
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    objects = DatedQuerySet["Affiliation"].as_manager()

    class Meta:
        ordering = ["order", "start", "pk"]
        constraints = [
            period_constraint("affiliation_period"),
            models.CheckConstraint(condition=~Q(child=models.F("parent")), name="affiliation_not_itself"),
            models.UniqueConstraint(fields=["child", "order"], condition=Q(end=None), name="affiliation_one_open"),
        ]
        indexes = [models.Index(fields=["parent", "order", "end"], name="affiliation_parent")]


class HostTerm(models.Model):
    """The unit that hosts an area for a period (轮值单位)."""

    area = models.ForeignKey(Organisation, models.CASCADE, related_name="host_terms")
    unit = models.ForeignKey(Organisation, models.CASCADE, related_name="hosted_terms")
    start = models.DateField()
    end = models.DateField()

    objects = DatedQuerySet["HostTerm"].as_manager()

    class Meta:
        ordering = ["start", "pk"]
        constraints = [period_constraint("host_term_period")]
