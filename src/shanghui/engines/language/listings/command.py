"""`shanghui parse TEXTS -o OUT`: read chat messages in a table into the fields of needs and offers, without any database."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from shanghui.engines.language.listings.model import Quantity, Range, ReadListing, Relation, Requirement
from shanghui.engines.language.listings.reading import read_listings
from shanghui.engines.language.text import normalise

Read = Callable[[Path], Iterable[dict[str, str]]]
Write = Callable[[Path, Sequence[str], Iterable[Sequence[object]]], None]

OK, FAILED, MISUSED = 0, 1, 2
ENDINGS = (".xlsx", ".csv", ".jsonl")
HEADERS = {"id": ("id", "编号", "序号", "代号"), "text": ("text", "文本", "内容", "消息", "信息", "message")}
OUT_COLUMNS = (
    "id", "number", "said_by", "said_on", "side", "kind", "title", "product",
    "quantity_minimum", "quantity_maximum", "unit", "quantity_per",
    "price_minimum", "price_maximum", "price_unit", "price_per", "is_negotiable",
    "deadline", "is_urgent", "regions", "requirements", "contacts", "missing", "start", "end", "text", "marks",
)  # fmt: skip
_SIGNS = {
    Relation.EQUAL: "=",
    Relation.AT_LEAST: ">=",
    Relation.AT_MOST: "<=",
    Relation.ONE_OF: " in ",
    Relation.NEAR: "~",
}
_STANDARD = "-"


class _MisuseError(Exception):
    """The command was called with arguments that it cannot follow."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise _MisuseError(message)


def run(arguments: list[str], *, today: date, read: Read, write: Write) -> int:
    """Run the command; give the exit code: 0 done, 1 the table cannot be used or written, 2 wrong arguments.

    `today` is the day of the messages unless `--today` gives another; `read` and `write` are as for `shanghui dedupe`.
    """
    try:
        options = _parser().parse_args(arguments)
        _ensure_ending(options.texts)
        _ensure_ending(options.out)
    except _MisuseError as error:
        return _say(f"参数有误：{error}。用法：shanghui parse 文本表 -o 结果表", MISUSED)
    if str(options.texts) != _STANDARD and not options.texts.is_file():
        return _say(f"找不到文件：{options.texts}。", FAILED)
    try:
        texts = list(_texts(read(options.texts)))
    except (OSError, ValueError) as error:
        return _say(f"无法读取 {options.texts}：{error}。没有写出任何结果。", FAILED)
    found = [(own, read_listings(text, today=options.today or today)) for own, text in texts]
    try:
        write(options.out, OUT_COLUMNS, (row for own, listings in found for row in _rows(own, listings)))
    except (OSError, ValueError) as error:
        return _say(f"无法写入 {options.out}：{error}。原文件没有改动。", FAILED)
    count = sum(len(listings) for _, listings in found)
    summary = f"共 {len(texts)} 段文本，读出 {count} 条供需信息；结果在 {options.out}。"
    return OK if str(options.out) == _STANDARD else _say(summary, OK)


def _parser() -> _Parser:
    parser = _Parser(prog="shanghui parse", description="把群里的消息读成供需信息的各个栏目（不需要数据库）。")
    parser.add_argument("texts", type=Path, help="文本表：编号（可无）、文本；- 表示从标准输入读 .jsonl")
    parser.add_argument("-o", "--out", type=Path, required=True, help="结果表；- 表示向标准输出写 .jsonl")
    parser.add_argument("--today", type=_date, help="消息的日期，如 2026-11-02；“月底”“下周五”从这一天算起")
    return parser


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-02") from error


def _ensure_ending(path: Path) -> None:
    if str(path) != _STANDARD and path.suffix.lower() not in ENDINGS:
        raise _MisuseError(f"文件 {path.name} 的格式不支持，请用 {'、'.join(ENDINGS)}")


def _texts(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Give (id, text) of each row; without a column of ids they are numbered from 1."""
    columns: dict[str, str] | None = None
    for number, row in enumerate(rows, 1):
        if columns is None:
            columns = _columns(row)
        own = str(row.get(columns.get("id", "")) or "").strip()
        yield own or str(number), str(row.get(columns["text"]) or "")


def _columns(row: dict[str, str]) -> dict[str, str]:
    """Give for each of our fields the table's header for it."""
    by_name = {normalise(header): header for header in row if header}
    columns = {field: by_name[name] for field, names in HEADERS.items() for name in reversed(names) if name in by_name}
    if "text" not in columns:
        raise ValueError(f"没有找到“文本”一列，现有的列是：{'、'.join(by_name.values())}")
    return columns


def _rows(own: str, listings: tuple[ReadListing, ...]) -> Iterator[tuple[object, ...]]:
    for number, one in enumerate(listings, 1):
        yield (
            own, number, one.said_by, one.said_on, one.side.value, one.kind.value, one.title, one.product,
            *_amount(one.quantity), *_amount(one.price), one.is_negotiable, one.deadline, one.is_urgent,
            "；".join(f"{region.code} {region.name}{'及周边' * region.near}" for region in one.regions),
            "；".join(map(_condition, one.requirements)),
            "；".join(f"{contact.kind}:{contact.value}" for contact in one.contacts),
            "、".join(one.missing), one.start, one.end, one.text,
            "；".join(f"{mark.field}@{mark.start}-{mark.end}" for mark in one.marks),
        )  # fmt: skip


def _amount(amount: Quantity | Range | None) -> tuple[object, ...]:
    if amount is None:
        return None, None, "", ""
    return _number(amount.minimum), _number(amount.maximum), amount.unit, amount.per


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _condition(one: Requirement) -> str:
    return f"{one.attribute.value}{_SIGNS[one.relation]}{one.value}{'' if one.must else '（优先）'}"


def _say(text: str, code: int) -> int:
    print(text, file=sys.stderr if code else sys.stdout)
    return code
