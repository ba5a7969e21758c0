"""A schematic of a city's districts: outlines simplified together, so that neighbours keep one common border."""

import json
import math
from collections.abc import Callable
from pathlib import Path

Point = tuple[float, float]
SIZE = 1000
MARGIN = 20
TOLERANCE = 5.0  #: largest shift of a border, in units of the 1000 × 1000 picture
SPREAD = 0.5  #: of the fisheye: 0 keeps the shape, towards 1 the centre grows
SMALLEST = 120.0  #: islands below this area are left out


def write_district_map(geojson: Path, codes: dict[str, str], target: Path) -> None:
    """Read outlines named by district (`codes`: name → code), write {code: {path, x, y, width}} in a square of 1000."""
    features = json.loads(geojson.read_text(encoding="utf-8"))["features"]
    named = [(str(feature["properties"]["name"]), feature["geometry"]) for feature in features]
    rings = {codes[name]: _outer_rings(geometry) for name, geometry in named if name in codes}
    project = _projection(list(rings.values()))
    shapes = {}
    for code, parts in sorted(rings.items()):
        drawn = [[project(point) for point in ring] for ring in parts]
        largest = max(drawn, key=_area)
        kept = [ring for ring in drawn if ring is largest or _area(ring) >= SMALLEST]
        x, y, room = _label_point(largest)
        path = "".join(_path(_simplified(ring)) for ring in kept)
        shapes[code] = {"path": path, "x": round(x), "y": round(y), "width": round(2 * room)}
    target.write_text(json.dumps(shapes, separators=(",", ":")) + "\n", encoding="utf-8")


def _outer_rings(geometry: dict[str, object]) -> list[list[Point]]:
    coordinates: list = geometry["coordinates"]  # type: ignore[assignment,type-arg]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    return [[(float(x), float(y)) for x, y in polygon[0]] for polygon in polygons]


def _projection(districts: list[list[list[Point]]]) -> Callable[[Point], Point]:
    """Longitude and latitude → picture, with a fisheye about the middle one of the districts: inner ones are small."""
    points = [point for parts in districts for ring in parts for point in ring]
    squeeze = math.cos(math.radians(sum(y for _, y in points) / len(points)))
    flat = [(x * squeeze, y) for x, y in points]
    middles = [tuple(sum(axis) / len(axis) for axis in zip(*parts[0], strict=True)) for parts in districts]
    centre_x = sorted(x for x, _ in middles)[len(middles) // 2] * squeeze
    centre_y = sorted(y for _, y in middles)[len(middles) // 2]
    reach = max(math.hypot(x - centre_x, y - centre_y) for x, y in flat)

    def widened(point: Point) -> Point:
        dx, dy = point[0] * squeeze - centre_x, point[1] - centre_y
        distance = math.hypot(dx, dy) / reach
        factor = distance**-SPREAD if distance else 0.0
        return dx * factor, -dy * factor

    wide = [widened(point) for point in points]
    left, top = min(x for x, _ in wide), min(y for _, y in wide)
    extent = max(max(x for x, _ in wide) - left, max(y for _, y in wide) - top)
    scale = (SIZE - 2 * MARGIN) / extent
    shift_x = (SIZE - (max(x for x, _ in wide) - left) * scale) / 2
    shift_y = (SIZE - (max(y for _, y in wide) - top) * scale) / 2

    def project(point: Point) -> Point:
        x, y = widened(point)
        return (x - left) * scale + shift_x, (y - top) * scale + shift_y

    return project


def _area(ring: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _simplified(ring: list[Point]) -> list[Point]:
    """Douglas and Peucker 1973, from the two points farthest apart, so that the start does not matter."""
    points = ring[:-1] if ring[0] == ring[-1] else ring
    far = max(range(len(points)), key=lambda i: math.dist(points[0], points[i]))
    return _reduced(points[: far + 1])[:-1] + _reduced([*points[far:], points[0]])[:-1]


def _reduced(points: list[Point]) -> list[Point]:
    if len(points) < 3:
        return points
    first, last = points[0], points[-1]
    at = max(range(1, len(points) - 1), key=lambda i: _distance(points[i], first, last))
    if _distance(points[at], first, last) <= TOLERANCE:
        return [first, last]
    return _reduced(points[: at + 1])[:-1] + _reduced(points[at:])


def _distance(point: Point, start: Point, end: Point) -> float:
    length = math.dist(start, end)
    if not length:
        return math.dist(point, start)
    (px, py), (ax, ay), (bx, by) = point, start, end
    return abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length


def _label_point(ring: list[Point]) -> tuple[float, float, float]:
    """The grid point inside that is farthest from the outline's corners, and how far it is."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    grid = [
        (min(xs) + (max(xs) - min(xs)) * i / 24, min(ys) + (max(ys) - min(ys)) * j / 24)
        for i in range(1, 24)
        for j in range(1, 24)
    ]
    inside = [point for point in grid if _inside(point, ring)] or [(sum(xs) / len(xs), sum(ys) / len(ys))]
    room, best = max((min(math.dist(point, corner) for corner in ring), point) for point in inside)
    return *best, room


def _inside(point: Point, ring: list[Point]) -> bool:
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossings += 1
    return crossings % 2 == 1


def _path(ring: list[Point]) -> str:
    corners = [f"{round(x)} {round(y)}" for x, y in ring]
    return f"M{'L'.join(corners)}Z"
