"""Rows of a table as listings: columns by their Chinese or English headers, requirements as people write them."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from shanghui.engines.language import normalise
from shanghui.engines.matching.figures import amounts, day
from shanghui.engines.matching.model import Attribute, Listing, Relation, Requirement
from shanghui.engines.matching.text import fold

HEADERS = {
    "id": ("编号", "id", "序号", "代号"),
    "title": ("标题", "title", "名称", "产品", "产品名称"),
    "description": ("描述", "description", "说明", "详情", "text"),
    "kind": ("类型", "kind"),
    "product_class": ("品类", "product_class", "product_classes"),
    "quantity": ("数量", "quantity"),
    "unit": ("单位", "unit"),
    "region": ("地区", "region", "所在地区"),
    "deadline": ("截止", "deadline", "截止日期", "有效期"),
    "requirements": ("要求", "requirements"),
    "enterprise": ("企业", "enterprise", "企业名称", "公司"),
}
_SEPARATOR = re.compile(r"\s*[;\n|]\s*")
_CLASSES = re.compile(r"\s*[;、,|\n]\s*")
_MUST = re.compile(r"^(?:必须|必需|须|★|▲|\*|!|must)\s*(?:必须)?\s*(?:具备|具有|有|是|满足)?\s*:?\s*", re.I)
_ATTRIBUTES = {
    Attribute.SIZE: "尺寸 规格 size",
    Attribute.GRADE: "强度等级 性能等级 等级 级别 grade",
    Attribute.MATERIAL: "材质 材料 material",
    Attribute.STANDARD: "执行标准 标准 standard",
    Attribute.CERTIFICATE: "认证 证书 资质 certificate",
    Attribute.QUANTITY: "数量 产能 quantity",
    Attribute.REGION: "地区 区域 所在地 region",
    Attribute.DEADLINE: "交货期 交期 交货 工期 截止 deadline",
    Attribute.PRICE: "单价 价格 预算 price",
    Attribute.OTHER: "其他 其它 other",
}
_NAMED = {word: attribute for attribute, words in _ATTRIBUTES.items() for word in words.split()}
_NAME = re.compile(
    rf"^({'|'.join(sorted(_NAMED, key=len, reverse=True))})(?:\s*[:=]\s*|\s+|(?=[≥≤><为不至最小大]))", re.I
)
_RELATIONS = (
    (re.compile(r"^(?:>=?|≥|不低于|不少于|不小于|大于|至少|at_least)\s*"), Relation.AT_LEAST),
    (re.compile(r"^(?:<=?|≤|不高于|不超过|不大于|小于|至多|最多|最高|at_most)\s*"), Relation.AT_MOST),
    (re.compile(r"^(?:one_of)\s*"), Relation.ONE_OF),
    (re.compile(r"^(?:near)\s*"), Relation.NEAR),
    (re.compile(r"^(?:=|:|为|equal)\s*"), Relation.EQUAL),
)
_AFTER = (
    (re.compile(r"\s*[及或]?以上$"), Relation.AT_LEAST),
    (re.compile(r"\s*[及或]?以[内下]$"), Relation.AT_MOST),
)
_FORMS = (
    (re.compile(r"^\d{1,2}\.\d\s*级"), Attribute.GRADE),
    (re.compile(r"^(?:m|dn|φ)\s*\d"), Attribute.SIZE),
    (re.compile(r"^(?:iso|iatf|ohsas|ce|3c|ccc|rohs|haccp|ul|fda)(?![a-z])"), Attribute.CERTIFICATE),
    (re.compile(r"^(?:gb|jb|hg|din|astm|yb)[tz]?\s*\d"), Attribute.STANDARD),
)
_SEVERAL = re.compile(r"[、|/]|或")


@dataclass(slots=True)
class Unread:
    """Cells that were not understood and count as empty: (number of the row, header, what stands there)."""

    cells: list[tuple[int, str, str]] = field(default_factory=list)


def listings(rows: Iterable[Mapping[str, str]], unread: Unread) -> Iterator[Listing]:
    """Give the rows as listings. Raises ValueError where a column or a cell of 编号 or 标题 is missing or repeated."""
    columns: dict[str, str] | None = None
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        if columns is None:
            columns = _columns(row)
        cells = {name: str(row.get(header) or "").strip() for name, header in columns.items()}
        for name in ("id", "title"):
            if not cells[name]:
                raise ValueError(f"第 {number} 条记录没有“{columns[name]}”")
        if cells["id"] in seen:
            raise ValueError(f"第 {number} 条记录的编号“{cells['id']}”与前面的重复")
        seen.add(cells["id"])
        yield _listing(number, cells, unread)


def requirement(written: str) -> Requirement:
    """Read one requirement: “必须 等级≥10.9级”, “材质:304或316”, “ISO9001”; what it is about is seen by its form."""
    rest = _tidy(written)
    must = _MUST.match(rest)
    rest = rest[must.end() :] if must else rest
    name = _NAME.match(rest)
    attribute: str = _NAMED[name[1].lower()] if name else ""
    rest = rest[name.end() :] if name else rest
    rest, relation = _relation(rest)
    attribute = attribute or next((one for form, one in _FORMS if form.match(fold(rest))), Attribute.OTHER)
    return Requirement(attribute, relation or _usual_relation(attribute, rest), rest, must is not None)


def _relation(rest: str) -> tuple[str, str]:
    """Take the relation off the beginning or the end of a value; "" if none is said."""
    for pattern, meant in (*_RELATIONS, *_AFTER):
        found = pattern.search(rest)
        if found:
            return (rest[: found.start()] + rest[found.end() :]).strip(), meant
    return rest, ""


def _usual_relation(attribute: str, value: str) -> Relation:
    usual = {
        Attribute.QUANTITY: Relation.AT_LEAST,
        Attribute.PRICE: Relation.AT_MOST,
        Attribute.DEADLINE: Relation.AT_MOST,
    }
    if attribute in usual:
        return usual[Attribute(attribute)]
    if _SEVERAL.search(value) and attribute != Attribute.STANDARD:
        return Relation.ONE_OF
    return Relation.NEAR if attribute == Attribute.REGION and "周边" in value else Relation.EQUAL


def _listing(number: int, cells: dict[str, str], unread: Unread) -> Listing:
    """Put the cells into a listing; a unit may stand in the cell of the quantity (5万件)."""

    def understood(name: str, read: object) -> None:
        if cells.get(name) and read is None:
            unread.cells.append((number, HEADERS[name][0], cells[name]))

    figure = next(iter(amounts(fold(cells.get("quantity", "")))), None)
    last = day(fold(cells.get("deadline", "")))
    understood("quantity", figure)
    understood("deadline", last)
    return Listing(
        cells["id"],
        cells["title"],
        description=cells.get("description", ""),
        kind=cells.get("kind", ""),
        product_classes=tuple(one for one in _CLASSES.split(_entries(cells.get("product_class", ""))) if one),
        requirements=tuple(
            requirement(one) for one in _SEPARATOR.split(_entries(cells.get("requirements", ""))) if one
        ),
        quantity=figure.value if figure else None,
        unit=(figure.unit if figure else "") or cells.get("unit", ""),
        region=cells.get("region", ""),
        deadline=last,
        enterprise=cells.get("enterprise", ""),
    )


def _entries(cell: str) -> str:
    """A list from .jsonl comes as its JSON; give its entries with ; between them, any other cell tidied."""
    try:
        found = json.loads(cell) if cell.startswith("[") else None
    except ValueError:
        found = None
    return _tidy(";".join(str(one) for one in found) if isinstance(found, list) else cell)


def _tidy(written: str) -> str:
    """One width for signs and figures; everything else stays as written, since it is shown again."""
    return unicodedata.normalize("NFKC", written).strip()


def _columns(row: Mapping[str, str]) -> dict[str, str]:
    by_name = {normalise(header): header for header in row if header}
    columns = {name: by_name[one] for name, names in HEADERS.items() for one in reversed(names) if one in by_name}
    for name in ("id", "title"):
        if name not in columns:
            raise ValueError(f"没有找到“{HEADERS[name][0]}”一列，现有的列是：{'、'.join(by_name.values())}")
    return columns
