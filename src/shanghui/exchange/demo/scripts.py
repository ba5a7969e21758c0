"""Stories of introductions: the blocks of `data/introductions.txt`, read.

`> need:offer need` says which pair and which side asked; the next line is the message to the other secretaries; each
further line is a step: working days ago, who (`a` the asking broker, `b` the asked one, `A` and `B` their firms by
themselves), what, and its text.
"""

import re
from dataclasses import dataclass

from shanghui.exchange.demo.texts import lines_of
from shanghui.exchange.rules import Side

_STEP = re.compile(r"(\d+) ([abAB]) (\w+) ?(.*)$")


@dataclass(frozen=True)
class Step:
    """`who` is one of a, b, A, B."""

    ago: int
    who: str
    what: str
    text: str


@dataclass(frozen=True)
class Script:
    need: str
    offer: str
    asking: Side
    message: str
    steps: tuple[Step, ...]

    @property
    def mine(self) -> str:
        return self.need if self.asking is Side.NEED else self.offer

    @property
    def theirs(self) -> str:
        return self.offer if self.asking is Side.NEED else self.need


def scripts() -> list[Script]:
    """All of them, in the order of the file."""
    blocks: list[list[str]] = []
    for line in lines_of("introductions.txt"):
        if line.startswith(">"):
            blocks.append([])
        blocks[-1].append(line)
    return [_script(block) for block in blocks]


def _script(block: list[str]) -> Script:
    pair, side = block[0][1:].split()
    need, offer = pair.split(":")
    return Script(need, offer, Side(side), block[1], tuple(_step(line) for line in block[2:]))


def _step(line: str) -> Step:
    found = _STEP.match(line)
    if found is None:
        raise ValueError(line)
    ago, who, what, text = found.groups()
    return Step(int(ago), who, what, text)
