"""Needs and offers as people wrote them: the blocks of `data/*.txt`, read.

A block is parted from the next by its first line. `需` begins a family; `供+` fits the need above, `供-` nearly does and
says why not, `供` stands alone. Second line the title, then the summary, then more of the description; the line after
`|` holds the facts, parted by `；`. Lines after `~` fill the places `{0}`, `{1}` … and make one listing each; the n-th of
an offer answers the n-th of the need above.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files

from shanghui.exchange.demo.facts import Facts, read_facts
from shanghui.exchange.rules import ListingKind, Side

FILES = ("fasteners.txt", "metal.txt", "services.txt", "towns.txt")
SIDES = {"需": Side.NEED, "供": Side.OFFER, "供+": Side.OFFER, "供-": Side.OFFER}
KINDS = {
    "产品": ListingKind.PRODUCT,
    "服务": ListingKind.SERVICE,
    "技术": ListingKind.TECHNOLOGY,
    "人才": ListingKind.TALENT,
    "资金": ListingKind.CAPITAL,
    "场地": ListingKind.SPACE,
    "渠道": ListingKind.MARKET,
    "点子": ListingKind.IDEA,
}


@dataclass(frozen=True)
class Text:
    """A listing to be entered. `key` names it (`pump-bolts`, its offers `pump-bolts/1` …); `answers` is the need it was
    written for, `fits` whether it does; `trade` and `at` choose the firm and the organisation that brokers it."""

    key: str
    side: Side
    kind: ListingKind
    trade: str
    at: str
    owner: str
    title: str
    summary: str
    description: str
    facts: Facts
    answers: str = ""
    fits: bool = False


@dataclass
class _Family:
    """The needs that the offers below answer."""

    keys: list[str] = field(default_factory=list)
    offers: int = 0


def texts() -> list[Text]:
    """All of them, in the order of the files."""
    found: list[Text] = []
    for name in FILES:
        family = _Family()
        for number, lines in enumerate(_blocks(name)):
            found += _listings(lines, family, f"{name.removesuffix('.txt')}-{number}")
    return found


def lines_of(name: str) -> list[str]:
    """A data file without its comments."""
    text = files("shanghui.exchange.demo").joinpath("data", name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _blocks(name: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines_of(name):
        if line.split()[0] in SIDES and block:
            yield block
            block = []
        block.append(line)
    yield block


def _listings(lines: list[str], family: _Family, default: str) -> Iterator[Text]:
    rows = [line[1:].strip().split("；") for line in lines if line.startswith("~")]
    shape = [line for line in lines if not line.startswith("~")]
    mark = shape[0].split()[0]
    key = next((word[1:] for word in shape[0].split() if word.startswith("@")), default)
    if mark == "需":
        family.keys, family.offers = [f"{key}.{row}" for row in range(len(rows))] or [key], 0
    family.offers += mark != "需"
    for number, row in enumerate(rows or [[]]):
        filled = [line.format(*row) for line in shape] if row else shape
        answers = family.keys[number % len(family.keys)] if mark in {"供+", "供-"} else ""
        own = f"{answers}/{family.offers}" if answers else (f"{key}.{number}" if rows else key)
        yield _text(filled, own, answers)


def _text(lines: list[str], key: str, answers: str) -> Text:
    mark, kind, trade, *rest = lines[0].split()
    plain, facts = [line for line in lines[1:] if line[0] != "|"], [line for line in lines[1:] if line[0] == "|"]
    title, summary, *description = [*plain, ""] if len(plain) == 1 else plain
    return Text(
        key=key,
        side=SIDES[mark],
        kind=KINDS[kind],
        trade=trade,
        at=next((word[1:] for word in rest if word.startswith("在")), ""),
        owner="顾承舟" if "顾承舟" in rest else "",
        title=title,
        summary=summary,
        description="\n".join(line for line in description if line),
        facts=read_facts(facts[0][1:] if facts else ""),
        answers=answers,
        fits=mark == "供+",
    )
