"""Where things stand in the network picture: an outline of rows, shared members as arcs beside it. Pure Python.

After M. Wattenberg, "Arc Diagrams" (InfoVis 2002): rows never overlap, whatever their number, so the same drawing
serves a phone and a desk; only the width differs.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

ROW = 30
INDENT = 18
TEXT = 14
MARGIN = 14
WIDEST = 9.0
THINNEST = 1.25
#: share of the width that outline and names may take; the rest is for the arcs
NAMES = 0.64


@dataclass(frozen=True)
class Node:
    """One row of the outline. `depth` 0 is a root; `weight` is how many members it has."""

    key: str
    label: str
    depth: int
    weight: int = 0


@dataclass(frozen=True)
class Link:
    """Two nodes with something in common; `weight` > 0."""

    first: str
    second: str
    weight: int


@dataclass(frozen=True)
class DrawnNode:
    """A row: its dot, and its label cut to the room that it has."""

    node: Node
    x: int
    y: int
    radius: float
    label: str
    text_x: int


@dataclass(frozen=True)
class DrawnLink:
    """An arc as an SVG path."""

    link: Link
    path: str
    width: float


@dataclass(frozen=True)
class Drawing:
    """All in one coordinate system of `width` × `height` pixels."""

    width: int
    height: int
    nodes: list[DrawnNode]
    branches: list[str]
    links: list[DrawnLink]


def draw(nodes: Sequence[Node], links: Sequence[Link], *, width: int) -> Drawing:
    """Rows in the order given (a parent before its children), arcs on their right, the wider the weightier."""
    heaviest = max((node.weight for node in nodes), default=0)
    edge = min(round(width * NAMES), _widest(nodes)) if links else width - MARGIN
    rows = [_row(node, number, heaviest, edge) for number, node in enumerate(nodes)]
    places = {row.node.key: row.y for row in rows}
    most = max((link.weight for link in links), default=1)
    drawn = [link for link in links if link.first in places and link.second in places]
    farthest = max((abs(places[link.first] - places[link.second]) for link in drawn), default=1)
    arcs = []
    for link in sorted(drawn, key=lambda link: link.weight):
        first, second = places[link.first], places[link.second]
        reach = _reach(abs(second - first), farthest, width - MARGIN - edge)
        path = f"M{edge} {first}C{edge + reach} {first} {edge + reach} {second} {edge} {second}"
        arcs.append(DrawnLink(link, path, _thickness(link.weight, most)))
    return Drawing(width, len(rows) * ROW + MARGIN, rows, _branches(rows), arcs)


def _row(node: Node, number: int, heaviest: int, edge: int) -> DrawnNode:
    x = MARGIN + node.depth * INDENT
    share = node.weight / heaviest if heaviest else 0
    text_x = x + 12
    return DrawnNode(
        node, x, number * ROW + ROW // 2 + 4, round(3.5 + 4.5 * share**0.5, 1), cut(node.label, edge - text_x), text_x
    )


def length(label: str) -> int:
    """How wide a text stands, in pixels: a Chinese character takes TEXT, a Latin letter 0.6 of it."""
    return math.ceil(sum(TEXT * (0.6 if letter.isascii() else 1) for letter in label))


def cut(label: str, room: int) -> str:
    """The label, or as much of it as `room` pixels hold."""
    for number in range(len(label)):
        if length(label[: number + 1]) > room - (TEXT if number + 1 < len(label) else 0):
            return label[:number] + "…"
    return label


def _branches(rows: list[DrawnNode]) -> list[str]:
    """From each parent a stem down, and from the stem a twig to each child."""
    paths = []
    above: list[DrawnNode] = []
    for row in rows:
        del above[row.node.depth :]
        if above:
            parent = above[-1]
            paths.append(f"M{parent.x} {parent.y}V{row.y}H{row.x}")
        above.append(row)
    return paths


def _widest(nodes: Sequence[Node]) -> int:
    """Where the longest label ends, with a little room behind it."""
    return max(MARGIN + node.depth * INDENT + 12 + length(node.label) for node in nodes) + 2 * MARGIN


def _reach(distance: int, farthest: int, room: int) -> int:
    """How far the curve's handles stick out; a cubic curve bulges to three quarters of them."""
    return round(min(room, max(24.0, room * distance / farthest)) * 4 / 3)


def _thickness(weight: int, most: int) -> float:
    share: float = (weight / most) ** 0.8
    return round(THINNEST + (WIDEST - THINNEST) * share, 2)
