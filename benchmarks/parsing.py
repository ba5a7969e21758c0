"""Measure the reader of listings on messages whose slots a person wrote down, beside a plain baseline in the same run.

    python benchmarks/parsing.py [FILE.jsonl …] [--errors]

Without a FILE: the messages of the tests. `messages.jsonl` was written before the reader was tuned on it; each `held_back_*` was
written afterwards, scored once and then used to find faults; nothing is ever mended for `unseen.jsonl`, so look at its errors
only to lay it aside. Prints precision, recall and F1 a field and in all, for both, and the time a message.
A slot is right only if its whole value is: both bounds, unit and time of a quantity, code and nearness of a region.
Where two readings are as good, the file gives both with "|" between. A listing that is missed or made up costs all its slots.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from shanghui.engines.language import normalise, to_hans
from shanghui.engines.language.listings import Quantity, Range, ReadListing, Relation, Requirement, read_listings

TESTS = Path(__file__).resolve().parent.parent / "tests" / "engines" / "language" / "listings"
MENDED = (TESTS / "messages.jsonl", *sorted(TESTS.glob("held_back_*.jsonl")))
UNSEEN = TESTS / "unseen.jsonl"
SIGNS = {
    Relation.EQUAL: "=",
    Relation.AT_LEAST: ">=",
    Relation.AT_MOST: "<=",
    Relation.ONE_OF: " in ",
    Relation.NEAR: "~",
}

Slot = tuple[str, str]
Read = Callable[[str, date], list[list[Slot]]]


def wanted(record: dict[str, Any]) -> list[list[Slot]]:
    """Give the slots of each listing that a person wrote down."""
    return [_wanted_slots(listing) for listing in record["listings"]]


def _wanted_slots(listing: dict[str, Any]) -> list[Slot]:
    single = [
        (name, str(listing[name]))
        for name in ("side", "kind", "product", "quantity", "price", "deadline", "said_by")
        if listing.get(name)
    ]
    many = {"regions": "region", "requirements": "requirement", "contacts": "contact"}
    several = [(name, value) for key, name in many.items() for value in listing.get(key, ())]
    return single + several + ([("urgent", "yes")] if listing.get("urgent") else [])


def engine(text: str, today: date) -> list[list[Slot]]:
    """Give the slots that the reader of listings gives."""
    return [_slots(listing) for listing in read_listings(text, today=today)]


def _slots(one: ReadListing) -> list[Slot]:
    single = [
        ("side", one.side.value),
        ("kind", one.kind.value),
        ("product", one.product),
        ("quantity", in_words(one.quantity)),
        ("price", in_words(one.price, "元")),
        ("deadline", one.deadline.isoformat() if one.deadline else ""),
        ("said_by", one.said_by),
        ("urgent", "yes" if one.is_urgent else ""),
    ]
    several = [("region", region.code + "~" * region.near) for region in one.regions]
    several += [("requirement", _condition(requirement)) for requirement in one.requirements]
    several += [("contact", contact.value) for contact in one.contacts]
    return [slot for slot in single + several if slot[1]]


def in_words(amount: Quantity | Range | None, money: str = "") -> str:
    """Write an amount as the files do: ≥5000 件, 300–500 件, 3.5 元/件, 2000 吨/month."""
    if amount is None:
        return ""
    low, high = (_plain(value) for value in (amount.minimum, amount.maximum))
    count = low if low == high else f"{low}–{high}" if low and high else f"≥{low}" if low else f"≤{high}"
    parts = [money or amount.unit, amount.unit if money else "", amount.per]
    return f"{count} {'/'.join(part for part in parts if part)}".strip()


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _condition(one: Requirement) -> str:
    return f"{one.attribute.value}{SIGNS[one.relation]}{one.value}" + ("" if one.must else "?")


def baseline(text: str, today: date) -> list[list[Slot]]:
    """Read with a dozen plain expressions, each line one listing: what a day's work without an engine gives."""
    found = []
    for line in text.splitlines():
        slots: list[Slot] = []
        if side := re.search(r"(求购|采购|急求|求租|招聘|需要|收购|找)|(供应|出售|出租|转让|提供|承接)", line):
            slots.append(("side", "need" if side[1] else "offer"))
        for kind, words in (
            ("talent", "招聘|招工"),
            ("space", "厂房|仓库"),
            ("capital", "融资|贷款"),
            ("service", "检测|物流|法律|加工"),
        ):
            if re.search(words, line):
                slots.append(("kind", kind))
                break
        else:
            slots.append(("kind", "product"))
        if goods := re.search(r"(?:求购|采购|供应|出售|急求|转让|招聘|求租|出租)[:：]?\s*([\u4e00-\u9fff]{2,8})", line):
            slots.append(("product", goods[1]))
        if amount := re.search(r"(\d+(?:\.\d+)?)\s*(万)?\s*(吨|公斤|件|套|只|个|台|箱|米|平方米|人|名)", line):
            count = Decimal(amount[1]) * (10_000 if amount[2] else 1)
            slots.append(("quantity", f"{_plain(count)} {amount[3]}"))
        if money := re.search(r"(\d+(?:\.\d+)?)元/(\w)", line):
            slots.append(("price", f"{money[1]} 元/{money[2]}"))
        if day := re.search(r"(\d{1,2})月(\d{1,2})[日号]", line):
            slots.append(("deadline", f"{today.year}-{int(day[1]):02}-{int(day[2]):02}"))
        slots += [("requirement", f"size={size}") for size in re.findall(r"M\d+×\d+|DN\d+|φ\d+", line)]
        slots += [("requirement", f"certificate={name}") for name in re.findall(r"ISO9001|质检报告|材质单|CE", line)]
        slots += [("contact", phone) for phone in re.findall(r"1[3-9]\d{9}", line)]
        if side or len(slots) > 1:
            found.append(slots)
    return found


