"""The way out: claim the head of a receiver's queue, deliver outside the transaction, mark."""

import logging
import random
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from shanghui.core.jobs.liveness import dead_workers
from shanghui.core.jobs.settling import settle
from shanghui.core.models import OutboxMessage
from shanghui.core.outbox.channels import Undeliverable, handler_of

log = logging.getLogger(__name__)
ATTEMPTS = 20
LONGEST_PAUSE = timedelta(hours=6)
State = OutboxMessage.State


def deliver_one(worker_id: str) -> bool:
    """Deliver the next message that is due; False when there is none."""
    message = claim(worker_id, now=timezone.now())
    if message is None:
        return False
    try:
        handler_of(message.channel)(message)
    except Exception as error:
        reason = error
        settle(lambda: failed(message, reason, now=timezone.now()))
    else:
        settle(lambda: sent(message, now=timezone.now()))
    return True


def claim(worker_id: str, *, now: datetime) -> OutboxMessage | None:
    """The oldest due message that is first in its receiver's queue, now this worker's."""
    earlier = OutboxMessage.objects.filter(
        channel=OuterRef("channel"), receiver=OuterRef("receiver"), pk__lt=OuterRef("pk"), state=State.WAITING
    )
    due = OutboxMessage.objects.filter(~Exists(earlier), state=State.WAITING, claimed_by="", due_at__lte=now)
    if not due.exists():
        return None
    with transaction.atomic():
        message = due.order_by("due_at", "pk").select_for_update(skip_locked=True, of=("self",)).first()
        if message is not None:
            message.claimed_by, message.attempts = worker_id, message.attempts + 1
            message.save(update_fields=["claimed_by", "attempts"])
        return message


def sent(message: OutboxMessage, *, now: datetime) -> None:
    _ours(message).update(state=State.SENT, sent_at=now, claimed_by="", error="")


def failed(message: OutboxMessage, error: Exception, *, now: datetime) -> None:
    """Later again, or a dead letter."""
    dead = isinstance(error, Undeliverable) or message.attempts >= ATTEMPTS
    log.log(logging.ERROR if dead else logging.WARNING, "message %s: %r", message.message_id, error)
    _ours(message).update(
        state=State.DEAD if dead else State.WAITING,
        due_at=now + pause(message.attempts),
        claimed_by="",
        error=repr(error)[:2000],
    )


def retry(messages: list[OutboxMessage], *, now: datetime) -> None:
    """Dead letters leave again, with all their attempts."""
    keys = [message.pk for message in messages]
    OutboxMessage.objects.filter(pk__in=keys, state=State.DEAD).update(state=State.WAITING, attempts=0, due_at=now)


def release_dead_claims(*, now: datetime) -> int:
    """What dead workers held is free again; the number of messages."""
    claimed = OutboxMessage.objects.filter(state=State.WAITING).exclude(claimed_by="").order_by()
    owners = set(claimed.values_list("claimed_by", flat=True))
    dead = dead_workers(owners, now=now) if owners else set()
    return claimed.filter(claimed_by__in=dead).update(claimed_by="") if dead else 0


def pause(attempt: int) -> timedelta:
    """Back-off after the n-th attempt: 30 s, 1 min, 2 min … at most six hours, ± 20 %; the twentieth is the last."""
    return min(timedelta(seconds=30 * 2 ** (attempt - 1)), LONGEST_PAUSE) * random.uniform(0.8, 1.2)


def _ours(message: OutboxMessage) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(
        pk=message.pk, state=State.WAITING, claimed_by=message.claimed_by, attempts=message.attempts
    )
