"""What a token may be allowed: each mechanism registers its scopes, so that accounts knows no mechanism."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_offered: "dict[str, StrOrPromise]" = {}


def register(scope: str, label: "StrOrPromise") -> None:
    """Offer a scope such as `network:read`; called from AppConfig.ready."""
    _offered[scope] = label


def offered() -> "dict[str, StrOrPromise]":
    """scope → label, in the order of their names."""
    return dict(sorted(_offered.items()))
