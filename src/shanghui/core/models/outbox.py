"""What must leave the house: written with the action, delivered by the worker."""

import uuid

from django.db import models
from django.db.models import Q


class OutboxMessage(models.Model):
    """One message to one receiver. `message_id` stays the same over all attempts: receivers can drop doubles by it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        DEAD = "dead"

    message_id = models.UUIDField(default=uuid.uuid4, unique=True)
    channel = models.CharField(max_length=40)
    receiver = models.CharField(max_length=320)
    payload = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    claimed_by = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="waiting"), name="outbox_due"),
            models.Index(fields=["channel", "receiver", "id"], condition=Q(state="waiting"), name="outbox_in_turn"),
            models.Index(fields=["sent_at"], name="outbox_sent"),
        ]
