"""The page on which one listing is read: what has been read is painted over, and nothing is read twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from shanghui.engines.language.listings.model import Mark

PAINTED = "\x00"
_CLAUSE_ENDS = ",。;!?\n"


@dataclass(slots=True)
class Page:
    """`words` is the folded text of the listing, `original` the same as written; `start` is its place in the paste."""

    words: str
    original: str
    start: int
    marks: list[Mark] = field(default_factory=list)
    _taken: bytearray = field(init=False)
    _signs: list[str] = field(init=False)
    _rest: str | None = None

    def __post_init__(self) -> None:
        """Begin with a page that nothing is painted on."""
        self._taken = bytearray(len(self.words))
        self._signs = list(self.words)

    @property
    def rest(self) -> str:
        """Give the words with what has been read painted over, as long as before."""
        if self._rest is None:
            self._rest = "".join(self._signs)
        return self._rest

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Give the matches in what is unread when the search begins, as far as they are still unread."""
        for found in pattern.finditer(self.rest):
            if self.is_free(*found.span()):
                yield found

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether nothing between these places has been read."""
        return self._taken.find(1, start, end) < 0

    def take(self, name: str, start: int, end: int, value: str = "") -> None:
        """Mark these places (of the page) as read for a field and paint them over."""
        self.paint(start, end)
        if name:
            self.mark(name, start, end, value)

    def mark(self, name: str, start: int, end: int, value: str = "") -> None:
        """Mark these places without painting them over: what shows the side may be part of another field too."""
        shown = value or self.words[start:end].strip()
        self.marks.append(Mark(name, self.start + start, self.start + end, shown))

    def paint(self, start: int, end: int) -> None:
        """Paint over without a mark."""
        self._taken[start:end] = b"\x01" * (end - start)
        self._signs[start:end] = [PAINTED] * (end - start)
        self._rest = None

    def clause(self, start: int, end: int, reach: int = 40) -> str:
        """Give the words around these places up to the next comma or stop, at most `reach` characters each way."""
        head = self.words[max(0, start - reach) : start]
        tail = self.words[end : end + reach]
        cut = max(map(head.rfind, _CLAUSE_ENDS))
        ends = [at for at in map(tail.find, _CLAUSE_ENDS) if at >= 0]
        return head[cut + 1 :] + self.words[start:end] + tail[: min(ends, default=len(tail))]
