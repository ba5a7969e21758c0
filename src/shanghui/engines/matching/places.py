"""Where firms are, and how near one is to another: district, city, province, neighbouring province."""

from dataclasses import dataclass
from functools import lru_cache

from shanghui.engines.language import address, built_in_regions
from shanghui.engines.matching.text import fold

# Provinces that border on each other, by GB/T 2260 (11 北京 … 65 新疆).
_BORDERS = (
    "11:12,13 12:13 13:14,15,21,37,41 14:15,41,61 15:21,22,23,61,62,64 21:22 22:23 31:32,33 32:33,34,37 33:34,35,36 "
    "34:36,37,41,42 35:36,44 36:42,43,44 37:41 41:42,61 42:43,50,61 43:44,45,50,52 44:45,46 45:52,53 50:51,52,61 "
    "51:52,53,54,61,62,63 52:53 53:54 54:63,65 61:62,64 62:63,64,65 63:65"
)
# Economic areas that people name when they mean several provinces. Around Shanghai they count as one neighbourhood.
_AREAS = {
    **dict.fromkeys(("长三角", "长江三角洲", "江浙沪", "苏浙沪", "江浙沪皖", "华东三省一市"), ("31", "32", "33", "34")),
    **dict.fromkeys(("京津冀", "环京"), ("11", "12", "13")),
    **dict.fromkeys(("珠三角", "大湾区", "粤港澳"), ("44", "81", "82")),
    **dict.fromkeys(("川渝", "成渝"), ("50", "51")),
    **dict.fromkeys(("东北", "东三省"), ("21", "22", "23")),
}
_ANYWHERE = ("全国", "不限", "国内", "中国")
_MUNICIPALITIES = ("11", "12", "31", "50")


@dataclass(frozen=True, slots=True)
class Place:
    """Codes of GB/T 2260 without trailing zeros, "" below what is known; of a municipality `city` is the province."""

    province: str = ""
    city: str = ""
    district: str = ""


@lru_cache(maxsize=4096)
def place(words: str) -> Place:
    """Read a region: a code of 2, 4 or 6 digits (310000 is 31) or words; the empty place if it is not understood."""
    regions = built_in_regions()
    code = _cut(words.strip())
    if code.isdigit():
        known = code in regions.by_code
        province, city, district = (regions.ancestor(code, level) if known else "" for level in (1, 2, 3))
    else:
        read = address(words, regions)
        province, city, district = read.province, read.city, read.district
    return Place(province, province if province in _MUNICIPALITIES else city, district)


@lru_cache(maxsize=4096)
def area(words: str) -> tuple[str, ...]:
    """Give the provinces of an area that words name: 长三角 → 31, 32, 33, 34; () if they name none."""
    folded = fold(words)
    return next((provinces for name, provinces in _AREAS.items() if name in folded), ())


def is_anywhere(words: str) -> bool:
    """Tell whether the words leave the region open: 全国, 不限."""
    return any(word in words for word in _ANYWHERE)


def is_within(inner: Place, outer: Place) -> bool | None:
    """Tell whether a place lies in another; None where the inner is known too roughly to say."""
    for wanted, found in zip(_steps(outer), _steps(inner), strict=True):
        if not wanted:
            return True
        if not found:
            return None
        if wanted != found:
            return False
    return True


def nearness(one: Place, other: Place) -> float | None:
    """Give 1 for one district, .8 for one city, .5 for one province, .3 for neighbours, 0 beyond; None if unknown."""
    if not one.province or not other.province:
        return None
    if one.district and one.district == other.district:
        return 1.0
    if one.city and one.city == other.city:
        return 0.8
    if one.province == other.province:
        return 0.5
    return 0.3 if are_neighbours(one.province, other.province) else 0.0


def are_neighbours(one: str, other: str) -> bool:
    """Tell whether two provinces border on each other or both lie in the Yangtze delta."""
    pair = tuple(sorted((one, other)))
    return pair in _neighbours() or all(code in _AREAS["长三角"] for code in pair)


@lru_cache(maxsize=1)
def _neighbours() -> frozenset[tuple[str, ...]]:
    lines = (line.split(":") for line in _BORDERS.split())
    return frozenset((code, other) for code, others in lines for other in others.split(","))


def _steps(of: Place) -> tuple[str, str, str]:
    return of.province, of.city, of.district


def _cut(code: str) -> str:
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code
