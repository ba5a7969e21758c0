"""A cell of requirements → conditions that can be checked: 10.9级；M12×80；质检报告；最好包邮."""

import re
from dataclasses import dataclass

from shanghui.exchange.rules import Attribute, Relation

LONGEST = 120
_BETWEEN = re.compile(r"[；;、。，\n]+|(?<!\d),|,(?!\d{3}(?!\d))")
_TIMES = re.compile(r"(?<=[\dA-Za-z.])\s*[×xX*✖]\s*(?=\d)")
_WISH = re.compile(r"(?:最好|优先(?:考虑)?|优选|尽量|更佳|为佳|者优)(?:是|有|能|要)?")
_MUST = re.compile(r"(?:必须|务必|一定要?)(?:是|有|能|要|带|提供)?")
_AT_LEAST = re.compile(r"不低于|不少于|不小于|至少|以上|(?<!不)(?:大于|高于|超过)|≥|>=")
_AT_MOST = re.compile(r"不超过|不高于|不大于|不多于|以内|以下|之内|(?<=[天日周月])内|(?<!不)(?:小于|低于)|≤|<=")
_NEAR = re.compile(r"附近|周边|就近|本地")
_SAYS_NOTHING = re.compile(
    r"(?:规格|尺寸|型号|强度|性能|等级|级别|材质|材料|标准|执行|符合|达到|通过|提供|附带?|具有|具备|需要?|须|要求?"
    r"|不低于|不少于|不小于|至少|以上|不超过|不高于|不大于|以内|以下|之内|≥|≤|带|有|的|为|是|和|及|与|或|[:：()（）/\s.,+])+"
)
_LENGTH = r"(?:mm|cm|m(?![a-zA-Z])|毫米|厘米|公分|英寸|寸|米|μm)"
_ASPECT = r"(?:厚度?|直径|总?长度?|宽度?|高度?|壁厚|板厚|外径|内径|口径|孔径|线径|幅宽|功率|载重|容量)"
_BOUND = r"(?:不低于|不小于|不少于|不超过|不大于|至少|≥|≤|>=|<=)?"
_FORMS: tuple[tuple[Attribute, re.Pattern[str]], ...] = (
    (
        Attribute.CERTIFICATE,
        re.compile(
            r"(?:ISO|IATF|TS)\s?-?\s?\d{4,5}(?::\d{4})?(?:认证|证书|体系)*"
            r"|(?<![A-Za-z])(?:3C|CCC|CE|UL|FDA|RoHS|REACH|SGS|CNAS|CMA|FSC|GMP|HACCP|BSCI)(?![A-Za-z0-9])(?:认证|证书|报告)*"
            r"|[\u4e00-\u9fff]{0,6}(?:证书|认证|报告|合格证|许可证|资质证?|质保书|材质单)"
        ),
    ),
    (
        Attribute.STANDARD,
        re.compile(
            r"(?:GB|HG|JB|YB|SH|NB|QC|DIN|JIS|ASTM|ANSI|EN|BS)(?:/T)?\s?-?[A-Z]?\d[\d.]*(?:-\d{1,4})?|国标|美标|德标|欧标|日标"
        ),
    ),
    (
        Attribute.SIZE,
        re.compile(
            r"(?<![A-Za-z0-9])M\d{1,3}(?:\.\d)?(?:×\d+(?:\.\d+)?)*(?:mm)?"
            r"|[φΦ⌀]\s?\d+(?:\.\d+)?(?:mm|cm|m)?(?:×\d+(?:\.\d+)?(?:mm|cm|m)?)*|(?<![A-Za-z])(?:DN|PN)\s?\d+"
            rf"|\d+(?:\.\d+)?{_LENGTH}?(?:×\d+(?:\.\d+)?{_LENGTH}?)+"
            rf"|{_ASPECT}\s?{_BOUND}\s?\d+(?:\.\d+)?(?:\s?[-~]\s?\d+(?:\.\d+)?)?\s?(?:{_LENGTH}|kW|KW|吨|L|升)?(?:以上|以内|以下)?"
            rf"|(?<![\d.]){_BOUND}\d+(?:\.\d+)?(?:[-~]\d+(?:\.\d+)?)?{_LENGTH}(?:以上|以内|以下)?"
        ),
    ),
    (
        Attribute.GRADE,
        re.compile(
            r"\d{1,2}(?:\.\d)?级|[ABCDE]\+{0,2}级|[特一二三优][级等]品?|(?:食品|工业|医药|医用|电子|分析)级|合格品"
        ),
    ),
    (
        Attribute.MATERIAL,
        re.compile(
            r"(?:材质|材料)[:：为是]?\s?[\w#]+|(?<![A-Za-z0-9])(?:20\d|30[0-9]L?|31[0-9]L?|4[1-4]\d)不锈钢|不锈钢|碳钢|合金钢|铝合金"
            r"|(?<![A-Za-z0-9])(?:35|40|45|35CrMo|40Cr|42CrMo|Q\d{3}[A-E]?)#?钢?(?![A-Za-z0-9.])(?=$|\s|[^\d\w])|黄铜|紫铜|塑料|尼龙|镀锌板"
        ),
    ),
    (Attribute.PRICE, re.compile(r".*(?:单价|总价|价格|账期|含税|月结|付款|元/).*")),
    (
        Attribute.DEADLINE,
        re.compile(
            r".*(?:\d+\s?(?:个?工作日|天|日|周|个?月)(?:之?内|以内)?(?:交货?|到货|供货|发货|完成)|交期|交货期|工期).*"
        ),
    ),
    (Attribute.REGION, re.compile(r".*(?:附近|周边|就近|本地|[省市区县](?:内|本地|企业|厂家)).*")),
    (Attribute.QUANTITY, re.compile(r".*(?:起订|最小批量|月产|年产|日产|产能).*")),
)
_WHOLE = frozenset({Attribute.PRICE, Attribute.DEADLINE, Attribute.REGION, Attribute.QUANTITY})


