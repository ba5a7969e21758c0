"""A company's name in its parts: place, own name (字号), trade, form, branch."""

import re
from dataclasses import dataclass
from functools import lru_cache

from shanghui.engines.language.company_words import (
    BRACKET_FORMS,
    BRANCH_ENDS,
    FORMS,
    LATIN_FORMS,
    LONGEST_FORM,
    LONGEST_TRADE,
    NO_FORMS_AFTER,
    PLACES_ONLY_IN_FULL,
    TRADES,
    WHOLE_ENDS,
)
from shanghui.engines.language.regions import CITY, PROVINCE, Gazetteer, Naming, Wording, built_in_regions
from shanghui.engines.language.text import normalise, to_hans

_BRACKETS = re.compile(r"[(\[【〔<《]([^()\[\]【】〔〕<>《》]*)[)\]】〕>》]")
_HAN = re.compile("[\u3400-\u9fff]")
_PUNCTUATION = re.compile(r"[^\w()\[\]【】〔〕<>《》&+]+|_")
_LATIN_WORD = re.compile(r"[^\W_]+")
_SITE = re.compile(r"^(.{4,}?(?:有限公司|有限责任公司))([^()]{1,10}|[^()]{0,4}\([^()]*\))$")
_BRANCH = re.compile(f"^(.{{2,}}?(?:{WHOLE_ENDS}))(.{{0,16}}(?:{'|'.join(BRANCH_ENDS)}))$")
_GROUP = "集团"
_COUNTRY = ("中国", "全国")


@dataclass(frozen=True, slots=True)
class CompanyName:
    """The parts of a name, normalised and in simplified characters; a part that is not there is "".

    `region` is the built-in gazetteer's code of the place (2, 4 or 6 digits); `core` is never empty unless the name is.
    `note` holds brackets that are neither place nor form nor group, without the brackets.
    """

    place: str
    core: str
    trade: str
    form: str
    branch: str
    region: str
    is_group: bool
    note: str

    @property
    def key(self) -> str:
        """Give own name and trade: the same for all spellings with or without place, form and brackets."""
        return self.core + self.trade

    @property
    def placed_key(self) -> str:
        """Give city, own name, trade and branch: equal for two records only where nothing in their names differs."""
        return f"{self.region[:4]}|{self.core}{self.trade}|{self.branch}"


def company_name(name: str) -> CompanyName:
    """Split a company's name as people write it; never raises. Names without a Chinese character are read as Latin."""
    tidy = to_hans(normalise(name))
    if not _HAN.search(tidy):
        return _latin(tidy)
    compact = _PUNCTUATION.sub("", tidy)
    branch, site = "", ""
    if compact.endswith(BRANCH_ENDS) and (parts := _BRANCH.match(compact)):
        compact, branch = parts[1], parts[2]
    elif parts := _SITE.match(compact):  # …有限公司二号厂房: the same company's second building
        compact, site = parts[1], parts[2]
    place, region, bracket_form, note, is_group = "", "", "", "", False
    if not compact[-1:].isalnum() or "(" in compact or "[" in compact or "【" in compact:
        compact, place, region, bracket_form, note, is_group = _brackets(compact)
    rest, form = _form(compact)
    if rest.endswith(_GROUP) and len(rest) > 3:
        rest, is_group = rest[:-2], True
    is_group = is_group or form.startswith(_GROUP)
    front, front_region, rest = _place(rest)
    core, trade = _core_and_trade(rest)
    place, region = (front, front_region) if len(front_region) >= len(region) and front else (place, region)
    return CompanyName(place, core, trade, bracket_form or form, branch, region, is_group, note + site.strip("()"))


def _latin(tidy: str) -> CompanyName:
    words = _LATIN_WORD.findall(tidy.replace(".", "").replace("'", ""))
    own = [word for word in words if word not in LATIN_FORMS]
    form = " ".join(word for word in words if word in LATIN_FORMS and own)
    return CompanyName("", "".join(own or words), "", form, "", "", "group" in words, "")


def _brackets(text: str) -> tuple[str, str, str, str, str, bool]:
    """Take the brackets out: give the rest, place, region, form, note and whether one said 集团."""
    place, region, form, note, is_group = "", "", "", "", False
    for inside in _BRACKETS.findall(text):
        where, code, left = _place(inside, may_be_all=True)
        if inside == _GROUP:
            is_group = True
        elif inside in BRACKET_FORMS:
            form = inside
        elif where and not left:
            place, region = where, code
        else:
            note += inside
    rest = re.sub(r"[()\[\]【】〔〕<>《》]", "", _BRACKETS.sub("", text))
    return (rest, place, region, form, note, is_group) if rest else (note or place, "", "", "", "", False)


def _form(text: str) -> tuple[str, str]:
    """Split off the form at the end; what is left has two characters at least."""
    for length in range(min(LONGEST_FORM, len(text) - 2), 0, -1):
        form = text[-length:]
        if form in FORMS and text[-length - 1] != NO_FORMS_AFTER.get(form):
            return text[:-length], form
    return text, ""


def _place(text: str, *, may_be_all: bool = False) -> tuple[str, str, str]:
    """Split province, city and county off the front: (place, code of the smallest region, rest of ≥ 2 characters)."""
    regions = built_in_regions()
    at, region = 0, ""
    while text[at : at + 2] in regions.lengths:
        step = _place_step(text, at, region, regions, 0 if may_be_all else 2)
        if step is None:
            break
        at, region = step
    if not at and text.startswith(_COUNTRY) and (len(text) > 3 or may_be_all):
        at = 2
    return text[:at], region, text[at:]


def _place_step(text: str, at: int, inside: str, regions: Gazetteer, least: int) -> tuple[int, str] | None:
    for length in regions.lengths[text[at : at + 2]]:
        end = at + length
        if len(text) - end >= least and (region := _region_of(text[at:end], inside)) is not None:
            return end, region
    return None


@lru_cache(maxsize=20_000)
def _region_of(word: str, inside: str) -> str | None:
    """Give the region that a word at the front of a name means within another; None if it is no place there."""
    regions = built_in_regions()
    namings = regions.by_name.get(word, ())
    fitting = [one for one in namings if regions.is_within(one.region.code, inside) and one.region.code != inside]
    if not fitting or not _may_open(fitting[0], word, inside):
        return None
    same_level = [one for one in fitting if one.region.level == fitting[0].region.level]
    return fitting[0].region.code if len(same_level) == 1 else inside


def _may_open(naming: Naming, word: str, inside: str) -> bool:
    """Tell whether the word at the front of a name is a place, not the firm's own name (长安, 新华, 东方)."""
    if inside or naming.wording is not Wording.SHORT:
        return True
    region = naming.region
    if region.level in (PROVINCE, CITY):
        return word not in PLACES_ONLY_IN_FULL
    return region.name.endswith("市") and word not in PLACES_ONLY_IN_FULL


def _core_and_trade(text: str) -> tuple[str, str]:
    """Take words of trade off the end, the longest first, while two characters stay or nothing."""
    end = len(text)
    while end > 2:
        cut = _trade_start(text, end)
        if cut is None:
            break
        end = cut
    return text[:end], text[end:]


def _trade_start(text: str, end: int) -> int | None:
    for start in range(max(2, end - LONGEST_TRADE), end - 1):
        if text[start:end] in TRADES:
            return start
    return None
