"""Tables every mechanism leans on."""

from shanghui.core.models.audit import AuditHead, AuditRow
from shanghui.core.models.jobs import PeriodicJob, WorkerLease

__all__ = ["AuditHead", "AuditRow", "PeriodicJob", "WorkerLease"]
