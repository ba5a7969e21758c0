"""Which of many short texts are spelt alike: shared pairs of characters, the common ones left out so that it stays quick."""

import re
from collections import Counter, defaultdict

from shanghui.network.queries.import_lookups import plain

#: a pair of characters that stands in more texts than this tells nothing apart
COMMON = 200
WEIGHED = 20
_DIGITS = re.compile(r"\d+")


class SimilarTexts:
    """Texts by key. Texts whose numbers differ (M10, M12) are never alike."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._equal: dict[str, list[int]] = defaultdict(list)

    def add(self, key: int, text: str) -> None:
        tidy = plain(text)
        self._texts[key] = tidy
        self._equal[tidy].append(key)
        for pair in _pairs(tidy):
            self._postings[pair].append(key)

    def near(self, text: str, *, least: float, most: int = 3) -> list[tuple[float, int]]:
        """(likeness, key), the likest first; 1.0 for equal texts."""
        tidy = plain(text)
        found = [(1.0, key) for key in self._equal.get(tidy, ())[:most]]
        shared = Counter(
            key for pair in _pairs(tidy) for key in self._postings.get(pair, ())[: COMMON + 1] if self._tells(pair)
        )
        for key, _ in shared.most_common(WEIGHED):
            other = self._texts[key]
            if other != tidy and (likeness := likeness_of(tidy, other)) >= least:
                found.append((likeness, key))
        return sorted(found, key=lambda one: (-one[0], one[1]))[:most]

    def _tells(self, pair: str) -> bool:
        return len(self._postings[pair]) <= COMMON


def likeness_of(one: str, other: str) -> float:
    """Between 0 and 1, of two plain texts: the share of pairs of characters that both have."""
    if sorted(_DIGITS.findall(one)) != sorted(_DIGITS.findall(other)):
        return 0.0
    here, there = _pairs(one), _pairs(other)
    return 2 * len(here & there) / (len(here) + len(there)) if here and there else float(one == other)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
