"""Keys derived from names, so that lists sort by pinyin and any spelling finds the row."""

from dataclasses import dataclass

from django.db.models import Q

from shanghui.engines import language


@dataclass(frozen=True)
class NameKeys:
    """Values of the three derived columns of `models.Named`."""

    sort_key: str
    search_names: str
    search_latin: str


def name_keys(name: str, *others: str, codes: tuple[str, ...] = ()) -> NameKeys:
    """Keys of a name, its other names (short, former) and its codes; each text cut to its column."""
    names = list(dict.fromkeys(text for text in (name, *others) if text))
    hans = list(dict.fromkeys(language.to_hans(language.normalise(text)) for text in names))
    sounds = [f"{language.pinyin(text).replace(' ', '')} {language.initials(text)}" for text in hans]
    latin = " ".join([*sounds, *(code.lower() for code in codes if code)])
    return NameKeys(language.pinyin(hans[0] if hans else "")[:240], "|".join(hans)[:240], latin[:500])


def name_filter(text: str, of: str = "") -> Q:
    """Rows whose name, pinyin, initials or code contain every word of the text, in any script.

    `of` leads to the named row, as `enterprise__`."""
    found = Q()
    for word in language.to_hans(language.normalise(text)).split():
        one = Q(**{f"{of}search_names__contains": word})
        found &= one | Q(**{f"{of}search_latin__contains": word}) if word.isascii() else one
    return found


def words_found(name: str, text: str) -> bool:
    """Does the name contain every word of the text, as characters, pinyin or initials?"""
    keys = name_keys(name)
    words = language.to_hans(language.normalise(text)).split()
    return all(word in keys.search_names or word in keys.search_latin for word in words)
