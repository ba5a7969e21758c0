"""When, where and under what address an activity is, in words."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanghui.activities.models import Activity


def when(activity: Activity) -> str:
    """2026年3月1日14:00—17:00, or 1 Mar 2026, 14:00–17:00; both days where it lasts longer."""
    begin, end = timezone.localtime(activity.starts_at), timezone.localtime(activity.ends_at)
    chinese = (get_language() or "").startswith("zh")
    written = written_moment(begin)
    last = ("H:i", "H:i") if begin.date() == end.date() else ("n月j日H:i", "j M, H:i")
    return f"{written}{'—' if chinese else '–'}{formats.date_format(end, last[0] if chinese else last[1])}"


def written_moment(value: datetime) -> str:
    """2026年3月1日14:00, or 1 Mar 2026, 14:00."""
    chinese = (get_language() or "").startswith("zh")
    return formats.date_format(timezone.localtime(value), "Y年n月j日H:i" if chinese else "j M Y, H:i")


def where(activity: Activity) -> str:
    return _("，").join(part for part in (activity.venue, activity.address) if part)


def address(route: str, *args: object) -> str:
    """The whole address of a page."""
    return settings.SITE_URL.rstrip("/") + reverse(route, args=args)
