"""Grades, sizes, materials, standards and certificates: does a text state what is wanted, something else, or nothing?"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from shanghui.engines.matching.model import Attribute, FitState, Relation
from shanghui.engines.matching.text import fold

_NUMBER = r"\d{1,2}\.\d"
_GRADES = re.compile(rf"(?<![\d.]){_NUMBER}(?:\s*级?\s*(?:[/、,和及或]|[-~—至])\s*{_NUMBER})*\s*级")
_RANGE = re.compile(r"[-~—至]")
_SIZE = re.compile(r"(?<![a-z0-9])(m|dn|de|φ)\s*(\d+(?:\.\d+)?)(?:x(\d+(?:\.\d+)?))?(?![\d.]*[a-z])")
_SIZES = re.compile(r"(?<![a-z0-9])(m|dn|de|φ)\s*(\d+(?:\.\d+)?)\s*[-~—至]\s*(?:\1)?\s*(\d+(?:\.\d+)?)")
_SIDES = re.compile(r"(?<![a-z0-9.])\d+(?:\.\d+)?(?:x\d+(?:\.\d+)?)+")
_MADE_TO_ORDER = re.compile("定制|定做|订做|来图|按图|来样|非标|规格齐全|各种规格|全规格|可选")
_STANDARD = re.compile(r"(?<![a-z])(?:gb|jb|hg|yb|qb|jg|dl|nb|sj|fz|ny|cj|sn|din|iso|astm|asme|en)[tz]?[a-z]?\d{2,6}")
_DENIED = re.compile("(?:无|没有|暂无|未|不含|不具备|未取得|未通过|不提供|不支持|除)[^,。;、]{0,3}$")
_PENDING = re.compile("^[^,。;、]{0,4}(?:办理中|申请中|审核中|认证中|正在|待)")
_LIST = re.compile(r"\s*(?:[、,;|]|或者?|/(?!t))\s*")
# Materials that exclude one another within a family; the family's word must stand beside bare numbers.
_FAMILIES = (
    (re.compile(r"(?<![a-z0-9.])(?:sus|ss|aisi)?(2\d\dl?|3\d\d[lst]?|4[1-4]\d)(?![a-z0-9.])"), "不锈钢"),
    (re.compile(r"(?<![a-z0-9])(q\d{3})(?=[a-e]?(?![a-z0-9]))"), ""),
    (re.compile(r"(?<![a-z0-9.])([1-7]0\d\d)(?![a-z0-9.年])"), "铝"),
)
_CERTIFICATES = tuple(
    tuple(line.split())
    for line in """iso9001 9001 质量管理体系
iso14001 14001 环境管理体系
iso45001 ohsas18001 职业健康安全管理体系
iatf16949 ts16949 16949
iso13485 13485 医疗器械质量管理体系
iso22000 22000 食品安全管理体系
iso27001 27001 信息安全管理体系
haccp 危害分析
3c ccc 强制性认证
ce ce认证
rohs 有害物质
ul ul认证
fda fda认证
高新技术企业 高企
专精特新
特种设备制造许可 特种设备生产许可 ts认证
安全生产许可证
食品生产许可 sc认证 食品经营许可
有机认证 有机产品认证
绿色食品""".splitlines()
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What an offer says about a requirement, its words for it (folded), and the field that they stand in."""

    state: FitState = FitState.UNKNOWN
    evidence: str = ""
    field: str = ""


NOTHING = Finding()


def grade(wanted: str, relation: str, text: str) -> Finding:
    """Strength grades are ordered (8.8 < 10.9 < 12.9); of other grades only the same word counts."""
    figures = [float(one) for one in re.findall(_NUMBER, wanted)]
    if not figures:
        return mention(wanted, relation, text)
    findings = [_grade_in(figures, relation, found[0]) for found in _GRADES.finditer(text)]
    return strongest(findings)


def size(wanted: str, relation: str, text: str) -> Finding:
    """M12x80 is met by M12x80; M12 alone leaves the length unknown; only other sizes of the letter are a gap."""
    threads = [found.groups() for found in _SIZE.finditer(wanted)]
    if not threads:
        sides = _SIDES.search(wanted)
        is_there = sides and re.search(rf"(?<![\d.x]){re.escape(sides[0])}(?![\d.x])", text)
        return Finding(FitState.MET, sides[0]) if sides and is_there else mention(wanted, relation, text)
    findings = [one for letter, first, length in threads for one in _sizes_in(letter, first, length, text)]
    found = strongest(findings)
    return NOTHING if found.state is FitState.GAP and _MADE_TO_ORDER.search(text) else found


