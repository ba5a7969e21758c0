"""The outbox (ADR 11): effects on the outside world, once decided, leave sooner or later, in order, de-duplicable.

In an action, inside its transaction::

    put("mail", "li@example.org", {"subject": …, "text": …}, now=now)

In a mechanism's `AppConfig.ready`::

    register_channel("robot", post_to_robot)       # post_to_robot(message: OutboxMessage) -> None

A handler returns when the receiver has accepted, raises `Undeliverable` when trying again cannot help, raises anything
else to be tried later. It must have its own time-out (10 seconds) and pass `message.message_id` on, because a worker
that dies between sending and marking sends again. Messages to one receiver leave in order, one at a time; a receiver
that fails or is slow holds nobody but itself.
"""

from shanghui.core.outbox.channels import Undeliverable, put, register_channel

__all__ = ["Undeliverable", "put", "register_channel"]
