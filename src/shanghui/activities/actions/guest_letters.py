"""Word to guests by mail through the outbox, in each one's language; to the secretaries of those who have no address."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from shanghui.activities.models import Activity, Registration
from shanghui.activities.queries.occasions import address, when, where
from shanghui.activities.rules import STANDING
from shanghui.core.outbox import put
from shanghui.exchange.actions.letters import secretaries_of

LONGEST_SUBJECT = 120


def tell_guest(
    guest: Registration, what: str, *, now: datetime, activity: Activity | None = None, reason: str = ""
) -> None:
    """`what`: received, registered, waiting, moved_up, declined, cancelled, changed, reminded, withdrawn.

    Where she left no address, the secretaries of her unit are told, else the host's."""
    activity = activity or guest.activity
    if guest.email:
        with override(guest.language or settings.LANGUAGE_CODE):
            subject, text = letter(activity, guest, what, reason)
        put("mail", guest.email, {"subject": subject, "text": text}, now=now)
    elif what in FOR_SECRETARIES:
        tell_secretaries(activity, guest.unit_id or activity.organisation_id, what, now=now, names=[guest.name])


def tell_guests(activity: Activity, what: str, *, now: datetime) -> None:
    """All who are still on the list; a unit's secretaries get one letter about their guests without an address."""
    rows = Registration.objects.unrestricted("all are told").filter(activity=activity, state__in=list(STANDING))
    silent: dict[int, list[str]] = {}
    for guest in rows.order_by("pk"):
        if guest.email:
            tell_guest(guest, what, now=now, activity=activity, reason=activity.cancellation)
        else:
            silent.setdefault(guest.unit_id or activity.organisation_id, []).append(guest.name)
    for unit, names in silent.items():
        tell_secretaries(activity, unit, what, now=now, names=names)


def tell_secretaries(activity: Activity, organisation_id: int, what: str, *, now: datetime, names: list[str]) -> None:
    """One letter a secretary, with the names of the guests that she has to tell."""
    for user in secretaries_of(organisation_id, now):
        with override(user.language or settings.LANGUAGE_CODE):
            subject = _subject(what) % {"title": activity.title}
            guests = _("、").join(names)
            url = address("activities:activity", activity.pk)
            text = _("%(subject)s\n\n时间：%(when)s\n地点：%(where)s\n来宾：%(guests)s\n\n打开看看：%(url)s") % {
                "subject": subject, "when": when(activity), "where": where(activity), "guests": guests, "url": url,
            }  # fmt: skip
        put("mail", user.email, {"subject": subject[:LONGEST_SUBJECT], "text": text}, now=now)


def letter(activity: Activity, guest: Registration, what: str, reason: str = "") -> tuple[str, str]:
    """Subject and text in the language of the moment; her private link is in it."""
    subject = _subject(what) % {"title": activity.title}
    lines = [
        _("%(name)s，您好！") % {"name": guest.name},
        subject,
        *([_("原因：%(reason)s") % {"reason": reason}] if reason else []),
        _("时间：%(when)s") % {"when": when(activity)},
        _("地点：%(where)s") % {"where": where(activity)},
        _("您的私人链接（看状态、改资料、取消，请不要转发）：%(url)s")
        % {"url": address("activities:guest", guest.key)},
        *([_("联系人：%(contact)s") % {"contact": activity.contact}] if activity.contact else []),
    ]
    return subject[:LONGEST_SUBJECT], "\n".join(lines)


#: what a secretary passes on by telephone to a guest without an address
FOR_SECRETARIES = frozenset({"moved_up", "declined", "cancelled", "changed", "reminded"})


def _subject(what: str) -> str:
    return {
        "received": _("已收到报名，等秘书处确认：%(title)s"),
        "code": _("报名验证码：%(title)s"),
        "registered": _("报名成功：%(title)s"),
        "waiting": _("已排进候补：%(title)s"),
        "moved_up": _("候补轮到您，有座位了：%(title)s"),
        "declined": _("报名没有通过：%(title)s"),
        "withdrawn": _("已取消报名：%(title)s"),
        "cancelled": _("活动取消：%(title)s"),
        "changed": _("活动的时间或地点有变：%(title)s"),
        "reminded": _("活动快开始了：%(title)s"),
        "arriving": _("有新的报名等您确认：%(title)s"),
    }[what]
