"""Readings of Chinese texts for sorting and for finding by initials, without tones.

Own corrections come first (`data/reading_*.txt`), then pypinyin's phrase and character tables (MIT).
"""

import re
import unicodedata
from functools import cache

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from shanghui.engines.language.tables import lines_of
from shanghui.engines.language.text import normalise, to_hans

_WORDS = re.compile(r"[a-z0-9]+|[^\W_]")
_LONGEST = 4


def pinyin(text: str) -> str:
    """Give the syllables, joined by spaces: "上海公司" → "shang hai gong si"; letters and digits stay words.

    The space sorts below every letter, so that sorting by this text compares syllable by syllable ("xi an" before
    "xian"). ü is written v. Characters without a reading and punctuation fall out. Never raises.
    """
    return " ".join(_syllables(text))


def initials(text: str) -> str:
    """Give the first letter of each syllable, Latin words and numbers whole: "上海公司" → "shgs"."""
    return "".join(word if latin else word[0] for word, latin in _marked(text))


def _syllables(text: str) -> list[str]:
    return [word for word, _ in _marked(text)]


def _marked(text: str) -> list[tuple[str, bool]]:
    """Give (word, whether it stood there in Latin letters) in order."""
    prepared = to_hans(normalise(text))
    characters, starters, phrases = _tables()
    words: list[tuple[str, bool]] = []
    skip_to = 0
    for match in _WORDS.finditer(prepared):
        at, token = match.start(), match.group()
        if at < skip_to:
            continue
        if token.isascii():
            words.append((token, True))
            continue
        found = _phrase_at(prepared, at, phrases) if token in starters else None
        if found:
            skip_to = at + found[0]
            words.extend((syllable, False) for syllable in found[1])
        elif characters.get(token):
            words.append((characters[token], False))
    return words


def _phrase_at(text: str, at: int, phrases: dict[str, tuple[str, ...]]) -> tuple[int, tuple[str, ...]] | None:
    for length in range(_LONGEST, 1, -1):
        syllables = phrases.get(text[at : at + length])
        if syllables:
            return length, syllables
    return None


@cache
def _tables() -> tuple[dict[str, str], frozenset[str], dict[str, tuple[str, ...]]]:
    """Give character → reading, the first characters of phrases, and the phrases that differ from their characters.

    Keeping only those phrases (and none longer than four characters) makes the common step one dictionary look-up.
    """
    characters = {chr(code): _plain(readings.split(",")[0]) for code, readings in PINYIN_DICT.items()}
    characters.update((line[0], line[2:]) for line in lines_of("reading_characters.txt"))
    phrases: dict[str, tuple[str, ...]] = {}
    for phrase, readings in PHRASES_DICT.items():
        if len(phrase) > _LONGEST:
            continue
        syllables = tuple(_plain(options[0]) for options in readings)
        if len(syllables) == len(phrase) and syllables != tuple(characters.get(one, "") for one in phrase):
            phrases[phrase] = syllables
    own = (line.split(" ") for line in lines_of("reading_phrases.txt"))
    phrases.update((phrase, tuple(syllables)) for phrase, *syllables in own)
    return characters, frozenset(phrase[0] for phrase in phrases), phrases


def _plain(syllable: str) -> str:
    """Take the tone off: lǜ → lv, zhǎng → zhang."""
    letters = unicodedata.normalize("NFD", syllable.replace("ü", "v").replace("ǜ", "v"))
    letters = re.sub("u[\u0300-\u0304\u030c]*\u0308[\u0300-\u0304\u030c]*", "v", letters)
    return "".join(letter for letter in letters if letter.isascii() and letter.isalpha())


def sounds(text: str) -> str:
    """Give the syllables of each character by itself: quick, for telling homophones; no phrases, no normalising."""
    characters = _tables()[0]
    return " ".join([characters.get(one, one) for one in text])
