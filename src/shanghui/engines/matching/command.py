"""`shanghui match NEEDS OFFERS -o OUT`: find for each need of a table its offers in another, without any database."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from shanghui.engines.matching.columns import Unread, listings
from shanghui.engines.matching.explain import in_words
from shanghui.engines.matching.model import Budget, FitState, Listing, Match, Problem
from shanghui.engines.matching.solve import solve

Read = Callable[[Path], Iterable[dict[str, str]]]
Write = Callable[[Path, Sequence[str], Iterable[Sequence[object]]], None]

OK, FAILED, MISUSED = 0, 1, 2
OUT_COLUMNS = ("need_id", "rank", "offer_id", "score", "reasons", "met", "gaps", "unknown")
ENDINGS = (".xlsx", ".csv", ".jsonl")
STREAM = Path("-")
_USAGE = "shanghui match 需求表 供给表 -o 结果表"
_SHOWN = 3


class _MisuseError(Exception):
    """The command was called with arguments that it cannot follow."""


class _FailureError(Exception):
    """A table cannot be used or written."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise _MisuseError(message)


def run(arguments: list[str], *, read: Read, write: Write, today: date) -> int:
    """Run the command; give the exit code: 0 done, 1 a table cannot be used or written, 2 wrong arguments.

    `read` gives a table's rows as dictionaries by header, `write` puts rows under a header; both choose the format by
    the file's ending (`-`: lines of JSON on the standard streams) and raise OSError or ValueError when they cannot.
    Offers that ended before `today` are left out. What is said goes to standard error if the result goes to `-`.
    """
    try:
        options = _options(arguments)
    except _MisuseError as error:
        return _say(f"参数有误：{error}。用法：{_USAGE}", MISUSED)
    try:
        needs, offers = (_read(path, read) for path in (options.needs, options.offers))
        result = solve(Problem(needs, offers, today=options.today or today), budget=Budget(top=options.top))
        _write(options.out, write, (_row(*one) for matches in result.matches for one in enumerate(matches, 1)))
    except _FailureError as error:
        return _say(str(error), FAILED)
    found = sum(bool(matches) for matches in result.matches)
    is_stream = options.out == STREAM
    place = "标准输出" if is_stream else f" {options.out}"
    told = f"共 {len(needs)} 条需求、{len(offers)} 条供给，{found} 条需求找到了供给；结果在{place}。"
    return _say(told, OK, is_aside=is_stream)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = _Parser(prog="shanghui match", description="为每条需求找出最合适的供给（不需要数据库）。")
    parser.add_argument(
        "needs", type=Path, help="需求表：编号、标题，可有描述、类型、品类、数量、单位、地区、截止、要求、企业"
    )
    parser.add_argument("offers", type=Path, help="供给表，各列同上")
    parser.add_argument("-o", "--out", type=Path, required=True, help="结果表：" + "、".join(OUT_COLUMNS))
    parser.add_argument("--top", type=int, default=10, help="每条需求最多几条供给（默认 10）")
    parser.add_argument("--today", type=_day, help="按哪一天算截止和交期（默认今天），如 2026-11-26")
    parser.add_argument("--seed", type=int, default=0, help="随机种子（结果不因它而变）")
    options = parser.parse_args(arguments)
    for path in (options.needs, options.offers, options.out):
        if path != STREAM and path.suffix.lower() not in ENDINGS:
            raise _MisuseError(f"文件 {path.name} 的格式不支持，请用 {'、'.join(ENDINGS)}，或用 - 表示标准输入输出")
    if options.needs == options.offers == STREAM:
        raise _MisuseError("需求表和供给表只能有一个来自标准输入")
    if options.top < 1:
        raise _MisuseError("--top 至少是 1")
    return options


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _read(path: Path, read: Read) -> list[Listing]:
    if path != STREAM and not path.is_file():
        raise _FailureError(f"找不到文件：{path}。")
    unread = Unread()
    try:
        found = list(listings(read(path), unread))
    except (OSError, ValueError) as error:
        raise _FailureError(f"无法读取 {path}：{error}。没有写出任何结果。") from error
    if unread.cells:
        shown = "；".join(f"第 {number} 条的{header}“{text}”" for number, header, text in unread.cells[:_SHOWN])
        _say(f"{path} 中有 {len(unread.cells)} 处没有读懂，当作没有写：{shown}。", OK, is_aside=True)
    return found


def _write(path: Path, write: Write, rows: Iterable[Sequence[object]]) -> None:
    try:
        write(path, OUT_COLUMNS, rows)
    except (OSError, ValueError) as error:
        raise _FailureError(f"无法写入 {path}：{error}。原文件没有改动。") from error


def _row(rank: int, match: Match) -> tuple[object, ...]:
    states = (FitState.MET, FitState.GAP, FitState.UNKNOWN)
    fits = ("；".join(fit.requirement.value for fit in match.fits if fit.state is state) for state in states)
    return match.need_id, rank, match.offer_id, round(match.score, 4), in_words(match.reasons), *fits


def _say(text: str, code: int, *, is_aside: bool = False) -> int:
    print(text, file=sys.stderr if code or is_aside else sys.stdout)
    return code
