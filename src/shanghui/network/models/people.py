"""People and their posts."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from shanghui.core.actor import Actor, Role
from shanghui.core.audience import AudienceQuerySet
from shanghui.network.labels import POSTS
from shanghui.network.models.dated import DatedQuerySet, period_constraint
from shanghui.network.models.enterprises import Enterprise, Membership
from shanghui.network.models.named import Named
from shanghui.network.models.organisations import Organisation
from shanghui.network.rules import SECRETARY_POSTS, Post, holds_on


class PersonQuerySet(AudienceQuerySet["Person"]):
    """Holders of a post in an organisation are known in the federation; a firm's people to its own organisations."""

    def audience_filter(self, actor: Actor) -> Q:
        if actor.role is Role.SYSTEM:
            return Q()
        seen = Q(pk=actor.person_id) if actor.person_id else Q(pk__in=[])
        posts = Appointment.objects.all()
        if actor.in_federation:
            seen |= Q(pk__in=posts.filter(organisation__isnull=False).values("person"))
        if actor.organisation_ids:
            members = Membership.objects.on(localdate()).filter(organisation__in=actor.organisation_ids)
            seen |= Q(pk__in=posts.filter(enterprise__in=members.values("enterprise")).values("person"))
            seen |= Q(entered_by__in=actor.organisation_ids)
        if actor.enterprise_id:
            seen |= Q(pk__in=posts.filter(enterprise=actor.enterprise_id).values("person"))
        return seen


class Person(Named):
    """A human being. `user` is the login, if there is one; members may never have any."""

    phone = models.CharField(max_length=40, blank=True, db_index=True)
    email = models.EmailField(blank=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person")
    entered_by = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]


class AppointmentQuerySet(DatedQuerySet["Appointment"]):
    """Posts by period and kind."""

    def secretaries(self) -> "AppointmentQuerySet":
        return self.filter(post__in=SECRETARY_POSTS)


class Appointment(models.Model):
    """A person holds a post in an organisation or in an enterprise for a term (任职)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="appointments")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="appointments")
    enterprise = models.ForeignKey(Enterprise, models.CASCADE, null=True, blank=True, related_name="appointments")
    post = models.CharField(max_length=28, choices=[(k.value, v) for k, v in POSTS.items()])
    title = models.CharField(max_length=60, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            period_constraint("appointment_period"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, enterprise__isnull=True)
                | Q(organisation__isnull=True, enterprise__isnull=False),
                name="appointment_in_one_place",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "end"], name="appointment_organisation")]

    @property
    def post_enum(self) -> Post:
        return Post(self.post)

    @property
    def place(self) -> Organisation | Enterprise:
        """The organisation or the enterprise; the check constraint lets exactly one stand."""
        place = self.organisation or self.enterprise
        assert place is not None
        return place

    def is_over(self, day: date) -> bool:
        return self.end is not None and self.end < day

    def holds_on(self, day: date) -> bool:
        return holds_on(self.start, self.end, day)
