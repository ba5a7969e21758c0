"""Pairs that the engine found, and what people said of them."""

from django.conf import settings
from django.db import models

from shanghui.exchange.labels import DECLINE_REASONS
from shanghui.exchange.models.listings import Listing


class Match(models.Model):
    """A need and an offer that the engine put together when one of them was published."""

    need = models.ForeignKey(Listing, models.CASCADE, related_name="matches_as_need")
    offer = models.ForeignKey(Listing, models.CASCADE, related_name="matches_as_offer")
    score = models.FloatField()
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [models.UniqueConstraint(fields=["need", "offer"], name="match_once")]
        indexes = [models.Index(fields=["offer", "-score"], name="match_offer")]


class MatchAnswer(models.Model):
    """What the secretaries of one side said of a pair: not suitable and why, or later (`until`)."""

    need = models.ForeignKey(Listing, models.CASCADE, related_name="+")
    offer = models.ForeignKey(Listing, models.CASCADE, related_name="+")
    organisation = models.ForeignKey("network.Organisation", models.CASCADE, related_name="+")
    reason = models.CharField(max_length=14, blank=True, choices=[(k.value, v) for k, v in DECLINE_REASONS.items()])
    note = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "offer", "organisation"], name="match_answer_once"),
        ]
