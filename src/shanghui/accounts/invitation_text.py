"""An invitation as it is pasted into a chat: plain text with the link, and the same link as a QR picture."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from shanghui.accounts.actions import IssuedInvitation
from shanghui.core.qr import qr_picture


@dataclass(frozen=True)
class Pasteable:
    """`text` holds at most 2,048 bytes; `qr` is a data: address for an img."""

    text: str
    link: str
    qr: str


def pasteable(issued: IssuedInvitation) -> Pasteable:
    """What the inviter copies. Only possible at once: the token is not stored."""
    link = settings.SITE_URL.rstrip("/") + reverse("accounts:invitation", args=[issued.token])
    invitation = issued.invitation
    facts = {
        "name": invitation.name,
        "note": invitation.note,
        "link": link,
        "until": formats.date_format(timezone.localtime(invitation.expires_at), "Y-m-d H:i"),
    }
    return Pasteable(_paragraphs(facts), link, qr_picture(link))


def _paragraphs(facts: dict[str, str]) -> str:
    greeting = _("%(name)s您好，") if facts["name"] else _("您好，")
    lines = [
        greeting % facts + _("请点开链接加入商汇，设好密码就能用。"),
        facts["note"],
        facts["link"],
        _("链接只给您一个人用，%(until)s前有效，请不要转发。") % facts,
    ]
    return "\n".join(line for line in lines if line)
