"""How messages come in, and who carries them out."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from shanghui.core.models import OutboxMessage

Handler = Callable[[OutboxMessage], None]
_channels: dict[str, Handler] = {}


class Undeliverable(Exception):
    """The receiver will never accept this message."""


def register_channel(name: str, handler: Handler) -> None:
    """Tell who delivers messages of this channel."""
    _channels[name] = handler


def handler_of(channel: str) -> Handler:
    try:
        return _channels[channel]
    except KeyError:
        raise Undeliverable(f"no channel {channel!r}") from None


def put(channel: str, receiver: str, payload: dict[str, object], *, now: datetime) -> UUID:
    """Write a message in the caller's transaction; returns its stable id."""
    message = OutboxMessage(channel=channel, receiver=receiver, payload=payload, created_at=now, due_at=now)
    message.save(force_insert=True)
    return message.message_id
