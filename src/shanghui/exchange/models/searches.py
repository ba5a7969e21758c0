"""Searches that a person keeps, and what was found for them since."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from shanghui.core.actor import Actor
from shanghui.core.audience import AudienceQuerySet
from shanghui.exchange.models.listings import Listing


class SavedSearchQuerySet(AudienceQuerySet["SavedSearch"]):
    """A search belongs to one person in one post: what it finds is what she may see there."""

    def audience_filter(self, actor: Actor) -> Q:
        if actor.user_id is None:
            return Q(pk__in=[])
        return Q(user=actor.user_id, organisation=actor.organisation_id, enterprise=actor.enterprise_id)


class SavedSearch(models.Model):
    """`query` is the query string of the list of listings. What was found after `opened_at` is new to her.

    `told_at`: when she was last written to about it; by mail each morning, if she wishes.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.ForeignKey("network.Organisation", models.CASCADE, null=True, related_name="+")
    enterprise = models.ForeignKey("network.Enterprise", models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=800)
    by_mail = models.BooleanField(default=False)
    paused = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["user", "organisation", "enterprise"], name="saved_search_owner")]

    def __str__(self) -> str:
        return self.name


class SearchHit(models.Model):
    """A listing that was found for a search after it was saved: once, whatever happens to the listing later."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="hits")
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="+")
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["-found_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["search", "listing"], name="search_hit_once")]
        indexes = [models.Index(fields=["search", "-found_at"], name="search_hit_newest")]