@dataclass(frozen=True, slots=True)
class Piece:
    """One condition with the piece of the cell that says it."""

    attribute: Attribute
    relation: Relation
    value: str
    must: bool
    text: str

    def row(self) -> list[object]:
        return [self.attribute.value, self.relation.value, self.value, self.must, self.text]


def pieces_of(text: str) -> list[Piece]:
    """Each piece between ；、 becomes one condition, or several where it names several things; a must unless it wishes."""
    found: list[Piece] = []
    for part in _BETWEEN.split(text):
        piece = " ".join(part.split())
        if piece:
            found += _conditions(piece)
    return found


def shortened(text: str) -> str:
    """The same text with every piece cut into lengths that a condition holds."""
    parts = [" ".join(part.split()) for part in _BETWEEN.split(text)]
    return "；".join(part[at : at + LONGEST] for part in parts for at in range(0, len(part), LONGEST))


def _conditions(piece: str) -> list[Piece]:
    must = not _WISH.search(piece)
    rest = _TIMES.sub("×", _MUST.sub("", _WISH.sub("", piece)).strip(" ,，"))
    if not rest:
        return []
    found: list[Piece] = []
    spans = [] if len(rest) > LONGEST else _spans(rest)
    left = rest
    for attribute, start, end in sorted(spans, key=lambda one: one[1]):
        value = rest[start:end]
        relation = _relation(rest if len(spans) == 1 else value)
        found.append(Piece(attribute, relation, _bare(value, attribute), must, piece))
        left = left.replace(value, " ", 1)
    if not left.strip() or (found and _SAYS_NOTHING.fullmatch(left)):
        return found
    if len(found) == 1 and " " not in rest:  # 公差±0.01mm: what is not recognised belongs to what is
        one = found[0]
        return [Piece(one.attribute, one.relation, _bare(rest, one.attribute), must, piece)]
    found.append(Piece(Attribute.OTHER, Relation.EQUAL, " ".join(left.split()), must, piece))
    return found


def _spans(rest: str) -> list[tuple[Attribute, int, int]]:
    """What is recognised in the piece, nothing twice; a price or a term is the whole piece."""
    taken = bytearray(len(rest))
    spans: list[tuple[Attribute, int, int]] = []
    for attribute, form in _FORMS:
        if attribute in _WHOLE:
            if not spans and form.fullmatch(rest):
                return [(attribute, 0, len(rest))]
            continue
        for match in form.finditer(rest):
            start, end = match.span()
            if end > start and not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                spans.append((attribute, start, end))
    return spans


def _relation(value: str) -> Relation:
    if _AT_MOST.search(value):
        return Relation.AT_MOST
    if _AT_LEAST.search(value):
        return Relation.AT_LEAST
    return Relation.NEAR if _NEAR.search(value) else Relation.EQUAL


def _bare(value: str, attribute: Attribute) -> str:
    """The value without the words that the relation says; the words of a term or a price stay."""
    if attribute in _WHOLE:
        return value
    tidy = re.sub(r"^(?:提供|带|附|有|需要?|须|具备|通过)(?=\S{2})", "", value)
    return _AT_MOST.sub("", _AT_LEAST.sub("", tidy)).strip() or value
