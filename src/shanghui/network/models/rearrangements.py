"""Moves, merges and hand-overs, kept with the steps that undo them."""

from django.conf import settings
from django.db import models

from shanghui.network.labels import REARRANGEMENTS


class Rearrangement(models.Model):
    """One move, merge or hand-over. `steps` lists each changed row: model, pk, values before and after.

    A step is `{"model": "network.membership", "pk": 3, "before": {...} | null, "after": {...} | null}`; null
    before means that the row was made by the step, null after that it was removed.
    """

    kind = models.CharField(max_length=24, choices=[(k.value, v) for k, v in REARRANGEMENTS.items()])
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    other_id = models.BigIntegerField(null=True)
    summary = models.CharField(max_length=300)
    steps = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="rearrangement_subject")]
