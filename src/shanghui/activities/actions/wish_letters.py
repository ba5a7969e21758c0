"""Word to a participant of what others wish: to the guest's own address, else to the secretaries of her unit.

A letter to the guest holds her private link; one to a secretary the signed-in page, so that no key lies in other hands.
"""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from shanghui.activities.models import Participant
from shanghui.core.outbox import put
from shanghui.exchange.actions.letters import secretaries_of


def tell(participant: Participant, what: str, *, now: datetime, who: str = "", about: str = "") -> None:
    """`what`: received, accepted, expired, given, cancelled. `about` names the letter, so that it is found again."""
    activity = participant.matchmaking.activity
    for address, language, url in receivers(participant, now):
        with override(language or settings.LANGUAGE_CODE):
            subject = " ".join((_sentence(what) % {"who": who, "activity": activity.title}).split())
            text = _("%(what)s\n\n打开看看：%(url)s") % {"what": subject, "url": url}
        letter: dict[str, object] = {"subject": subject, "text": text}
        put("mail", address, letter | ({"about": about} if about else {}), now=now)


def tell_of_waiting(participant: Participant, *, waiting: int, ending: int, about: str, now: datetime) -> None:
    """Once a day: how many wait for her answer, and how many of them not much longer."""
    title = participant.matchmaking.activity.title
    for address, language, url in receivers(participant, now):
        with override(language or settings.LANGUAGE_CODE):
            words = ngettext("%(title)s：有%(count)d家想约见您", "%(title)s：有%(count)d家想约见您", waiting)
            subject = " ".join((words % {"title": title, "count": waiting}).split())
            lines = [subject]
            if ending:
                few = ngettext("其中%(count)d家一天内到期。", "其中%(count)d家一天内到期。", ending)
                lines.append(few % {"count": ending})
            text = _("%(what)s\n\n打开看看：%(url)s") % {"what": "\n".join(lines), "url": url}
        put("mail", address, {"subject": subject, "text": text, "about": about}, now=now)


def receivers(participant: Participant, now: datetime) -> Iterator[tuple[str, str, str]]:
    """Address, language, page."""
    guest, site = participant.registration, settings.SITE_URL.rstrip("/")
    if guest.email:
        yield guest.email, guest.language, site + reverse("activities:my_schedule", args=[guest.key])
    elif guest.unit_id is not None:
        url = site + reverse("activities:participant", args=[participant.pk])
        for user in secretaries_of(guest.unit_id, now):
            yield user.email, user.language, url


def _sentence(what: str) -> str:
    return {
        "received": _("%(activity)s：%(who)s想约见您"),
        "accepted": _("%(activity)s：%(who)s答应了您的约见"),
        "expired": _("%(activity)s：%(who)s没有在期限内答复您的约见"),
        "given": _("%(activity)s：主办方安排了您与%(who)s见面"),
        "cancelled": _("%(activity)s：与%(who)s的见面取消了"),
    }[what]
