"""What the catalogue holds to: levels, and what an edit must not break. Pure Python."""

from enum import IntEnum

from shanghui.core.refusal import Refusal


class RegionLevel(IntEnum):
    """Levels of GB/T 2260, and the towns below them."""

    PROVINCE = 1
    CITY = 2
    DISTRICT = 3
    TOWN = 4


class IndustryLevel(IntEnum):
    """Levels of GB/T 4754: 门类, 大类, 中类, 小类."""

    SECTION = 1
    DIVISION = 2
    GROUP = 3
    CLASS = 4


class ProductClassKnown(Refusal):
    """A name or synonym that another class already has; context: `word`, `known`."""


class ProductClassRetired(Refusal):
    """A retired class is not edited; context: `name`."""


def ensure_unclaimed(words: set[str], claimed: dict[str, str]) -> None:
    """No word may already mean another class; `claimed`: folded word → name of the class that has it."""
    for word in sorted(words):
        if word in claimed:
            raise ProductClassKnown(word=word, known=claimed[word])


def ensure_in_use(name: str, retired: bool) -> None:
    if retired:
        raise ProductClassRetired(name=name)


def code_prefix(code: str) -> str:
    """What the codes of all places inside begin with: 310000 → 31, 330200 → 3302, 310114 → 310114."""
    return code if len(code) > 6 else code.removesuffix("00").removesuffix("00")


def next_code(parent: str, taken: set[str]) -> str:
    """The first free two-digit code below `parent` ("" for a new top class): "01" + {"0101"} → "0102"."""
    number = 1
    while f"{parent}{number:02d}" in taken:
        number += 1
    return f"{parent}{number:02d}"
