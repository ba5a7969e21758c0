"""A refusal: what the software will not do, with the reason a person is told. Pure Python."""

from collections.abc import Iterable
from typing import ClassVar


class Refusal(Exception):
    """Base of every named refusal.

    `status` is the HTTP status that pages and the API answer with. Keyword arguments become the context
    of the label in the app's `labels.REFUSALS` (named placeholders).
    """

    status: ClassVar[int] = 409

    def __init__(self, **context: object) -> None:
        super().__init__(type(self).__name__, context)
        self.context = context


class NotPermitted(Refusal):
    """The actor sees the object but may not do this with it."""

    status = 403


class NotFound(Refusal):
    """Absent, or not this actor's business: both answer alike (trust.md, first line)."""

    status = 404


class BadRequest(Refusal):
    """The request itself is malformed: unknown filter, unknown key, foreign reference."""

    status = 400


class UnknownFilter(BadRequest):
    """A list was asked with a filter or sort key that it does not have."""


def ensure_keys_known(given: Iterable[str], *known: str) -> None:
    """Raises BadRequest on a query key that the page does not have."""
    if set(given) - set(known):
        raise BadRequest()


class Stale(Refusal):
    """Somebody changed the object since the actor read it."""

    status = 409


class Gone(Refusal):
    """A link that was valid once: expired, used or meant for another."""

    status = 410