def material(wanted: str, relation: str, text: str) -> Finding:
    """304不锈钢 is met by 304; another steel of the family alone is a gap."""
    for family, word in _FAMILIES:
        names = family.findall(wanted)
        if names and (not word or word in wanted or word in text):
            others = [found for found in family.finditer(text) if not word or word in text]
            same = [found for found in others if found[1] in names]
            if same:
                return Finding(FitState.MET, same[0][0])
            return Finding(FitState.GAP, others[0][0]) if others else NOTHING
    return mention(wanted, relation, text)


def standard(wanted: str, relation: str, text: str) -> Finding:
    """A standard is met where it is named, whatever its year; another one named says nothing about it."""
    names = _STANDARD.findall(wanted)
    for name in names:
        if re.search(rf"{name}(?!\d)", text):
            return Finding(FitState.MET, name)
    return NOTHING if names else mention(wanted, relation, text)


def certificate(wanted: str, relation: str, text: str) -> Finding:
    """A certificate is met by any of its names, a gap where the text denies it, unknown while it is applied for."""
    names = _names_of(wanted)
    return strongest([_mention(name, text) for name in names]) if names else mention(wanted, relation, text)


@lru_cache(4096)  # one need is held against hundreds of offers
def _names_of(wanted: str) -> tuple[str, ...]:
    """All names of the first certificate that stands in the text."""
    found = (names for names in _CERTIFICATES if any(_stands(name, wanted) for name in names))
    return tuple(next(found, ()))


def mention(wanted: str, relation: str, text: str) -> Finding:
    """Whatever else is wanted is met where its very words stand."""
    return strongest([_mention(one, text) for one in values(wanted, relation)])


def values(wanted: str, relation: str) -> list[str]:
    """Give the values that a requirement names: several for one_of."""
    folded = fold(wanted)
    return [one for one in _LIST.split(folded) if one] if relation == Relation.ONE_OF else [folded]


def strongest(findings: Iterable[Finding]) -> Finding:
    """What is met once is met; else what is a gap once is a gap."""
    best = NOTHING
    for one in findings:
        if one.state is FitState.MET:
            return one
        if one.state is FitState.GAP and best.state is FitState.UNKNOWN:
            best = one
    return best


Rule = Callable[[str, str, str], Finding]
RULES: dict[str, Rule] = {
    Attribute.GRADE: grade,
    Attribute.SIZE: size,
    Attribute.MATERIAL: material,
    Attribute.STANDARD: standard,
    Attribute.CERTIFICATE: certificate,
    Attribute.OTHER: mention,
}


def _grade_in(wanted: list[float], relation: str, words: str) -> Finding:
    found = [float(one) for one in re.findall(_NUMBER, words)]
    low, high = min(found), max(found)
    if relation == Relation.AT_LEAST:
        is_met = high >= min(wanted)
    elif relation == Relation.AT_MOST:
        is_met = low <= max(wanted)
    elif _RANGE.search(words):
        is_met = any(low <= one <= high for one in wanted)
    else:
        is_met = any(one in found for one in wanted)
    return Finding(FitState.MET if is_met else FitState.GAP, words)


def _sizes_in(letter: str, first: str, length: str | None, text: str) -> Iterator[Finding]:
    """Compare one size with all of its letter in the text."""
    whole = FitState.UNKNOWN if length else FitState.MET
    for found in _SIZES.finditer(text):
        if found[1] == letter:
            is_in = float(found[2]) <= float(first) <= float(found[3])
            yield Finding(whole if is_in else FitState.GAP, found[0])
    for found in _SIZE.finditer(_SIZES.sub(" ", text)):
        if found[1] != letter:
            continue
        if float(found[2]) != float(first):
            yield Finding(FitState.GAP, found[0])
        elif length and found[3]:
            yield Finding(FitState.MET if float(found[3]) == float(length) else FitState.GAP, found[0])
        else:
            yield Finding(whole, found[0])


def _mention(name: str, text: str) -> Finding:
    if name not in text:  # most are not, and this says so far sooner than the expression
        return NOTHING
    for found in re.finditer(bounded(name), text):
        if _DENIED.search(text, max(0, found.start() - 8), found.start()):
            return Finding(FitState.GAP, name)
        if not _PENDING.search(text[found.end() :]):
            return Finding(FitState.MET, name)
    return NOTHING


def _stands(name: str, text: str) -> bool:
    return name in text and re.search(bounded(name), text) is not None


@lru_cache(4096)
def bounded(name: str) -> str:
    """Latin letters and digits must not go on on either side: CE is not in CERT."""
    before = r"(?<![a-z0-9])" if name[:1].isascii() and name[:1].isalnum() else ""
    after = r"(?![a-z0-9])" if name[-1:].isascii() and name[-1:].isalnum() else ""
    return before + re.escape(name) + after
