"""The index of listings: which may be partners, found by their words (tantivy), and how common each word is.

It holds ids, filters and tokens; the listings themselves stay with the caller. A folder holds generations: `rebuild`
writes a new one beside the old and then points to it, so readers go on reading.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

import tantivy

from shanghui.engines.matching.documents import SCHEMA, put, take_out, with_tokenizer
from shanghui.engines.matching.folder import Generations, named_errors
from shanghui.engines.matching.lexical import Query, asked_query, words_query
from shanghui.engines.matching.model import Listing, Side
from shanghui.engines.matching.pages import key_of
from shanghui.engines.matching.text import fold
from shanghui.engines.matching.tokens import CHANNELS, channel, pairs_of

_TERMS = 80  # the weightiest tokens look for candidates; all of them count when these are scored
_ENOUGH = 0.9  # of the whole weight: the commonest tokens stand everywhere, tell little and take longest to look up
_BODY_BOOST = 0.3
_CLASS_BOOST = 8.0
_REMEMBERED = 200_000  # tokens whose frequency is kept, some 20 MB
_SHOULD, _MUST, _MUST_NOT = tantivy.Occur.Should, tantivy.Occur.Must, tantivy.Occur.MustNot


@dataclass(frozen=True, slots=True)
class Hit:
    """A listing found: its id, and how well its words fit (comparable within one search only)."""

    id: str
    score: float


class Reading:
    """The index as it stood at one moment: searches, and how common tokens are.

    Counts include listings that were replaced or deleted until tantivy next merges their files.
    """

    def __init__(self, searcher: tantivy.Searcher) -> None:
        with named_errors():
            self._searcher = searcher
            self._frequencies: dict[str, int] = {}
            self.count = searcher.num_docs
            self.averages = (_average(searcher, "head_length"), _average(searcher, "body_length"))

    def frequency(self, token: str) -> int:
        """Count the listings that hold a token: in their heads or in their bodies, whichever are more."""
        known = self._frequencies.get(token)
        if known is None:
            with named_errors():
                known = max(self._searcher.doc_freq("head", token), self._searcher.doc_freq("body", token))
            if len(self._frequencies) >= _REMEMBERED:
                self._frequencies.clear()
            self._frequencies[token] = known
        return known

    def search(
        self,
        query: Query,
        *,
        side: Side,
        limit: int,
        classes: Sequence[str] = (),
        kinds: Sequence[str] = (),
        today: date | None = None,
    ) -> list[Hit]:
        """Find listings as `ListingIndex.search` does, by their words or their product classes."""
        terms = [*_terms(query), *(_of_class(one) for one in classes)]
        if not terms or limit < 1:
            return []
        parts = [(_MUST, tantivy.Query.boolean_query(terms)), (_MUST, _is("side", side.value)), *_filters(kinds, today)]
        with named_errors():
            hits = self._searcher.search(tantivy.Query.boolean_query(parts), limit, count=False).hits
            return [Hit(str(self._searcher.doc(place).get_first("id")), float(score)) for score, place in hits]

    def holding(self, text: str, *, side: Side, most: int, today: date | None = None) -> list[str] | None:
        """Find listings as `ListingIndex.holding` does."""
        words = [_holds(pair) for word in fold(text).split() for pair in pairs_of(word)]
        if not words:
            return None
        parts = [*words, (_MUST, _is("side", side.value)), *_filters((), today)]
        with named_errors():
            found = self._searcher.search(tantivy.Query.boolean_query(parts), most + 1, count=False)
            if len(found.hits) > most:
                return None
            return [str(self._searcher.doc(place).get_first("id")) for _, place in found.hits]


class ListingIndex:
    """Needs and offers, in a folder or in memory. Many may read a folder at once, one may write.

    Reading raises IndexUnusable where the folder cannot be read: then `rebuild` it. Writing raises that, or IndexBusy
    while another process writes.
    """

    def __init__(self, folder: Path | str | None = None) -> None:
        """Open the index in a folder, or without one an empty index in memory.

        Raises IndexAbsent where nothing was built yet, IndexOutdated, IndexDamaged: all of them are IndexUnusable.
        """
        self._generations = Generations(Path(folder)) if folder is not None else None
        self._lock = Lock()  # several threads of a server share one index
        self._seen: object = None
        self._place: Path | None = None
        self._reading: Reading | None = None
        if self._generations is None:
            self._index = with_tokenizer(tantivy.Index(SCHEMA))
        self.reading()

    @classmethod
    def rebuild(cls, folder: Path | str, listings: Iterable[tuple[Side, Listing]]) -> "ListingIndex":
        """Write a new index in place of whatever the folder holds; it is seen whole, when done, or not at all.

        Ids are unique on each side. Raises IndexBusy.
        """
        generations = Generations(Path(folder))
        with generations.writing(), generations.next() as place:
            put(with_tokenizer(tantivy.Index(SCHEMA, str(place), reuse=False)), listings, replace=False)
        return cls(folder)

    def write(self, listings: Iterable[Listing], side: Side) -> None:
        """Put listings in; one of the same id and side is replaced."""
        with self._writing():
            put(self._index, ((side, listing) for listing in listings), replace=True)

    def delete(self, ids: Iterable[str], side: Side) -> None:
        """Take listings out; unknown ids are passed over."""
        with self._writing():
            take_out(self._index, (key_of(side, one) for one in ids))

    def search(
        self,
        wanted: Listing | str,
        *,
        side: Side,
        limit: int = 200,
        kinds: Sequence[str] = (),
        today: date | None = None,
    ) -> list[Hit]:
        """Find listings of a side, the likeliest first: partners of a listing, or what a person's words ask for.

        `kinds` keeps these kinds (and listings without one), `today` leaves out what ended before. Listings that
        share neither a token nor a product class with what is wanted are not found.
        """
        reading = self.reading()
        if isinstance(wanted, str):
            return reading.search(words_query(wanted, reading), side=side, limit=limit, kinds=kinds, today=today)
        query, classes = asked_query(wanted, reading), wanted.product_classes
        return reading.search(query, side=side, limit=limit, classes=classes, kinds=kinds, today=today)

    def holding(self, text: str, *, side: Side, most: int, today: date | None = None) -> list[str] | None:
        """Find the ids of a side's listings that hold every pair of characters of every word, in no order.

        Among them is each listing that has the words in its head or in what is read of its body; a few more may have the
        pairs alone. None where there are more than `most`, or where no word has two letters, figures or 汉字.
        """
        return self.reading().holding(text, side=side, most=most, today=today)

    def reading(self) -> Reading:
        """Give the index as it stands now, whoever wrote to it or rebuilt it."""
        with self._lock:
            seen = self._generations.state() if self._generations else None
            if self._generations and seen != self._seen:
                self._open(self._generations.current())
                self._reading = None
            if self._reading is None:
                with named_errors():
                    self._index.reload()
                    self._reading = Reading(self._index.searcher())
                self._seen = seen
            return self._reading

    def _open(self, place: Path) -> None:
        if place != self._place:
            with named_errors():
                self._index = with_tokenizer(tantivy.Index.open(str(place)))
            self._place = place

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._generations is None:
            yield
        else:
            with self._generations.writing():
                self.reading()
                yield
        self._reading = None


def _terms(query: Query) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
    told = 0.0
    for token in sorted(query.weights, key=lambda one: (-query.weights[one], one))[:_TERMS]:
        if told > _ENOUGH * query.total:
            return
        told += query.weights[token]
        yield _SHOULD, _boosted("head", token, CHANNELS[channel(token)])
        if channel(token) in ("pair", "whole", "part"):  # the channels of bodies
            yield _SHOULD, _boosted("body", token, _BODY_BOOST)


def _holds(pair: str) -> tuple[tantivy.Occur, tantivy.Query]:
    return _MUST, tantivy.Query.boolean_query([(_SHOULD, _is(field, pair)) for field in ("head", "body")])


def _of_class(one: str) -> tuple[tantivy.Occur, tantivy.Query]:
    """The same class counts as much as a rare word."""
    same = tantivy.Query.term_query(SCHEMA, "product_class", fold(one), "basic")
    return _SHOULD, tantivy.Query.const_score_query(same, _CLASS_BOOST)


def _is(field: str, value: str) -> tantivy.Query:
    return tantivy.Query.const_score_query(tantivy.Query.term_query(SCHEMA, field, value, "basic"), 0.0)


def _boosted(field: str, token: str, boost: float) -> tantivy.Query:
    return tantivy.Query.boost_query(tantivy.Query.term_query(SCHEMA, field, token, "freq"), boost)


def _filters(kinds: Sequence[str], today: date | None) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
    if kinds:
        yield _MUST, tantivy.Query.boolean_query([(_SHOULD, _is("kind", kind)) for kind in ("", *kinds)])
    if today is not None:
        ended = tantivy.Query.range_query(
            SCHEMA, "last_day", tantivy.FieldType.Unsigned, 0, today.toordinal(), include_upper=False
        )
        yield _MUST_NOT, ended


def _average(searcher: tantivy.Searcher, field: str) -> float:
    found = searcher.aggregate(tantivy.Query.all_query(), {"average": {"avg": {"field": field}}})
    return float(found["average"]["value"] or 1.0)
