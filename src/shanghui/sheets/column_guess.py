"""Which column of a file means what: by last time, by header in any language, by what stands in the cells."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from django.conf import settings
from django.utils.translation import override

from shanghui.engines.language import normalise, to_hans
from shanghui.sheets.kinds import Column
from shanghui.sheets.rules import Guessed

_DECORATION = re.compile(r"[\s*:_\-/、.]+|\(.*?\)|\[.*?\]|【.*?】|必填|选填")
_SIMILAR = 0.75
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class Guess:
    """A column key ("" for none) and how it was found."""

    column: str
    how: Guessed


@dataclass(frozen=True, slots=True)
class _Offer:
    strength: float
    position: int
    column: Column
    how: Guessed


def header_key(header: str) -> str:
    """A header as it is remembered and compared: simplified, without spaces, stars and what stands in brackets."""
    tidy = to_hans(normalise(header))
    return (_DECORATION.sub("", tidy) or tidy)[:120]


def guess_columns(
    columns: Sequence[Column], header: Sequence[str], sample: Sequence[Sequence[str]], remembered: Mapping[str, str]
) -> list[Guess]:
    """One guess per column of the file; the strongest offer first, each meaning once unless its column is joint.

    `remembered`: header key → column key ("" was left out on purpose).
    """
    keys = [header_key(name) for name in header]
    guesses: list[Guess | None] = [
        Guess("", Guessed.LAST_TIME) if remembered.get(key, None) == "" else None for key in keys
    ]
    offers = [
        offer
        for position, key in enumerate(keys)
        if guesses[position] is None
        for column in columns
        if (
            offer := _offer(column, position, key, [row[position] for row in sample if position < len(row)], remembered)
        )
    ]
    taken: set[str] = set()
    for offer in sorted(offers, key=lambda offer: (-offer.strength, offer.position)):
        if guesses[offer.position] is None and (offer.column.key not in taken or offer.column.joint):
            guesses[offer.position] = Guess(offer.column.key, offer.how)
            taken.add(offer.column.key)
    return [guess or Guess("", Guessed.UNKNOWN) for guess in guesses]


def _offer(
    column: Column, position: int, key: str, cells: Sequence[str], remembered: Mapping[str, str]
) -> _Offer | None:
    if remembered.get(key) == column.key:
        return _Offer(4, position, column, Guessed.LAST_TIME)
    names = header_names(column)
    if key in names:
        return _Offer(3, position, column, Guessed.SAME_HEADER)
    if column.looks_like and _mostly(column.looks_like, cells):
        return _Offer(2, position, column, Guessed.CONTENT)
    likeness = max(_likeness(key, name) for name in names)
    return _Offer(likeness, position, column, Guessed.SIMILAR_HEADER) if likeness >= _SIMILAR else None


@cache
def header_names(column: Column) -> tuple[str, ...]:
    """Every header, as `header_key` gives it, that means this column."""
    labels = []
    for language, _ in settings.LANGUAGES:
        with override(language):
            labels.append(str(column.label))
    return tuple(dict.fromkeys(header_key(name) for name in (*labels, column.key, *column.aliases)))


def _likeness(key: str, name: str) -> float:
    """Between 0 and 1; a header that holds the name (企业全称名称) is alike in the measure of its length."""
    if len(name) >= 2 and not name.isascii() and name in key:
        return 0.75 + 0.2 * len(name) / len(key)
    return SequenceMatcher(None, key, name).ratio() if abs(len(key) - len(name)) <= 3 else 0.0


def _mostly(test: Callable[[str], bool], cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and sum(1 for cell in filled if test(cell)) >= _MOST * len(filled)
