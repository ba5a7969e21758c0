"""Lines of the first page."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Item:
    """One line: what stands in the margin (`clock`, `under`), what it is, why, and the one thing to do."""

    clock: str
    under: str
    title: str
    reason: str
    url: str
    action: str
    late: bool = False
    share: int = 100


@dataclass(frozen=True)
class Group:
    title: "StrOrPromise"
    items: list[Item] = field(default_factory=list)
