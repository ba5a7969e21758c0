"""Tables every mechanism leans on."""

from shanghui.core.models.audit import AuditHead, AuditRow
from shanghui.core.models.idempotency import IdempotentReply
from shanghui.core.models.installation import Installation
from shanghui.core.models.jobs import PeriodicJob, WorkerLease
from shanghui.core.models.outbox import OutboxMessage

__all__ = [
    "AuditHead",
    "AuditRow",
    "IdempotentReply",
    "Installation",
    "OutboxMessage",
    "PeriodicJob",
    "WorkerLease",
]
