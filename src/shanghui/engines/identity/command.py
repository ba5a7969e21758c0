"""`shanghui dedupe ENTERPRISES -o OUT`: find the records of one enterprise in a table, without any database."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from shanghui.engines.identity.explain import in_words
from shanghui.engines.identity.model import Budget, Membership, Problem, Record
from shanghui.engines.identity.solve import solve
from shanghui.engines.language import normalise

Read = Callable[[Path], Iterable[dict[str, str]]]
Write = Callable[[Path, Sequence[str], Iterable[Sequence[object]]], None]

OK, FAILED, MISUSED = 0, 1, 2
OUT_COLUMNS = ("id", "cluster", "probability", "why")
ENDINGS = (".xlsx", ".csv", ".jsonl")
HEADERS = {
    "id": ("id", "编号", "序号", "代号"),
    "name": ("name", "名称", "企业名称", "公司名称", "单位名称", "company"),
    "credit_code": ("credit_code", "统一社会信用代码", "信用代码", "社会信用代码"),
    "address": ("address", "地址", "注册地址", "企业地址", "经营地址", "详细地址"),
    "phone": ("phone", "电话", "联系电话", "手机", "联系方式"),
}
PLACES = (("province", "省", "省份"), ("city", "市", "城市"), ("district", "区", "区县"))
_MANY = 50_000


class _MisuseError(Exception):
    """The command was called with arguments that it cannot follow."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise _MisuseError(message)


def run(arguments: list[str], *, read: Read, write: Write) -> int:
    """Run the command; give the exit code: 0 done, 1 the table cannot be used or written, 2 wrong arguments.

    `read` gives a table's rows as dictionaries by header, `write` puts rows under a header; both choose the format by
    the file's ending and raise OSError or ValueError when they cannot.
    """
    try:
        options = _parser().parse_args(arguments)
        _ensure_ending(options.enterprises)
        _ensure_ending(options.out)
    except _MisuseError as error:
        return _say(f"参数有误：{error}。用法：shanghui dedupe 企业表 -o 结果表", MISUSED)
    if not options.enterprises.is_file():
        return _say(f"找不到文件：{options.enterprises}。", FAILED)
    try:
        records = list(_records(read(options.enterprises)))
        budget = Budget(processes=2 if len(records) > _MANY else 1)
        result = solve(Problem(records), seed=options.seed, budget=budget)
    except (OSError, ValueError) as error:
        return _say(f"无法读取 {options.enterprises}：{error}。没有写出任何结果。", FAILED)
    try:
        write(options.out, OUT_COLUMNS, (_row(one) for one in result.memberships))
    except (OSError, ValueError) as error:
        return _say(f"无法写入 {options.out}：{error}。原文件没有改动。", FAILED)
    clusters = max((one.cluster for one in result.memberships), default=0)
    return _say(f"共 {len(records)} 条记录，{clusters} 家企业；结果在 {options.out}。", OK)


def _parser() -> _Parser:
    parser = _Parser(
        prog="shanghui dedupe", description="在企业表中找出同一家企业的记录（不需要数据库）。", add_help=True
    )
    parser.add_argument("enterprises", type=Path, help="企业表：编号、名称、统一社会信用代码、地址、电话（可无）")
    parser.add_argument("-o", "--out", type=Path, required=True, help="结果表：id、cluster、probability、why")
    parser.add_argument("--seed", type=int, default=0, help="随机种子（结果不因它而变）")
    return parser


def _ensure_ending(path: Path) -> None:
    if path.suffix.lower() not in ENDINGS:
        raise _MisuseError(f"文件 {path.name} 的格式不支持，请用 {'、'.join(ENDINGS)}")


def _records(rows: Iterable[dict[str, str]]) -> Iterator[Record]:
    """Give the rows as records; without a column of ids they are numbered from 1."""
    columns: dict[str, str] | None = None
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        if columns is None:
            columns = _columns(row)
        values = {field: str(row.get(header) or "") for field, header in columns.items()}
        own = values.pop("id", "").strip() or str(number)
        if own in seen:
            raise ValueError(f"第 {number} 条记录的编号“{own}”与前面的重复")
        seen.add(own)
        yield Record(own, **{**values, "address": _whole_address(row, values.get("address", ""))})


def _whole_address(row: dict[str, str], address: str) -> str:
    """Put the columns of province, city and district, where there are any, before an address that leaves them out."""
    places = [next((str(row[name]) for name in names if row.get(name)), "") for names in PLACES]
    return "".join(place for place in places if not address.startswith(place)) + address


def _columns(row: dict[str, str]) -> dict[str, str]:
    """Give for each of our fields the table's header for it."""
    by_name = {normalise(header): header for header in row if header}
    columns = {field: by_name[name] for field, names in HEADERS.items() for name in reversed(names) if name in by_name}
    if "name" not in columns:
        raise ValueError(f"没有找到“名称”一列，现有的列是：{'、'.join(by_name.values())}")
    return columns


def _row(one: Membership) -> tuple[object, ...]:
    why = f"与 {one.partner}：{in_words(one.reasons)}" if one.partner else ""
    return one.id, one.cluster, round(one.probability, 4), why


def _say(text: str, code: int) -> int:
    print(text, file=sys.stderr if code else sys.stdout)
    return code
