"""The gate: asked once in every action. What may be done is each mechanism's `permissions.py`."""

from shanghui.core.actor import Actor
from shanghui.core.refusal import NotFound, NotPermitted


def require(allowed: bool, *, seen: bool = True) -> None:
    """Pass, or raise NotPermitted; NotFound when the actor may not even know that the object exists."""
    if not seen:
        raise NotFound()
    if not allowed:
        raise NotPermitted()


def has_scope(actor: Actor, scope: str) -> bool:
    """A person has every scope; a token only those it was given (`network:read`, `network:write` …)."""
    return actor.scopes is None or scope in actor.scopes
