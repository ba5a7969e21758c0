"""From pairs to clusters: the surest pairs first, never against a decision, a code or a city."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from shanghui.engines.identity.features import Column, Features, city_of_all
from shanghui.engines.identity.weights import Scores

_UNCOMPARED = -2.0  # log-odds of two records that share no key at all
_BOUND = 8.0
_MOST_COMPARED = 400
Link = tuple[int, int]


class Grouping:
    """Sets of records that grow by joining, and what forbids joining them."""

    def __init__(self, size: int) -> None:
        """Begin with every record alone."""
        self._parent = list(range(size))
        self.members: dict[int, list[int]] = {}
        self._enemies: dict[int, set[int]] = defaultdict(set)
        self.units = self._parent

    def settle(self) -> None:
        """Remember the sets as they are now, joined by people: each counts as one record when sets are compared."""
        self.units = [self.root(at) for at in range(len(self._parent))]

    def root(self, at: int) -> int:
        """Give the record that stands for the set of this one."""
        parent = self._parent
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def part(self, left: int, right: int) -> None:
        """Forbid for ever that the sets of these two are joined."""
        one, other = self.root(left), self.root(right)
        self._enemies[one].add(other)
        self._enemies[other].add(one)

    def may_join(self, one: int, other: int) -> bool:
        """Tell whether no decision forbids that these two roots become one."""
        return other not in self._enemies.get(one, ())

    def join(self, one: int, other: int) -> None:
        """Make two roots one; the smaller number stands for both."""
        kept, gone = min(one, other), max(one, other)
        self._parent[gone] = kept
        self.members[kept] = self.set_of(kept) + self.set_of(gone)
        self.members.pop(gone, None)
        for enemy in self._enemies.pop(gone, ()):
            self._enemies[enemy].discard(gone)
            self._enemies[enemy].add(kept)
            self._enemies[kept].add(enemy)

    def set_of(self, root: int) -> list[int]:
        """Give the records of a root's set."""
        return self.members.get(root, [root])


def group(
    features: Features,
    pairs: tuple[Column, Column],
    scores: Scores,
    *,
    least: float,
    same: Sequence[Link],
    different: Sequence[Link],
) -> list[int]:
    """Give each record's cluster as the number of its first record.

    `scores` are log-odds; pairs at `least` or above are joined, the surest first, unless (1) a person decided against
    it, (2) the two sets have credit codes that are surely different, (3) their names stand in different cities, or
    (4) the records of the two sets, on average, speak against it.
    """
    grouping = Grouping(len(features))
    for left, right in different:
        if left != right:
            grouping.part(left, right)
    for left, right in same:
        one, other = grouping.root(left), grouping.root(right)
        if one != other and grouping.may_join(one, other):
            grouping.join(one, other)
    grouping.settle()
    _join_pairs(grouping, features, pairs, scores, least)
    return [grouping.root(at) for at in range(len(features))]


def _join_pairs(
    grouping: Grouping, features: Features, pairs: tuple[Column, Column], scores: Scores, least: float
) -> None:
    left, right = pairs
    order = np.argsort(-scores, kind="stable")
    order = order[scores[order] >= least]
    known = _scores_inside(grouping.units, left, right, scores, order)
    codes, cities = features["sure_code"], city_of_all(features["name_city"])
    for a, b in zip(left[order].tolist(), right[order].tolist(), strict=True):
        one, other = grouping.root(a), grouping.root(b)
        if one == other or not grouping.may_join(one, other):
            continue
        first, second = grouping.set_of(one), grouping.set_of(other)
        shared = _shared(codes, first, second)
        if shared is False or (shared is None and _shared(cities, first, second) is False):
            continue
        if len(first) + len(second) == 2 or shared or _mean(known, first, second, grouping) >= 0:
            grouping.join(one, other)


def _shared(values: Column, first: Iterable[int], second: Iterable[int]) -> bool | None:
    """Tell whether two sets have a value in common; None if one of them has none."""
    some = {int(values[at]) for at in first} - {0}
    others = {int(values[at]) for at in second} - {0}
    return bool(some & others) if some and others else None


def _scores_inside(
    units: Sequence[int], left: Column, right: Column, scores: Scores, chosen: Column
) -> dict[int, float]:
    """Give the scores of all pairs inside the groups of three and more that the chosen pairs span."""
    loose = Grouping(len(units))
    for at, unit in enumerate(units):
        if at != unit:
            loose.join(loose.root(unit), at)
    for a, b in zip(left[chosen].tolist(), right[chosen].tolist(), strict=True):
        one, other = loose.root(a), loose.root(b)
        if one != other:
            loose.join(one, other)
    count = len(units)
    roots = np.arange(count)
    sizes = Counter({root: len(members) for root, members in loose.members.items()})
    for root, members in loose.members.items():
        if sizes[root] > 2:
            roots[members] = -1 - root
    inside = np.flatnonzero((roots[left] < 0) & (roots[left] == roots[right]))
    keys = left[inside] * count + right[inside]
    return dict(zip(keys.tolist(), np.clip(scores[inside], -_BOUND, _BOUND).tolist(), strict=True))


def _mean(known: dict[int, float], first: Sequence[int], second: Sequence[int], grouping: Grouping) -> float:
    """Give the mean log-odds over the pairs between two sets (0 for sets too big to compare).

    Of records that a person put together the best pair counts, so that a decision brings its records' friends along.
    """
    if len(first) * len(second) > _MOST_COMPARED:
        return 0.0
    units = grouping.units
    best: dict[Link, float] = {}
    for a in first:
        for b in second:
            score = known.get(min(a, b) * len(units) + max(a, b), _UNCOMPARED)
            ends = units[a], units[b]
            best[ends] = max(best.get(ends, -_BOUND), score)
    return sum(best.values()) / len(best)
