"""Who may change the catalogue. Reading is open to everyone who is signed in."""

from shanghui.core.actor import Actor
from shanghui.core.permission import has_scope


def can_read_catalogue(actor: Actor) -> bool:
    return has_scope(actor, "catalogue:read")


def can_edit_catalogue(actor: Actor) -> bool:
    return actor.is_federation_officer and has_scope(actor, "catalogue:write")
