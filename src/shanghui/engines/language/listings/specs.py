"""What the goods must be: sizes, grades, materials, standards, certificates and other conditions."""

import re
from collections.abc import Iterator

from shanghui.engines.language.listings.model import Attribute, Relation, Requirement
from shanghui.engines.language.listings.page import Page
from shanghui.engines.language.listings.spec_forms import (
    CERTIFIED,
    EXPERIENCE,
    FINISHES,
    GRADES,
    INTEREST,
    LATE_SIZES,
    MATERIAL_BESIDE,
    MATERIAL_FORMS,
    MATERIALS_ALONE,
    MODELS,
    OTHERS,
    SHARE,
    SIZES,
    STANDARDS,
    TIMES,
    Form,
)

_SERVED = re.compile("代办|咨询|辅导|申办|代理|认定|机构|包过|流程|办理|申请")
# 做REACH检测, 找环评公司: the certificate is what is wanted or offered
_ASKED = (
    (re.compile("(?:做|办|(?<!通)过|测|申请|申办)个?$"), re.compile(r"\s?(?:检测|认证|测试|办理|注册)")),
    (re.compile("(?:的|找|有|求|寻)个?$"), re.compile(r"\s?(?:公司|单位|团队)")),
)
_WISH = re.compile("最好|优先|优选|尽量|更佳|更好|为佳|者优")
_WISHED = re.compile(r"(?:最好|尽量)\S{0,3}\s$")
_AT_LEAST = re.compile("(?:不低于|不小于|不少于|至少|≥|>=|大于)\\s?$"), re.compile("以上|起(?![重订批])")
_AT_MOST = re.compile("(?:不超过|不大于|≤|<=|小于|能切到|最大|可达|最厚)\\s?$"), re.compile("以内|以下|以里")


def is_wish(page: Page, start: int, end: int) -> bool:
    """Tell whether the clause around these places only wishes (最好, 优先)."""
    run_start = page.words.rfind(" ", max(0, start - 40), start) + 1 or max(0, start - 40)
    run_end = page.words.find(" ", end, end + 40)
    beside = page.words[run_start : run_end if run_end >= 0 else end + 40]
    # 最好 rules its clause, and of words between spaces only those right beside it
    return bool(
        _WISH.search(page.clause(start, end)) and (_WISH.search(beside) or _WISHED.search(page.words[:run_start][-8:]))
    )


def read_certificates(page: Page) -> tuple[Requirement, ...]:
    """Give the standards and certificates that the page names."""
    return tuple(_read(page, CERTIFIED)) + tuple(_read(page, STANDARDS))


def read_specs(page: Page) -> tuple[Requirement, ...]:
    """Give grades, sizes and materials that the page names, in this order of trust."""
    return (
        *_read(page, SIZES[:2]),
        *_read(page, GRADES),
        *_read(page, SIZES[2:]),
        *_read(page, LATE_SIZES),
        *_read(page, MATERIAL_FORMS),
        *_materials_alone(page),
    )


def read_models(page: Page) -> tuple[Requirement, ...]:
    """Give model numbers (轴承6205, 车床CK6140) among the words in which no amount was read."""
    return tuple(_read(page, MODELS))


def read_others(page: Page) -> tuple[Requirement, ...]:
    """Give conditions of other sorts: 现货, 专票, years of experience, interest."""
    found = [*_read(page, OTHERS), *_read(page, (FINISHES,))]
    for match in page.find(EXPERIENCE):
        value = f"{match['count']}年经验"
        relation = Relation.AT_LEAST if match["more"] else Relation.EQUAL
        found.append(_requirement(page, Attribute.OTHER, relation, match.span(), value))
    for match in page.find(INTEREST):
        relation = Relation.AT_MOST if match["most"] in ("以内", "以下") else Relation.EQUAL
        found.append(_requirement(page, Attribute.OTHER, relation, match.span(), f"利率{match['value']}"))
    for match in page.find(SHARE):
        relation = _relation(page, match.start("value"), match.end("value"))
        found.append(_requirement(page, Attribute.OTHER, relation, match.span(), match["what"] + match["value"]))
    return tuple(found)


def _read(page: Page, forms: tuple[Form, ...]) -> Iterator[Requirement]:
    for form in forms:
        for match in page.find(form.pattern):
            if form.attribute is Attribute.CERTIFICATE and _is_goods(page, *match.span()):
                continue  # who helps others to a certificate does not say that she has it
            start, end = match.span("value") if "value" in form.pattern.groupindex else match.span()
            value = _tidy(page.words[start:end], form.attribute)
            relation = _relation(page, *match.span()) if form.attribute is Attribute.SIZE else Relation.EQUAL
            yield _requirement(page, form.attribute, relation, match.span(), value)


def _is_goods(page: Page, start: int, end: int) -> bool:
    """Tell whether the certificate itself is wanted or offered: 做REACH检测, 代办ISO9001."""
    head = page.words[max(0, start - 4) : start]
    asked = any(before.search(head) and after.match(page.words, end) for before, after in _ASKED)
    return bool(asked or _SERVED.search(page.clause(start, end)))


def _requirement(
    page: Page, attribute: Attribute, relation: Relation, place: tuple[int, int], value: str
) -> Requirement:
    page.take(attribute.value, *place, value)
    return Requirement(attribute, relation, value, not is_wish(page, *place))


def _materials_alone(page: Page) -> Iterator[Requirement]:
    """A clause of nothing but materials says what it is to be made of; with two of them, one of them will do."""
    for pattern in (MATERIALS_ALONE, MATERIAL_BESIDE):
        for match in page.find(pattern):
            if page.words[: match.start()].rstrip()[-1:] == ":":
                continue  # A:无纺布 is the goods themselves
            names = re.split(r"\s?[、/和或与]\s?", match["value"])
            relation = Relation.ONE_OF if len(names) > 1 else Relation.EQUAL
            yield _requirement(page, Attribute.MATERIAL, relation, match.span("value"), "/".join(names))


def _relation(page: Page, start: int, end: int) -> Relation:
    """Tell the relation by the words right before and after a value; those after may be part of what was matched."""
    found = page.words[start:end]
    for relation, (before, after) in ((Relation.AT_MOST, _AT_MOST), (Relation.AT_LEAST, _AT_LEAST)):
        inside = before.search(found[: max(0, _digit_at(found))]) or after.search(found)
        if inside or before.search(page.words[max(0, start - 5) : start]) or after.match(page.words, end):
            return relation
    return Relation.EQUAL


def _digit_at(words: str) -> int:
    return next((at for at, sign in enumerate(words) if sign.isdigit()), 0)


def _tidy(value: str, attribute: Attribute) -> str:
    """Write crosses one way in sizes; nothing else is changed but spaces at the ends."""
    if attribute is Attribute.SIZE:
        value = (
            value
            if value.isascii() and value.isalnum()
            else re.sub(TIMES, "×", re.sub(r"(?:以上|以内|以下)$", "", value))
        )
        return re.sub(r"[::为是约≥≤]|不低于|不小于|至少", "", value).strip()
    return value.strip()
