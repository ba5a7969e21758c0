"""From an address, with what else a row says, to province, city and district, and why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from shanghui.engines.language.regions import CITY, DISTRICT, PROVINCE, STREET, Gazetteer, Naming, Wording
from shanghui.engines.language.text import normalise, to_hans

_ROAD_AFTER = re.compile(
    r"[东西南北中]?[一二三四五六七八九十0-9]*(?:路|街(?!道)|大道|大街|巷|弄|桥|线|高速|公路|支路|快速|高架|广场|大厦|小区|花园|酒店|公司)"
)
_NOT_A_TOWN_AFTER = re.compile(r"村|社区|泾|山|河|湖|浜|港|塘")
_BRACKETED = re.compile(r"\(([^()]+)\)")
_ANYWHERE = {
    "开发区",
    "经济开发区",
    "经济技术开发区",
    "高新区",
    "高新技术产业开发区",
    "工业园区",
    "城关镇",
    "城关",
    "城区",
    "郊区",
}
_NEAR_HEAD = 6


class Certainty(StrEnum):
    """How far the district can be trusted: sure, likely (show it, let it be mended), unknown."""

    SURE = "sure"
    LIKELY = "likely"
    UNKNOWN = "unknown"


class Source(StrEnum):
    """Which text of the row the evidence stands in."""

    DISTRICT = "district"
    ADDRESS = "address"
    NAME = "name"
    CITY = "city"
    NONE = ""


@dataclass(frozen=True, slots=True)
class AddressReading:
    """Codes of the gazetteer ("" where unknown), how certain the district is, and the words that show it.

    `start` and `end` count characters in the normalised simplified text of the source, `evidence` is that piece.
    """

    province: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    certainty: Certainty = Certainty.UNKNOWN
    source: Source = Source.NONE
    evidence: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    namings: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to read: where province and city at its head end, and the region that they and the columns leave."""

    words: str
    head_end: int
    scope: str
    source: Source
    regions: Gazetteer

    def is_near_head(self, mention: _Mention) -> bool:
        return mention.start - self.head_end <= _NEAR_HEAD


def address(
    text: str, regions: Gazetteer, *, province: str = "", city: str = "", district: str = "", name: str = ""
) -> AddressReading:
    """Read an address; never raises.

    `province`, `city`, `district` are the row's own columns, each may be empty; `name` is the enterprise's name, used
    last (余姚市立亿压铸厂 is likely, not surely, in 余姚). What the columns say narrows what the text may mean.
    """
    tidy, called = _tidy(text), _tidy(name)
    scope = _head(tidy, _scope(regions, province, city), regions)[1]
    for source, words in (
        (Source.DISTRICT, _tidy(district)),
        (Source.ADDRESS, tidy),
        (Source.NAME, called),
        *((Source.NAME, inside) for inside in _BRACKETED.findall(called)),
    ):
        found = _read(words, scope, source, regions)
        if found is not None:
            return found
    return _without_district(scope, regions)


def is_road_at(text: str, at: int) -> bool:
    """Tell whether the words here make what stands before them the name of a road or building: 中山|路, 上海|东路."""
    return _ROAD_AFTER.match(text, at) is not None


def _tidy(text: str) -> str:
    return to_hans(normalise(text)).replace(" ", "")


def _scope(regions: Gazetteer, province: str, city: str) -> str:
    """Give the code of the smallest region that the columns name: the city, else the province, else ""."""
    scope = ""
    for words, levels in ((_tidy(province), (PROVINCE,)), (_tidy(city), (CITY, PROVINCE))):
        codes = {
            naming.region.code
            for naming in regions.by_name.get(words, ())
            if naming.region.level in levels and regions.is_within(naming.region.code, scope)
        }
        if len(codes) == 1:
            scope = codes.pop()
    return scope


def _head(text: str, scope: str, regions: Gazetteer) -> tuple[int, str]:
    """Step over province and city at the head of the text; give where they end and the scope they leave."""
    at = 0
    while True:
        step = _head_step(text, at, scope, regions)
        if step is None:
            return at, scope
        at, scope = step


