"""Finding by what people type: simplified or traditional characters, pinyin, initials, code, former names."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from django.db.models import Case, IntegerField, QuerySet, Value, When

from shanghui.catalogue.models import Entry
from shanghui.engines.language import initials, normalise, pinyin, to_hans

Found = TypeVar("Found", bound=Entry)
_BAR = "|"
#: a Latin query shorter than this is only looked for at the beginning of words
_SHORT = 3
LONGEST_QUERY = 60


def folded(text: str) -> str:
    """One written form of a name or a query: normalised, simplified, without spaces and bars."""
    return to_hans(normalise(text)).replace(" ", "").replace(_BAR, "")


@lru_cache(maxsize=256)
def spelling(name: str) -> tuple[str, str]:
    """The name's syllables, joined by spaces, and its initials. Kept a while: a row asks for the same name twice."""
    return pinyin(name), initials(name)


def search_text(names: Iterable[str], codes: Iterable[str]) -> str:
    """Give what `search` holds: each name with its pinyin and initials, and the codes, between bars."""
    words = dict.fromkeys(word for name in names if name for word in _spellings(name))
    words.update(dict.fromkeys(code.lower() for code in codes if code))
    return _BAR + "".join(word + _BAR for word in words if word)


def search(rows: "QuerySet[Found]", text: str) -> "QuerySet[Found]":
    """The rows that fit, best first: whole word, beginning of a word, inside; then upper levels, then code."""
    query = folded(text[:LONGEST_QUERY])
    if not query:
        return rows.none()
    inner = query if len(query) >= _SHORT or not query.isascii() else _BAR + query
    rank = Case(
        When(search__contains=f"{_BAR}{query}{_BAR}", then=Value(0)),
        When(search__contains=f"{_BAR}{query}", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found = rows.filter(search__contains=inner, valid_until__isnull=True)
    ranked: QuerySet[Found] = found.annotate(rank=rank).order_by("rank", *_upper_first(rows), "code")  # type: ignore[assignment]
    return ranked


def _upper_first(rows: "QuerySet[Found]") -> list[str]:
    return ["level"] if any(field.name == "level" for field in rows.model._meta.fields) else []


def _spellings(name: str) -> list[str]:
    if name.isascii():
        return [folded(name)]
    syllables, letters = spelling(name)
    return [folded(name), syllables.replace(" ", ""), letters]
