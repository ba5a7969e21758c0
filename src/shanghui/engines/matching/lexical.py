"""How much of what is asked stands in a listing: BM25 over the channels of tokens, as a share of what could be found."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from heapq import nsmallest
from typing import Protocol

from shanghui.engines.matching.model import Listing, Side
from shanghui.engines.matching.text import asked_head, body_of, fold, head_of, items_of, without_empty_words
from shanghui.engines.matching.tokens import CHANNELS, body_tokens, channel, endings, entries, head_tokens, length_of

K1, B = 0.9, 0.4
BACKGROUND = 1000
DESCRIBED_SHARE = 0.4  # what a token counts that stands in the description only
ITEM = 0.65  # what an offer of one thing is worth to a need that lists several
STREWN = 0.33  # what characters strewn over a text must cover to be evidence, if no two of them stand together
SHORT = 40  # characters of a head in which strewn characters may still mean one thing
LONGER = frozenset(("pair", "whole", "part"))  # channels that tell more than a character
DETAILS = 30  # tokens of the asked listing's own description that are looked for


class Statistics(Protocol):
    """How common tokens are among `count` listings, and how long their heads and bodies are on average."""

    @property
    def count(self) -> int: ...

    @property
    def averages(self) -> tuple[float, float]: ...

    def frequency(self, token: str) -> int: ...


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a listing, counted, the lengths of its head and body in characters, and what the entries of its lists end with."""

    head: Mapping[str, int]
    body: Mapping[str, int]
    head_length: int
    body_length: int
    entries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: each token's weight (channel × rarity × count), all weights together; the same of details.

    `longer` are its pairs, whole tokens and parts, `characters` its single ones; `items` asks for each thing alone
    where several are listed.
    """

    weights: Mapping[str, float]
    total: float
    details: Mapping[str, float] = field(default_factory=dict)
    details_total: float = 0.0
    averages: tuple[float, float] = (1.0, 1.0)
    longer: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    endings: frozenset[str] = frozenset()
    items: "tuple[Query, ...]" = ()


def words_of(listing: Listing, side: Side) -> Words:
    """Read the tokens of a listing that may be found."""
    head, body = _head(head_of(listing, side)), _body(body_of(listing))
    return Words(head[0], body[0], head[1], body[1], head[2] | body[2])


# A page measures each reason by reading the listing again without its evidence: only that text is another.
@lru_cache(maxsize=512)
def _head(folded: str) -> tuple[Mapping[str, int], int, frozenset[str]]:
    return Counter(head_tokens(folded)), length_of(folded), entries(folded)


@lru_cache(maxsize=512)
def _body(folded: str) -> tuple[Mapping[str, int], int, frozenset[str]]:
    return Counter(body_tokens(folded)), length_of(folded), entries(folded)


def words_query(words: str, statistics: Statistics) -> Query:
    """Ask for a person's own words, all of them."""
    return _query(Counter(head_tokens(fold(words))), Counter(), statistics)


def asked_query(listing: Listing, statistics: Statistics) -> Query:
    """Ask for partners of a listing: by its head; its description's rarest tokens are details."""
    head = asked_head(listing)
    bodies = Counter(body_tokens(without_empty_words(body_of(listing))))
    items = tuple(_query(Counter(head_tokens(item)), Counter(), statistics) for item in items_of(head, listing.title))
    return replace(_query(Counter(head_tokens(head)), bodies, statistics), endings=endings(head), items=items)


@lru_cache(maxsize=65_536)  # a few frequencies come again and again
def rarity(frequency: int, count: int) -> float:
    """Robertson and Spärck Jones's weight of a token that `frequency` of `count` listings hold; above 0.

    Listings stand before a background of others that lack the token: where all offers are bolts, bolts still count.
    """
    return math.log(1 + (max(count - frequency, 0) + BACKGROUND + 0.5) / (frequency + 0.5))


def coverage(query: Query, words: Words) -> float:
    """Give the share of the asked weight found in the listing: 0 nothing, about 1 everything, above 1 repeatedly.

    A few characters that do not stand together in both are nothing. One of several things asked for is worth ITEM.
    """
    return max(_share(query, words), *(ITEM * _share(item, words) for item in query.items), 0.0)


def _share(query: Query, words: Words) -> float:
    if not query.total:
        return 0.0
    share = (_in_heads(query, words) + DESCRIBED_SHARE * _in_bodies(query, words)) / query.total
    is_evidence = _shares_more_than_characters(query, words) or (
        share >= STREWN and _shares_many_characters(query, words)
    )
    return share if is_evidence else 0.0


def is_part(query: Query, words: Words) -> bool:
    """Tell whether the listing lists things and none of them is what is asked: it only describes them."""
    return bool(query.endings and words.entries) and query.endings.isdisjoint(words.entries)


def detail_coverage(query: Query, words: Words) -> float:
    """Give the share of the details' weight found anywhere in the listing, from 0 to 1."""
    found = sum(weight for token, weight in query.details.items() if token in words.head or token in words.body)
    return found / query.details_total if query.details_total else 0.0


def _query(heads: Mapping[str, int], bodies: Mapping[str, int], statistics: Statistics) -> Query:
    count, frequency = statistics.count, statistics.frequency
    weights = {
        token: CHANNELS[channel(token)] * rarity(frequency(token), count) * times for token, times in heads.items()
    }
    known = ((token, often) for token in bodies if token not in heads and (often := frequency(token)))
    rarest = nsmallest(DETAILS, ((-CHANNELS[channel(token)] * rarity(often, count), token) for token, often in known))
    details = {token: -weight for weight, token in rarest}
    kinds = [(token, channel(token)) for token in weights]
    longer = tuple(token for token, kind in kinds if kind in LONGER)
    characters = tuple(token for token, kind in kinds if kind == "character")
    total, details_total = sum(weights.values()), sum(details.values())
    return Query(weights, total, details, details_total, statistics.averages, longer, characters)


def _shares_more_than_characters(query: Query, words: Words) -> bool:
    """Tell whether a pair, a word or a number is shared, or nothing longer than a character was asked for."""
    return not query.longer or any(token in words.head or token in words.body for token in query.longer)


def _shares_many_characters(query: Query, words: Words) -> bool:
    """Tell whether half of the characters asked for stand in a short head: 汽帽嘴 in 汽车气门嘴帽."""
    shared = sum(token in words.head for token in query.characters)
    return words.head_length <= SHORT and 2 * shared >= len(query.characters)


def _in_heads(query: Query, words: Words) -> float:
    saturation = K1 * (1 - B + B * words.head_length / query.averages[0])
    found = 0.0
    for token, weight in query.weights.items():
        times = words.head.get(token)
        if times:
            found += weight * times * (K1 + 1) / (times + saturation)
    return found


def _in_bodies(query: Query, words: Words) -> float:
    """Weigh what only the description holds; a character counts there as part of a pair that is asked for."""
    saturation = K1 * (1 - B + B * words.body_length / query.averages[1])
    characters: set[str] = set()
    found = 0.0
    for token, weight in query.weights.items():
        times = words.body.get(token)
        if times and token not in words.head:
            found += weight * times * (K1 + 1) / (times + saturation)
            if channel(token) == "pair":
                characters.update(token)
    singles = (query.weights.get(one, 0.0) for one in sorted(characters) if one not in words.head)
    return found + sum(singles) * (K1 + 1) / (1 + saturation)
