"""Records read into columns of numbers, so that millions of pairs are compared at once."""

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from shanghui.engines.identity.model import Record
from shanghui.engines.language import (
    DISTRICT,
    TRADES,
    CodeFinding,
    built_in_regions,
    company_name,
    is_road_at,
    normalise,
    read_credit_code,
    sounds,
    to_hans,
)

Column = npt.NDArray[np.int64]

COLUMNS = (
    "stem", "core", "prefix2", "prefix3", "prefix4", "prefix6", "without0", "without1", "without2", "without3",
    "sound", "numbers", "is_generic", "form", "branch", "name_city", "city", "district", "road", "street", "tail",
    "phone", "code", "sure_code",
)  # fmt: skip
FORM_CLASSES = {
    "股份": ("股份有限责任公司", "股份有限公司", "股份公司", "股份合作公司", "股份"),
    "有限": ("有限责任公司", "有限公司", "有限", "有限责任", "责任公司", "co ltd", "ltd", "limited", "llc"),
    "厂": ("厂", "总厂", "工厂", "分厂"),
    "店": ("店", "总店", "商店", "商行", "商社", "行", "铺", "经营部", "经销部", "门市部", "批发部", "服务部", "经营店",
         "加工部", "维修部", "加工店", "专卖店", "杂货店", "工作室", "坊", "馆", "营业部"),
    "社": ("合作社", "专业合作社", "股份合作社", "联合社", "专业合作社联合社"),
    "合伙": ("合伙企业", "有限合伙", "普通合伙", "特殊普通合伙"),
}  # fmt: skip
_FORM_CLASS = {form: number for number, forms in enumerate(FORM_CLASSES.values(), 1) for form in forms}
_GROUP_CLASS = len(FORM_CLASSES) + 1
_PHONE_BREAK = re.compile(r"[/、;,，；|]|或")
_NOT_DIGIT = re.compile(r"\D+")
_AREA = re.compile(r"([^0-9]{2,7}?)(?:新区|区|县|市)")
_TOWN = re.compile(r"[^0-9]{2,6}?(?:街道|镇|乡)")
_FIRST_NUMBER = re.compile(r"[0-9]+")
_COUNTING = re.compile(r"[0-9a-z一二三四五六七八九十]")
_NUMBERS = re.compile(r"[0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Features:
    """The columns, each of length n, 0 where nothing is known; equal numbers mean equal things.

    `stems` are the names without place, form and branch, as texts.
    """

    stems: list[str]
    columns: dict[str, Column]

    def __len__(self) -> int:
        """Count the records."""
        return len(self.stems)

    def __getitem__(self, name: str) -> Column:
        """Give a column by its name."""
        return self.columns[name]


def read_features(records: Iterable[Record]) -> Features:
    """Read records into columns; never raises on any text."""
    stems: list[str] = []
    columns = [array("q") for _ in COLUMNS]
    appends = [column.append for column in columns]
    for record in records:
        stem, name_part = _name_columns(record.name)
        stems.append(stem)
        values = (
            *name_part,
            *_place_columns(name_part[-1], record.address),
            phone_key(record.phone),
            *code_keys(record.credit_code),
        )
        for append, value in zip(appends, values, strict=True):
            append(value)
    return Features(
        stems,
        {
            name: np.frombuffer(column, dtype=np.int64).copy() if column else np.zeros(0, np.int64)
            for name, column in zip(COLUMNS, columns, strict=True)
        },
    )


def joined(parts: Sequence[Features]) -> Features:
    """Put features one after the other."""
    stems = [stem for part in parts for stem in part.stems]
    return Features(stems, {name: np.concatenate([part[name] for part in parts]) for name in COLUMNS})


def phone_key(text: str) -> int:
    """Give a number for the first telephone in the text, the same for all spellings; 0 if there is none."""
    digits = _NOT_DIGIT.sub("", normalise(_PHONE_BREAK.split(text)[0])) if text else ""
    if len(digits) > 11 and digits.startswith("86"):
        digits = digits[2:]
    digits = digits.lstrip("0")
    return int(digits) if 7 <= len(digits) <= 15 and digits.isascii() and len(set(digits)) > 1 else 0


def code_keys(text: str) -> tuple[int, int]:
    """Give a number for a credit code or registration number, and it again if its check digit is right.

    Only a code that is surely true tells two enterprises apart.
    """
    if not text:
        return 0, 0
    code = read_credit_code(text)
    if (
        code.finding in (CodeFinding.EMPTY, CodeFinding.WRONG_LENGTH, CodeFinding.WRONG_CHARACTERS)
        or len(set(code.text)) < 4
    ):
        return 0, 0
    key = int(code.text, 36) % (2**61 - 1)
    return key, key if code.finding in (CodeFinding.OK, CodeFinding.WRONG_ORGANISATION_CHECK_DIGIT) else 0


def _name_columns(name: str) -> tuple[str, tuple[int, ...]]:
    parts = company_name(name)
    core, stem = parts.core, parts.core + parts.trade
    form = _GROUP_CLASS if parts.is_group else _FORM_CLASS.get(parts.form, 0)
    head = stem[:5]
    return stem, (
        hash(stem),
        hash(core),
        hash(stem[:2]),
        hash(stem[:3]),
        hash(stem[:4]),
        hash(stem[:6]),
        hash((0, head[1:])),
        hash((1, head[:1] + head[2:])),
        hash((2, head[:2] + head[3:])),
        hash((3, head[:3] + head[4:])),
        hash(sounds(stem[:4])),
        hash(tuple(_COUNTING.findall(stem))),
        int(core in TRADES),
        form,
        hash(parts.branch) if parts.branch else 0,
        _region_number(parts.region),
    )


def _region_number(code: str) -> int:
    """Give a county as 6 digits, a city as 4, a province as 2; a municipality counts as a city (上海 = 3101)."""
    if code in ("11", "12", "31", "50"):
        code += "01"
    return int(code) if code else 0


def _place_columns(name_region: int, address: str) -> tuple[int, int, int, int, int]:
    """Give city, district, road, street (road and number) and the numbers after it."""
    region, district, rest = _split_address(address)
    city = city_of(_region_number(region)) or city_of(name_region)
    number = _FIRST_NUMBER.search(rest)
    road = rest[max(0, number.start() - 3) : number.start()] if number else ""
    if not number or not road:
        return city, district, 0, 0, 0
    tail = "|".join(_NUMBERS.findall(rest, number.end()))
    return city, district, hash(road), hash((road, number.group())), hash(tail) if tail else 0


def city_of(region: int) -> int:
    """Give the city's number of a county's or city's, 0 for a province."""
    return region // 100 if region > 9999 else region if region > 99 else 0


def _split_address(address: str) -> tuple[str, int, str]:
    """Give the code of the smallest region named at the head, the district's name as a number, and the rest."""
    if not address:
        return "", 0, ""
    text = to_hans(normalise(address)).replace(" ", "")
    regions, at, code = built_in_regions(), 0, ""
    while step := _address_step(text, at, code, regions.lengths.get(text[at : at + 2], ())):
        at, code = step
    district = regions.by_code[code].short if len(code) == 6 else ""
    if not district and (area := _AREA.match(text, at)):
        district, at = area[1], area.end()
    if town := _TOWN.match(text, at):
        at = town.end()
    return code, hash(district) if district else 0, text[at:]


def _address_step(text: str, at: int, inside: str, lengths: Iterable[int]) -> tuple[int, str] | None:
    for length in lengths:
        code = _region_of(text[at : at + length], inside)
        if code and not is_road_at(text, at + length):
            return at + length, code
    return None


@lru_cache(maxsize=50_000)
def _region_of(word: str, inside: str) -> str:
    """Give the region that a word of an address means within another; the first must be a province or city."""
    regions = built_in_regions()
    for naming in regions.by_name.get(word, ()):
        code = naming.region.code
        if code != inside and regions.is_within(code, inside) and (inside or naming.region.level < DISTRICT):
            return code
    return ""


def city_of_all(regions: Column) -> Column:
    """Give the cities' numbers of counties and cities, 0 for provinces."""
    return np.where(regions > 9999, regions // 100, np.where(regions > 99, regions, 0))
