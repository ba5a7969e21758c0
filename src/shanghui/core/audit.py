"""The audit trail: append-only, each row sealed with the hash of the row before (trust.md 8)."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from shanghui.core.actor import Actor
from shanghui.core.models import AuditHead, AuditRow

START = "0" * 64
#: the action under which asking for somebody else's row is kept
FOREIGN = "ask_for_foreign"


@dataclass(frozen=True)
class Entry:
    """What happened to one subject."""

    action: str
    subject: models.Model | None = None
    detail: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """The first row that does not fit the chain."""

    number: int
    what: str


def record(actor: Actor, action: str, subject: models.Model | None, *, now: datetime, **detail: object) -> None:
    """Write one row, in the transaction of the action that it describes."""
    record_many(actor, [Entry(action, subject, detail)], now=now)


def record_many(actor: Actor, entries: Iterable[Entry], *, now: datetime) -> None:
    """Write rows in one go (imports). Must run inside a transaction: the head's lock is held until it ends."""
    with transaction.atomic(savepoint=False):  # what cannot be recorded must not have happened either
        head = _locked_head()
        rows = []
        for entry in entries:
            row = _row(actor, entry, now, head.number + 1, head.hash)
            head.number, head.hash = row.number, row.hash
            rows.append(row)
        AuditRow.objects.bulk_create(rows, batch_size=1000)
        head.save(update_fields=["number", "hash"])


def _locked_head() -> AuditHead:
    locked = AuditHead.objects.select_for_update().filter(pk=1)
    head = locked.first()
    if head is None:  # the first row of all
        AuditHead.objects.get_or_create(pk=1)
        head = locked.get()
    return head


def note_foreign(actor: Actor, model: type[models.Model], pk: int, *, now: datetime) -> None:
    """Somebody asked for a row that is not hers to see. She is answered as for an absent one; the trail knows better."""
    row = model._base_manager.filter(pk=pk).first()
    if row is not None:
        record(actor, FOREIGN, row, now=now)


def verify(rows: Iterable[AuditRow] | None = None) -> Fault | None:
    """Walk the whole chain; the first altered, missing or foreign row is named, a cut-off tail too.

    Run it inside `snapshot()` where others write meanwhile.
    """
    number, sealed = 0, START
    for row in rows if rows is not None else _all_rows():
        number += 1
        if row.number != number:
            return Fault(number, "missing")
        if row.previous_hash != sealed or seal(row) != row.hash:
            return Fault(row.number, "altered")
        sealed = row.hash
    head = AuditHead.objects.filter(pk=1).first() or AuditHead(number=0, hash=START)
    return None if (head.number, head.hash) == (number, sealed) else Fault(number + 1, "missing")


def seal(row: AuditRow) -> str:
    """SHA-256 over the row's facts in canonical JSON and the hash of the row before, in hex."""
    facts = [
        row.number, row.at.astimezone(UTC).isoformat(), row.user_id, row.person_id, row.acting_for, row.actor_name,
        row.action, row.subject_kind, row.subject_id, row.detail, row.previous_hash,
    ]  # fmt: skip
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def _row(actor: Actor, entry: Entry, now: datetime, number: int, previous: str) -> AuditRow:
    row = AuditRow(
        number=number,
        at=now,
        user_id=actor.user_id,
        person_id=actor.person_id,
        acting_for=actor.acting_for,
        actor_name=actor.name,
        action=entry.action,
        subject_kind=entry.subject._meta.label_lower if entry.subject else "",
        subject_id=entry.subject.pk if entry.subject else None,
        detail=json.loads(json.dumps(entry.detail, cls=DjangoJSONEncoder)),
        previous_hash=previous,
    )
    row.hash = seal(row)
    return row


def _all_rows() -> Iterator[AuditRow]:
    return AuditRow.objects.order_by("number").iterator(chunk_size=2000)