def _head_step(text: str, at: int, scope: str, regions: Gazetteer) -> tuple[int, str] | None:
    for end, namings in regions.named_at(text, at):
        if is_road_at(text, end):
            continue
        above = [naming for naming in namings if naming.region.level in (PROVINCE, CITY)]
        inside = [one.region.code for one in above if regions.is_within(one.region.code, scope)]
        outside = [one.region.code for one in above if regions.is_within(scope, one.region.code)]
        if inside:
            return end, inside[0]
        if outside or (above and above[0].wording is Wording.FULL and at == 0):
            return end, scope if outside else above[0].region.code
    return None


def _read(words: str, scope: str, source: Source, regions: Gazetteer) -> AddressReading | None:
    """Give the best reading of one text: a district named plainly, else a street or town, else a short name."""
    head_end, inner = _head(words, scope, regions)
    text = _Text(words, head_end, inner, source, regions)
    ranked = (
        (rank, mention.start, mention, naming)
        for mention in _mentions(text)
        for naming in mention.namings
        if (rank := _rank(text, mention, naming)) is not None and not _has_rivals(text, mention, naming)
    )
    best = min(ranked, key=lambda one: one[:2], default=None)
    return _reading(text, best[2], best[3]) if best else None


def _has_rivals(text: _Text, mention: _Mention, naming: Naming) -> bool:
    """Tell whether the words name another district, or a street of another one, just as plainly."""
    districts = {
        text.regions.ancestor(one.region.code, DISTRICT)
        for one in mention.namings
        if one.region.level == naming.region.level and one.wording <= naming.wording
    }
    return len(districts) > 1


def _rank(text: _Text, mention: _Mention, naming: Naming) -> int | None:
    """Order the kinds of evidence; None for a name that may well mean something else there."""
    level = naming.region.level
    if level < DISTRICT or text.words[mention.start : mention.end] in _ANYWHERE:
        return None
    if naming.wording is not Wording.SHORT:
        return (0 if level == DISTRICT else 1) + (0 if text.is_near_head(mention) else 2)
    if mention.start != text.head_end or is_road_at(text.words, mention.end):
        return None
    if level == DISTRICT:
        return 4
    return None if text.source is Source.NAME or _NOT_A_TOWN_AFTER.match(text.words, mention.end) else 5


def _mentions(text: _Text) -> Iterator[_Mention]:
    """Give the regions of the scope that the text names, from the left, the longest first, without overlap."""
    at, words = text.head_end, text.words
    while at < len(words) - 1:
        for end, namings in text.regions.named_at(words, at):
            inside = tuple(one for one in namings if text.regions.is_within(one.region.code, text.scope))
            if inside and not is_road_at(words, end):
                yield _Mention(at, end, inside)
                at = end - 1
                break
        at += 1


def _reading(text: _Text, mention: _Mention, naming: Naming) -> AddressReading:
    code, regions = naming.region.code, text.regions
    is_plain = naming.wording is not Wording.SHORT and text.source is not Source.NAME and text.is_near_head(mention)
    is_sure = is_plain and (naming.region.level == DISTRICT or bool(text.scope))
    return AddressReading(
        province=regions.ancestor(code, PROVINCE),
        city=regions.ancestor(code, CITY),
        district=regions.ancestor(code, DISTRICT),
        street=regions.ancestor(code, STREET),
        certainty=Certainty.SURE if is_sure else Certainty.LIKELY,
        source=text.source,
        evidence=text.words[mention.start : mention.end],
        start=mention.start,
        end=mention.end,
    )


def _without_district(scope: str, regions: Gazetteer) -> AddressReading:
    """Give what the columns and the head say; a city with a single district (东莞) is that district."""
    known = AddressReading(regions.ancestor(scope, PROVINCE), regions.ancestor(scope, CITY))
    inner = regions.children.get(scope, ()) if known.city else ()
    if len(inner) != 1 or regions.by_code[inner[0]].level != DISTRICT:
        return known
    name = regions.by_code[scope].name
    return replace(known, district=inner[0], certainty=Certainty.SURE, source=Source.CITY, evidence=name)
