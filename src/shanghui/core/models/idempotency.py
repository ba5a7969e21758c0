"""Replies to API posts that bore an `Idempotency-Key`."""

from django.db import models


class IdempotentReply(models.Model):
    """One post of one caller under one key: running while `status` is empty, answered afterwards."""

    caller = models.CharField(max_length=80)
    route = models.CharField(max_length=300)
    key = models.CharField(max_length=200)
    body_hash = models.CharField(max_length=64)
    started_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    content_type = models.CharField(max_length=100, blank=True)
    body = models.BinaryField(default=b"")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller", "route", "key"], name="idempotent_reply_once")]
