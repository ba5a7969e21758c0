"""Made-up enterprises for these tests."""

from collections.abc import Sequence

from shanghui.engines.identity import Record, Result, solve
from shanghui.engines.identity.model import Budget, Decision, Problem


def record(id: str, name: str, code: str = "", address: str = "", phone: str = "") -> Record:
    return Record(id, name, code, address, phone)


def clusters(result: Result) -> list[set[str]]:
    """Give the clusters of two and more, by ids."""
    found: dict[int, set[str]] = {}
    for one in result.memberships:
        found.setdefault(one.cluster, set()).add(one.id)
    return [ids for ids in found.values() if len(ids) > 1]


def solved(records: Sequence[Record], *decisions: Decision, budget: Budget | None = None) -> Result:
    return solve(Problem(records, decisions), budget=budget)


OTHERS = [
    record(f"o{at}", f"{place}{core}{trade}有限公司", address=f"{place}{road}{at + 11}号", phone=f"1380000{at:04d}")
    for at, (place, core, trade, road) in enumerate(
        zip(
            ["上海", "宁波", "苏州", "无锡", "杭州", "嘉兴"] * 5,
            [first + second for first in "恒嘉瑞宏泰" for second in "通源盛丰凯安"],
            ["机械", "电子", "纺织", "食品", "物流", "软件", "模具"] * 5,
            ["人民路", "解放路", "和平路", "建设路", "中山路"] * 6,
            strict=False,
        )
    )
]
