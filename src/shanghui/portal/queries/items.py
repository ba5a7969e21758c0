"""Lines of the first page."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: lines of a group before the rest is behind a link
SHOWN = 6


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
    """`url` leads to all of them where there are more than SHOWN."""

    title: "StrOrPromise"
    items: list[Item] = field(default_factory=list)
    url: str = ""

    @property
    def first(self) -> list[Item]:
        return self.items[:SHOWN] if self.url else self.items

    @property
    def more(self) -> int:
        return len(self.items) - len(self.first)
