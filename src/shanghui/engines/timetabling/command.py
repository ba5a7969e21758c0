"""`shanghui timetable EVENT.json -o TIMETABLE.json`: a timetable for an event, without any database."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from shanghui.engines.timetabling.model import Budget, Status, Timetable
from shanghui.engines.timetabling.reading import Unreadable, changes_of, event_of, placements_of, repaired_of, told_of
from shanghui.engines.timetabling.repair import repair
from shanghui.engines.timetabling.solve import solve

OK, FAILED, MISUSED = 0, 1, 2
_USAGE = "shanghui timetable 活动.json -o 时间表.json --seconds 60 --seed 1"
_SHOWN = 8
_STATES = {
    Status.OPTIMAL: "已证明是最好的",
    Status.FEASIBLE: "可以用，还没有证明是最好的",
    Status.INFEASIBLE: "排不出来：规则互相冲突",
    Status.UNKNOWN: "时间用完了，还没有排出满足全部规则的时间表",
}


class _MisuseError(Exception):
    """The command was called with arguments that it cannot follow."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise _MisuseError(message)


def run(arguments: list[str]) -> int:
    """Run the command; give the exit code: 0 done, 1 the event cannot be read or the timetable written, 2 wrong arguments.

    An event without a timetable is an answer too: it is written, with the rules that conflict.
    """
    try:
        options = _options(arguments)
    except _MisuseError as error:
        return _say(f"参数有误：{error}。用法：{_USAGE}", MISUSED)
    try:
        told, summary = _found(options)
    except (OSError, Unreadable) as error:
        return _say(f"无法读取：{error}。没有写出任何结果。", FAILED)
    try:
        options.out.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    except (OSError, UnicodeError) as error:
        return _say(f"无法写入 {options.out}：{error}。", FAILED)
    return _say(summary, OK)


def _found(options: argparse.Namespace) -> tuple[dict[str, Any], str]:
    event = event_of(_read(options.event))
    if options.repair is None:
        found = solve(event, seed=options.seed, budget=Budget(options.seconds))
        return told_of(found), _summary(found)
    changes = changes_of(_read(options.changes), event)
    repaired = repair(event, placements_of(_read(options.repair), event), changes)
    moved = f"改了 {len(repaired.moved)} 场的时间，{len(repaired.proposals)} 场新排上。"
    return repaired_of(repaired), moved + _summary(repaired.timetable)


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{path}：{error}") from error
    if not isinstance(told, dict):
        raise Unreadable(f"{path}：要有一个 JSON 对象")
    return told


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = _Parser(prog="shanghui timetable", description="为对接活动排时间表（不需要数据库）。")
    parser.add_argument("event", type=Path, help="活动：时段、桌子、参加者、要见的面（JSON）")
    parser.add_argument("-o", "--out", type=Path, required=True, help="时间表（JSON）")
    parser.add_argument("--seconds", type=float, default=60.0, help="最多用多少秒（默认 60）")
    parser.add_argument("--seed", type=int, default=0, help="随机种子")
    parser.add_argument("--repair", type=Path, help="当天有变动：原来的时间表（JSON），只改最少的")
    parser.add_argument("--changes", type=Path, help="变动：now、absent、late、tables、added（JSON）")
    options = parser.parse_args(arguments)
    if (options.repair is None) != (options.changes is None):
        raise _MisuseError("--repair 和 --changes 要一起给")
    if not 0 < options.seconds < 86_400:
        raise _MisuseError("--seconds 要大于 0，不到一天")
    return options


def _summary(found: Timetable) -> str:
    if found.conflict:
        rules = [f"{rule.kind} {rule.about}".strip() for rule in found.conflict]
        more = f" 等 {len(rules)} 条" if len(rules) > _SHOWN else ""
        return f"{_STATES[found.status]}：{'、'.join(rules[:_SHOWN])}{more}。"
    return (
        f"{_STATES[found.status]}：排了 {len(found.placed)} 场，没有排上 {len(found.unplaced)} 场；"
        f"权重 {found.weight}（上限 {found.weight_bound:g}），空档 {found.breaks} 个；用了 {found.seconds:.1f} 秒。"
    )


def _say(text: str, code: int) -> int:
    print(text, file=sys.stderr if code else sys.stdout)
    return code
