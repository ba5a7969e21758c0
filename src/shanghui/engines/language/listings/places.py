"""Regions that a message names, by their short names and by the names of areas that hold several."""

import re
from dataclasses import dataclass
from itertools import zip_longest

from shanghui.engines.language.listings.model import ReadRegion
from shanghui.engines.language.listings.page import PAINTED, Page
from shanghui.engines.language.regions import DISTRICT, Naming, Wording, built_in_regions
from shanghui.engines.language.tables import words_of

_AREAS = {
    "长三角": ("31", "32", "33", "34"),
    "长江三角洲": ("31", "32", "33", "34"),
    "江浙沪皖": ("32", "33", "31", "34"),
    "江浙沪": ("32", "33", "31"),
    "苏浙沪": ("32", "33", "31"),
    "包邮区": ("32", "33", "31"),
    "江浙": ("32", "33"),
    "苏锡常": ("3205", "3202", "3204"),
    "杭嘉湖": ("3301", "3304", "3305"),
    "珠三角": ("44",),
    "京津冀": ("11", "12", "13"),
    "川渝": ("51", "50"),
    "华东": ("31", "32", "33", "34", "35", "36", "37"),
}
_AREA = re.compile("|".join(sorted(_AREAS, key=len, reverse=True)))
# where one short name fits several districts, the one nearest to the house's home is meant
_HOME = ("31", "32", "33", "34")
_ONLY_IN_FULL = frozenset(words_of("listing_places_only_in_full.txt")) | frozenset(words_of("places_only_in_full.txt"))
_NO_PLACES = re.compile("|".join(words_of("listing_words_with_places.txt")))
_ANYWHERE = {"开发区", "高新区", "城区", "郊区", "市区", "新区", "城关镇"}
_NEAR_AFTER = re.compile(r"\s?(?:或|及|和|以及|、)?(?:其)?(?:周边|附近|周围|一带|就近|左近)")
_ROAD_AFTER = re.compile(
    "[东西南北中]?[一二三四五六七八九十0-9]{0,3}(?:路|街(?!道)|大道|大街|巷|弄|高速|公路|大厦|公园|广场|花园|酒店|公司|银行)"
)
_EXCEPT = re.compile("[^,。;\n]{0,2}(?:勿扰|除外|免谈|不要)")
_NOT_AFTER = re.compile("场(?!地)|[路街道]|大[道厦]|银行|大学|学院|牌|人(?![才员工])|菜|话|造|产(?!业)")


# 长三角食品厂老板看过来: whom the message is for, not where
_ADDRESS = re.compile(
    "[^,。;!\n]{0,16}(?:老板|老乡|群里|群友|朋友|同行|兄弟|客户|企业|厂家|厂商)们?(?:看过来|看这里|看一下|注意了?|请看|请进|(?=谁有|哪位|有没有))"
)


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    codes: tuple[str, ...]


def read_regions(page: Page) -> tuple[ReadRegion, ...]:
    """Give the regions and mark them; of 上海嘉定 only the inner one."""
    mentions = _without_outer(page, _mentions(page))
    regions: dict[str, ReadRegion] = {}
    for mention in mentions:
        if _EXCEPT.match(page.words, mention.end):
            page.paint(mention.start, mention.end)
            continue
        near = _NEAR_AFTER.match(page.words, mention.end)
        page.take("region", mention.start, near.end() if near else mention.end, "/".join(mention.codes))
        for code in mention.codes:
            name = built_in_regions().by_code[code].name
            regions.setdefault(code, ReadRegion(code, name, near is not None))
    return tuple(regions.values())


def leave_out_address(page: Page) -> None:
    """Paint over words that only call upon those whom the message is for."""
    for match in page.find(_ADDRESS):
        page.paint(*match.span())


def _mentions(page: Page) -> list[_Mention]:
    words = _NO_PLACES.sub(lambda found: PAINTED * len(found[0]), page.rest)
    areas = {match.start(): match for match in _AREA.finditer(words)}
    found: list[_Mention] = []
    at = 0
    while at < len(words) - 1:
        if area := areas.get(at):
            found.append(_Mention(at, area.end(), _AREAS[area[0]]))
        elif mention := _named(words, at, found[-1] if found else None):
            found.append(mention)
        at = found[-1].end if found and found[-1].start == at else at + 1
    return found


def _named(words: str, at: int, previous: _Mention | None) -> _Mention | None:
    regions = built_in_regions()
    for end, namings in regions.named_at(words, at):
        name = words[at:end]
        previous_end = previous.end if previous else -1
        inside = previous.codes[0] if previous and at - previous_end <= 1 else ""
        fitting = [one for one in namings if inside and regions.is_within(one.region.code, inside)]
        if fitting and name not in _ANYWHERE:
            return _Mention(at, end, (fitting[0].region.code,))
        if inside and at == previous_end and _is_far(_likeliest(namings), inside):
            continue
        if name in _ANYWHERE or not _may_be_meant(words, at, end, _likeliest(namings)):
            continue
        return _Mention(at, end, (_likeliest(namings).region.code,))
    return None


def _is_far(naming: Naming, beside: str) -> bool:
    """Tell whether a county right after a district's name is rather one of its towns: 闵行浦江 is not the county 浦江."""
    region = naming.region
    is_county = naming.wording is Wording.SHORT and region.level == DISTRICT and not region.name.endswith("市")
    return is_county and region.code[:4] != beside[:4]


def _may_be_meant(words: str, start: int, end: int, naming: Naming) -> bool:
    if _ROAD_AFTER.match(words, end) or _NOT_AFTER.match(words, end):
        return False
    if naming.wording is not Wording.SHORT:
        return True
    region = naming.region
    # far counties are often called like things (通道, 建设): by a short name only cities and the delta's districts
    is_known = region.level < DISTRICT or region.code.startswith(_HOME) or region.name.endswith("市")
    return is_known and words[start:end] not in _ONLY_IN_FULL


def _likeliest(namings: tuple[Naming, ...]) -> Naming:
    """Give the plainest and biggest; among districts of one name the one in the delta, Shanghai's first."""
    best = namings[0]
    if best.region.level < DISTRICT:
        return best
    alike = [one for one in namings if one.wording == best.wording]
    for home in _HOME:
        for one in alike:
            if one.region.code.startswith(home):
                return one
    return best


def _without_outer(page: Page, mentions: list[_Mention]) -> list[_Mention]:
    """Drop a region before one that lies in it (江苏昆山), unless a sign between says that both are meant."""
    regions, kept = built_in_regions(), []
    for mention, following in zip_longest(mentions, mentions[1:]):
        is_outer = (
            following is not None
            and page.words[mention.end : following.start].strip() == ""
            and all(regions.is_within(code, mention.codes[0]) for code in following.codes)
        )
        if is_outer:
            page.paint(mention.start, mention.end)
        else:
            kept.append(mention)
    return kept