def is_same(given: Slot, want: Slot) -> bool:
    """Tell whether a slot has one of the wanted values, however it is written (width, script, spaces, case)."""
    return given[0] == want[0] and any(_key(given[1]) == _key(value) for value in want[1].split("|"))


def _key(text: str) -> str:
    return to_hans(normalise(text)).replace(" ", "")


def hits(given: Sequence[Slot], want: Sequence[Slot]) -> list[tuple[Slot, Slot]]:
    """Pair the slots of one listing with the wanted ones that they give, each once."""
    left, pairs = list(want), []
    for slot in given:
        partner = next((one for one in left if is_same(slot, one)), None)
        if partner is not None:
            left.remove(partner)
            pairs.append((slot, partner))
    return pairs


def aligned(given: list[list[Slot]], want: list[list[Slot]]) -> list[tuple[list[Slot], list[Slot]]]:
    """Pair the listings in order such that most slots agree; what has no partner is paired with nothing."""
    best: dict[tuple[int, int], tuple[int, list[tuple[list[Slot], list[Slot]]]]] = {(0, 0): (0, [])}
    for i in range(len(given) + 1):
        for j in range(len(want) + 1):
            ways = [best[i, j]] if (i, j) in best else []
            if i:
                ways.append((best[i - 1, j][0], [*best[i - 1, j][1], (given[i - 1], [])]))
            if j:
                ways.append((best[i, j - 1][0], [*best[i, j - 1][1], ([], want[j - 1])]))
            if i and j:
                score, pairs = best[i - 1, j - 1]
                ways.append((score + len(hits(given[i - 1], want[j - 1])), [*pairs, (given[i - 1], want[j - 1])]))
            best[i, j] = max(ways, key=lambda way: way[0])
    return best[len(given), len(want)][1]


def score(read: Read, records: Iterable[dict[str, Any]], *, tell: bool = False) -> dict[str, tuple[int, int, int]]:
    """Give for each field, and for "all", how many slots are right, given and wanted."""
    counts: dict[str, Counter[str]] = {"right": Counter(), "given": Counter(), "wanted": Counter()}
    for record in records:
        for given, want in aligned(read(record["text"], date.fromisoformat(record["today"])), wanted(record)):
            pairs = hits(given, want)
            counts["right"].update(slot[0] for slot, _ in pairs)
            counts["given"].update(slot[0] for slot in given)
            counts["wanted"].update(slot[0] for slot in want)
            if tell:
                _tell(record, given, want, pairs)
    table = {
        name: (counts["right"][name], counts["given"][name], counts["wanted"][name])
        for name in sorted(counts["wanted"])
    }
    return table | {"all": tuple(counts[key].total() for key in ("right", "given", "wanted"))}  # type: ignore[dict-item]


def _tell(record: dict[str, Any], given: list[Slot], want: list[Slot], pairs: list[tuple[Slot, Slot]]) -> None:
    wrong = [slot for slot in given if slot not in [pair[0] for pair in pairs]]
    missed = [slot for slot in want if slot not in [pair[1] for pair in pairs]]
    if wrong or missed:
        print(f"{record['id']} {record['text'][:60]!r}\n   gave   {wrong}\n   wanted {missed}")


def f1(counts: tuple[int, int, int]) -> float:
    """Give F1 of (right, given, wanted)."""
    return 2 * counts[0] / max(counts[1] + counts[2], 1)


def records_of(path: Path) -> list[dict[str, Any]]:
    """Give the messages of a file with their slots."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true", help="show each slot that is wrong or missed")
    options = parser.parse_args()
    for path in options.files or (*MENDED, UNSEEN):
        records = records_of(path)
        print(f"{path.name}: {len(records)} messages, {sum(len(record['listings']) for record in records)} listings")
        began = time.perf_counter()
        ours = score(engine, records, tell=options.errors)
        took = time.perf_counter() - began
        plain = score(baseline, records)
        print(f"{'field':<12} {'right':>5} {'given':>5} {'wanted':>6}   {'P':>5} {'R':>5} {'F1':>5}   baseline F1")
        for name, (right, given, want) in ours.items():
            figures = f"{right / max(given, 1):5.3f} {right / max(want, 1):5.3f} {f1((right, given, want)):5.3f}"
            print(f"{name:<12} {right:>5} {given:>5} {want:>6}   {figures}   {f1(plain[name]):.3f}")
        print(f"{1000 * took / len(records):.1f} ms a message, reading and scoring\n")


if __name__ == "__main__":
    sys.exit(main())
