"""Whether a GeoJSON geometry is a shape that can be drawn: closed rings that do not cross themselves."""

from bisect import insort
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isfinite
from typing import Any

Point = tuple[float, float]
Ring = list[Point]
WEST, SOUTH, EAST, NORTH = 3.2, 50.7, 7.3, 53.8  # Around the Netherlands in Europe, in degrees.


class Misshapen(Exception):
    """No shape; the message says why."""


class Elsewhere(Exception):
    """A point outside the Netherlands."""

    def __init__(self, point: Point) -> None:
        super().__init__(str(point))
        self.point = point


def check_shape(geometry: Any) -> None:
    """Raises Misshapen or Elsewhere for what is not a Polygon or MultiPolygon in the Netherlands in WGS84."""
    for ring in _rings(geometry):
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise Misshapen("a ring that is not closed")
        for longitude, latitude in ring:
            if not (WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH):
                raise Elsewhere((longitude, latitude))
        if (point := crossing(ring)) is not None:
            raise Misshapen(f"a ring that crosses itself near {point[0]}, {point[1]}")
        if _twice_the_area(ring) == 0:
            raise Misshapen("a ring without area")


def _rings(geometry: Any) -> Iterator[Ring]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise Misshapen(f"{kind or 'nothing'} instead of Polygon or MultiPolygon")
    polygons = geometry.get("coordinates")
    try:
        found = [
            [[_point(p) for p in ring] for ring in each] for each in ([polygons], polygons)[kind == "MultiPolygon"]
        ]
    except (TypeError, ValueError, IndexError) as error:
        raise Misshapen("coordinates that are not pairs of numbers") from error
    if not found or not all(found):
        raise Misshapen("no ring")
    for polygon in found:
        yield from polygon


def _point(given: Sequence[Any]) -> Point:
    longitude, latitude = given[0], given[1]
    if not all(isinstance(part, int | float) and not isinstance(part, bool) and isfinite(part) for part in given):
        raise ValueError
    return longitude, latitude


def _twice_the_area(ring: Ring) -> float:
    x, y = ring[0]  # Measured from the first point, so that a ring of one line is exactly nothing.
    return sum((a - x) * (d - y) - (c - x) * (b - y) for (a, b), (c, d) in pairwise(ring))


def crossing(ring: Ring) -> Point | None:
    """A point near which two sides cross; None when they only touch. Sweeps from west to east."""
    sides = sorted((min(p, q), max(p, q)) for p, q in pairwise(ring) if p != q)
    open_sides: list[tuple[float, tuple[Point, Point]]] = []  # By the longitude where they end.
    for side in sides:
        while open_sides and open_sides[0][0] < side[0][0]:
            open_sides.pop(0)
        for _, other in open_sides:
            if _cross(side, other):
                return side[0]
        insort(open_sides, (side[1][0], side))
    return None


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> int:
    turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (turn > 1e-15) - (turn < -1e-15)  # About a centimetre: coordinates were rounded before they came here.
