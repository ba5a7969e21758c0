"""“Copy as message”: plain text for a chat group, short enough for every robot, and the page's address as a QR picture."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from shanghui.core.qr import qr_picture

#: the shortest limit among the chat robots in use, in bytes of UTF-8
LIMIT = 2048


@dataclass(frozen=True)
class Message:
    """`text` holds at most LIMIT bytes; `qr` is a data: address for an img."""

    text: str
    qr: str


def message(template: str, context: Mapping[str, object], url: str) -> Message:
    """What is copied of the page at `url`, and the picture to send along."""
    return Message(message_text(template, context, url), qr_picture(_address(url)))


def message_text(template: str, context: Mapping[str, object], url: str) -> str:
    """The template as plain text with the page's address at its end; at most LIMIT bytes."""
    address = _address(url)
    body = render_to_string(template, dict(context)).strip()
    room = LIMIT - len(address.encode()) - 1
    short = body.encode()[:room].decode(errors="ignore")
    return f"{short}\n{address}"


def _address(url: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{url}"
