"""Shapes of the regions below a region, for the district map: a schematic where we drew one, else a grid of tiles."""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from shanghui.catalogue.models import Region
from shanghui.catalogue.queries.regions import regions_below

SIZE = 1000
_GAP = 12
_DRAWN = {"310000": "shanghai_map.json"}


@dataclass(frozen=True)
class DistrictShape:
    """A region as an SVG path in a viewBox of 0 0 1000 1000, with the point for its label.

    `width` is how much room the label has before it meets the outline, in the same units.
    """

    region: Region
    path: str
    x: int
    y: int
    width: int


def district_shapes(region: Region) -> list[DistrictShape]:
    """One shape for each region right below, in order of code; a region that our drawing lacks makes it a tile grid."""
    below = list(regions_below(region))
    drawn = _drawing(_DRAWN[region.code]) if region.code in _DRAWN else {}
    if below and all(child.code in drawn for child in below):
        return [DistrictShape(child, *drawn[child.code]) for child in below]
    return [DistrictShape(child, *tile) for child, tile in zip(below, _tiles(len(below)), strict=True)]


@cache
def _drawing(name: str) -> dict[str, tuple[str, int, int, int]]:
    text = files("shanghui.catalogue").joinpath("data", name).read_text(encoding="utf-8")
    return {code: (shape["path"], shape["x"], shape["y"], shape["width"]) for code, shape in json.loads(text).items()}


def _tiles(count: int) -> list[tuple[str, int, int, int]]:
    """Squares in reading order, as many columns as rows need."""
    columns = max(1, math.ceil(math.sqrt(count)))
    step = SIZE / columns
    side = round(step - _GAP)
    tiles = []
    for number in range(count):
        left, top = round(number % columns * step + _GAP / 2), round(number // columns * step + _GAP / 2)
        path = f"M{left} {top}h{side}v{side}h-{side}Z"
        tiles.append((path, left + side // 2, top + side // 2, side))
    return tiles
