"""A gazetteer: regions from province to street, found by their full, short and former names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from shanghui.engines.language.tables import lines_of

PROVINCE, CITY, DISTRICT, STREET = 1, 2, 3, 4
_NATIONS = (
    "(?:维吾尔|哈萨克|柯尔克孜|蒙古族?|土家族|布依族|哈尼族|景颇族|傈僳族|朝鲜族|撒拉族|东乡族|裕固族|保安族|仡佬族|毛南族|仫佬族|拉祜族|"
    "纳西族|布朗族|独龙族|普米族|达斡尔族|鄂伦春|鄂温克族?|塔吉克|锡伯|满族|畲族|瑶族|黎族|土族|水族|各族|佤族|怒族|壮族|回族|藏族|羌族|苗族|"
    "侗族|彝族|傣族|白族)"
)
_SUFFIX = re.compile(
    f"{_NATIONS}*(?:特别行政区|自治区|自治州|自治县|自治旗|联合旗|地区|新区|矿区|林区|街道办事处|街道|省|市|盟|县|区|旗|镇|乡)$"
)
_NO_NAMES = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}

RegionRow = tuple[str, str, str, Iterable[str]]


class Wording(IntEnum):
    """How a region is named in a text, the plainest first."""

    FULL = 0
    FORMER = 1
    SHORT = 2


@dataclass(frozen=True, slots=True)
class Region:
    """One region. `level`: 1 province, 2 city, 3 district or county, 4 street or town."""

    code: str
    name: str
    parent: str
    level: int
    short: str


@dataclass(frozen=True, slots=True)
class Naming:
    """A region and the wording by which it was found."""

    region: Region
    wording: Wording


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Regions by code and by name. Build it once with `gazetteer` and share it: it is never changed."""

    by_code: Mapping[str, Region]
    by_name: Mapping[str, tuple[Naming, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    children: Mapping[str, tuple[str, ...]]

    def named_at(self, text: str, at: int) -> Iterable[tuple[int, tuple[Naming, ...]]]:
        """Give (end, namings) of the region names that begin at this place of the text, the longest first."""
        for length in self.lengths.get(text[at : at + 2], ()):
            namings = self.by_name.get(text[at : at + length])
            if namings is not None and at + length <= len(text):
                yield at + length, namings

    def ancestor(self, code: str, level: int) -> str:
        """Give the code of the region's ancestor (or itself) at this level, "" if it has none."""
        region = self.by_code.get(code)
        while region is not None and region.level > level:
            region = self.by_code.get(region.parent)
        return region.code if region is not None and region.level == level else ""

    def is_within(self, code: str, outer: str) -> bool:
        """Tell whether the region is the outer one or lies in it; every region lies in ""."""
        while outer and code and code != outer:
            region = self.by_code.get(code)
            code = region.parent if region else ""
        return not outer or code == outer


def short_name(name: str) -> str:
    """Take the kind of region off a name: 浦东新区 → 浦东, 恩施土家族苗族自治州 → 恩施; two characters always stay."""
    short = _SUFFIX.sub("", name)
    return short if len(short) >= 2 else name


def gazetteer(rows: Iterable[RegionRow]) -> Gazetteer:
    """Build a gazetteer from rows (code, name, code of the parent or "", former and other names).

    Codes are those of GB/T 2260, either 2, 4, 6 and 9 digits long or 6 and 9 with zeros at the end (310000, 310100).
    Rows without a parent in the rows are given the one that their code implies.
    """
    kept = [(code, name, parent, tuple(aliases)) for code, name, parent, aliases in rows]
    is_cut = any(len(code) < 6 for code, *_ in kept)
    codes = {code for code, *_ in kept}
    regions = {
        code: Region(code, name, parent or _implied_parent(code, codes, is_cut), _level(code, is_cut), short_name(name))
        for code, name, parent, _ in kept
    }
    names = _names(regions, {code: aliases for code, _, _, aliases in kept})
    lengths: dict[str, set[int]] = defaultdict(set)
    children: dict[str, list[str]] = defaultdict(list)
    for name in names:
        lengths[name[:2]].add(len(name))
    for region in regions.values():
        children[region.parent].append(region.code)
    return Gazetteer(
        regions,
        {name: tuple(found) for name, found in names.items()},
        {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()},
        {parent: tuple(found) for parent, found in children.items()},
    )


@cache
def built_in_regions() -> Gazetteer:
    """Give the regions that ship with the engine: provinces, cities, districts and some former districts."""
    return gazetteer(_built_in_rows())


def _names(regions: Mapping[str, Region], aliases: Mapping[str, tuple[str, ...]]) -> dict[str, list[Naming]]:
    """Give every name under which a region can be met; a wording said more plainly goes before."""
    names: dict[str, dict[str, Naming]] = defaultdict(dict)
    for region in regions.values():
        if region.name in _NO_NAMES:
            continue
        wordings = [(region.name, Wording.FULL), *((alias, Wording.FORMER) for alias in aliases[region.code])]
        if region.short != region.name:
            wordings.append((region.short, Wording.SHORT))
            if region.level == DISTRICT:  # 奉化区 was 奉化市, and people go on writing so
                wordings += [(region.short + kind, Wording.FORMER) for kind in ("区", "市", "县")]
        for name, wording in wordings:
            if len(name) >= 2:
                names[name].setdefault(region.code, Naming(region, wording))
    return {
        name: sorted(found.values(), key=lambda one: (one.wording, one.region.level)) for name, found in names.items()
    }


def _level(code: str, is_cut: bool) -> int:
    if len(code) > 6:
        return STREET
    if is_cut:
        return len(code) // 2
    return PROVINCE if code.endswith("0000") else CITY if code.endswith("00") else DISTRICT


def _implied_parent(code: str, codes: set[str], is_cut: bool) -> str:
    stems = (code[:6], code[:4], code[:2]) if is_cut else (code[:6], code[:4] + "00", code[:2] + "0000")
    return next((stem for stem in stems if stem in codes and stem != code), "")


def _built_in_rows() -> Iterable[RegionRow]:
    former: dict[str, list[str]] = defaultdict(list)
    for line in lines_of("former_names.txt"):
        code, name = line.split()
        former[code].append(name)
    for line in lines_of("places.txt"):
        code, name, *districts = line.split()
        yield code, name, code[:2] if len(code) == 4 else "", ()
        for district in districts:
            whole = code + district[:2]
            yield whole, district[2:], code, former[whole]
