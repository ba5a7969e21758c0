"""The pieces of text that two listings share, where they stand in both, and a listing with such a piece taken out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from shanghui.engines.matching.model import Listing, Span
from shanghui.engines.matching.specifications import bounded
from shanghui.engines.matching.text import DESCRIBED, Placed, placed, without_buyer, without_empty_words
from shanghui.engines.matching.tokens import JOINING

_UNIT = re.compile(f"(?![{''.join(sorted(JOINING))}])[㐀-鿿\U00020000-\U0003ffff]|[a-z0-9]+(?:\\.[0-9]+)*")
_TEXTS = ("title", "enterprise", "description")
_UNKNOWN: dict[str, object] = {"answers": (0, 0), "region": "", "unit": ""}
_MOST = 4
_TELLING = re.compile("[㐀-鿿\U00020000-\U0003ffff]{2}|[a-z]|[0-9]{3}")
_BRIEF = 3  # characters of a title of which each may be the goods


def shared_pieces(need: Listing, field: str, offer: Listing) -> Iterator[tuple[str, Span, Span]]:
    """Give the longest pieces of one text of the need that stand in the offer too: as written, and both places.

    A piece is a run of 汉字, whole Latin words and numbers; a single 汉字 or a small number convinces nobody, except in
    a title that says hardly more (茶). At most four, the longest first, none twice.
    """
    written = str(getattr(need, field))[:DESCRIBED]
    here = placed(written)
    there = [(name, placed(str(getattr(offer, name))[:DESCRIBED])) for name in _TEXTS]
    found: dict[str, tuple[str, Span, Span]] = {}
    for start, end, place in _pieces(here, there):
        span = here.span(field, start, end)
        found.setdefault(here.text[start:end], (written[span.start : span.end], span, place))
    is_brief = field == "title" and len(here.text) <= _BRIEF
    kept = [piece for piece in found if is_brief or not _is_slight(piece)]
    kept.sort(key=lambda piece: (-len(piece), found[piece][1].start))
    yield from (found[piece] for piece in kept[:_MOST])


def without(listing: Listing, span: Span) -> Listing:
    """Give the listing with this place empty: a text without the piece, a list without the entry, a fact unknown."""
    value: Any = getattr(listing, span.field)
    rest: Any = _UNKNOWN.get(span.field)
    if span.field in ("product_classes", "requirements"):
        rest = value[: span.start] + value[span.end :]
    elif span.field in _TEXTS:
        rest = f"{value[: span.start]} {value[span.end :]}"
    return replace(listing, **{span.field: rest})


def _pieces(here: Placed, there: list[tuple[str, Placed]]) -> Iterator[tuple[int, int, Span]]:
    """Go through the text from the left, each time taking the longest run of units that the offer has."""
    units = [(found.start(), found.end()) for found in _UNIT.finditer(without_empty_words(without_buyer(here.text)))]
    at = 0
    while at < len(units):
        best = None
        for last in range(at, len(units)):
            if last > at and units[last][0] != units[last - 1][1]:
                break
            start, end = units[at][0], units[last][1]
            place = _place_of(here.text[start:end], there)
            if place is None:
                break
            best = last, (start, end, place)
        if best:
            yield best[1]
        at = best[0] + 1 if best else at + 1


def _is_slight(piece: str) -> bool:
    return not _TELLING.search(piece)


def _place_of(piece: str, there: list[tuple[str, Placed]]) -> Span | None:
    for field, text in there:
        found = re.search(bounded(piece), text.text) if piece in text.text else None
        if found:
            return text.span(field, found.start(), found.end())
    return None
