"""A pointer upward without an import: (kind, id), resolved by whoever registered the kind."""

from collections.abc import Callable
from dataclasses import dataclass

from shanghui.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Reference:
    """kind is a model's label in lower case, e.g. `network.enterprise`."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reference looks like on a page: its text and its address."""

    text: str
    url: str


Resolver = Callable[[Actor, int], Shown | None]
_resolvers: dict[str, Resolver] = {}


def register(kind: str, resolver: Resolver) -> None:
    """Tell how to show rows of this kind; called from the mechanism's AppConfig.ready."""
    _resolvers[kind] = resolver


def resolve(actor: Actor, reference: Reference) -> Shown | None:
    """The shown form, or None when the kind is unknown or the actor may not see the row."""
    resolver = _resolvers.get(reference.kind)
    return resolver(actor, reference.id) if resolver else None
