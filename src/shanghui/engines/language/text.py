"""One written form for texts that people write in many ways: width, white space, case, script."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from opencc_purepy import OpenCC

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")


def normalise(text: str) -> str:
    """Give the text in NFKC, lower case, without invisible characters, with single spaces, trimmed.

    Idempotent; never raises. Full-width letters, digits and brackets become half-width.
    """
    folded = (
        text.lower() if text.isascii() else unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    )
    if not folded.isprintable():
        folded = _INVISIBLE.sub("", folded)
    return " ".join(folded.split())


def to_hans(text: str) -> str:
    """Give the text in simplified characters (OpenCC's phrase and character tables).

    A text without a character that is only traditional comes back unchanged: 乾照光电 is already simplified,
    although 乾 is also the traditional form of 干.
    """
    if text.isascii() or _only_traditional().isdisjoint(text):
        return text
    converted: str = _converter().convert(text)
    return converted


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _only_traditional() -> frozenset[str]:
    """The characters that OpenCC would simplify and that the simplified set GB 2312 does not hold."""
    table = files("opencc_purepy").joinpath("dicts/TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in table.splitlines() if "\t" in line and not line.startswith("#"))
    return frozenset(key for key, values in pairs if key not in values.split() and not _in_gb2312(key))


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
