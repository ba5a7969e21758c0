"""What a new activity's form shows at first: a usual afternoon, or the last one of the series a period later."""

from datetime import datetime, timedelta

from django.utils import timezone

from shanghui.activities.models import Activity
from shanghui.activities.rules import Confirmation
from shanghui.core.actor import Actor
from shanghui.core.audience import Audience

COPIED = (
    "kind", "title", "summary", "description", "series", "public", "industry", "venue", "address", "contact", "audience",
    "by_invitation", "capacity", "quota_per_unit", "confirmation",
)  # fmt: skip
#: the same weekday, four weeks later
LATER = timedelta(weeks=4)


def first_facts(now: datetime) -> dict[str, object]:
    """The afternoon in a fortnight."""
    begin = (timezone.localtime(now) + timedelta(days=14)).replace(hour=14, minute=0, second=0, microsecond=0)
    return {
        "starts_at": begin, "ends_at": begin + timedelta(hours=3), "audience": Audience.FEDERATION,
        "confirmation": Confirmation.SECRETARY,
    }  # fmt: skip


def copied_facts(actor: Actor, source: Activity) -> dict[str, object]:
    """Of an activity that she sees; whom another house invited is its own business."""
    facts: dict[str, object] = {name: getattr(source, name) for name in COPIED}
    facts["industry"] = source.industry_id
    begin = max(source.starts_at + LATER, source.starts_at)
    facts |= {"starts_at": begin, "ends_at": begin + (source.ends_at - source.starts_at)}
    facts["agenda"] = list(source.points.all())
    if actor.organisation_id == source.organisation_id:
        facts["co_hosts"] = [row.organisation for row in source.co_hosts.select_related("organisation")]
        facts["invitations"] = [
            (row.organisation, row.quota) for row in source.invitations.select_related("organisation")
        ]
    return facts
