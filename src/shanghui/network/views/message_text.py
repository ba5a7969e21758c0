"""“Copy as message”: plain text for a chat group, short enough for every robot."""

from collections.abc import Mapping

from django.conf import settings
from django.template.loader import render_to_string

#: the shortest limit among the chat robots in use, in bytes of UTF-8
LIMIT = 2048


def message_text(template: str, context: Mapping[str, object], url: str) -> str:
    """The template as plain text with the page's address at its end; at most LIMIT bytes."""
    address = f"{settings.SITE_URL}{url}"
    body = render_to_string(template, dict(context)).strip()
    room = LIMIT - len(address.encode()) - 1
    short = body.encode()[:room].decode(errors="ignore")
    return f"{short}\n{address}"
