"""The text in simplified, half-width characters, place for place as long as the original."""

import unicodedata
from functools import lru_cache

from shanghui.engines.language.text import to_hans

_SAME = {"×": "×", "✕": "×", "✖": "×", "Ø": "φ", "ø": "φ", "⌀": "φ", "∅": "φ", "Φ": "φ", "ф": "φ", "Ф": "φ", "㎡": "㎡"}
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")


def fold(text: str) -> str:
    """Give the text with every character simplified and half-width where that is one character; same length.

    So a place found in the folded text is the same place of the original. Case stays.
    """
    narrow = "".join(map(_narrow, text))
    return "\n".join(_simplified(line) for line in narrow.split("\n"))


@lru_cache(maxsize=20_000)
def _narrow(character: str) -> str:
    if character in _SAME or character in _DASHES:
        return _SAME.get(character) or _DASHES[character]
    folded = unicodedata.normalize("NFKC", character)
    if len(folded) != 1 or unicodedata.category(character) == "No":  # ① counts entries, it is no 1
        return character
    return " " if folded.isspace() and folded != "\n" else folded


def _simplified(line: str) -> str:
    """Simplify by phrases where that keeps the length, else character by character."""
    whole = to_hans(line)
    return whole if len(whole) == len(line) else "".join(map(_one, line))


@lru_cache(maxsize=20_000)
def _one(character: str) -> str:
    simple = to_hans(character)
    return simple if len(simple) == 1 else character
