"""From borders in degrees to outlines on paper: project, join what belongs together, simplify shared borders alike."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from frontend.drawing.label import label_point

Point = tuple[float, float]
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]
Edge = tuple[Point, Point]

WIDTH = 1000
MAX_HEIGHT = 1150
TOLERANCE = 2.0
SMALLEST_RING = 30.0


@dataclass(frozen=True, slots=True)
class Outline:
    """One area on paper: its path, and where its label fits (centre and room around it)."""

    path: str
    x: int
    y: int
    room: int


@dataclass(frozen=True, slots=True)
class Land:
    """All areas together on one sheet."""

    width: int
    height: int
    outlines: Mapping[str, Outline]


@lru_cache(maxsize=16)
def trace(areas: tuple[tuple[str, tuple[Polygon, ...]], ...]) -> Land:
    """Draw areas (id and polygons in degrees) on a sheet of WIDTH; neighbours keep exactly the same border."""
    project, height = _projection(
        [p for _, polygons in areas for polygon in polygons for ring in polygon for p in ring]
    )
    borders = {name: _outer_edges(polygons, project) for name, polygons in areas}
    nodes = _meeting_points(borders)
    outlines = {}
    for name, edges in borders.items():
        rings = [_simplified_ring(ring, nodes) for ring in _rings(edges)]
        rings = _without_crumbs([ring for ring in rings if len(ring) > 2])
        x, y, room = label_point(rings) if rings else (0.0, 0.0, 0.0)
        outlines[name] = Outline(path_data(rings), round(x), round(y), round(room))
    return Land(WIDTH, height, outlines)


def path_data(rings: Sequence[Sequence[Point]]) -> str:
    """Closed rings as relative path data in whole units."""
    parts = []
    for ring in rings:
        dots = [(round(x), round(y)) for x, y in ring]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(dots) if a != b]
        if steps:
            parts.append(f"M{dots[0][0]} {dots[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps) + "z")
    return "".join(parts).replace(" -", "-")


def signed_area(ring: Sequence[Point]) -> float:
    """The area of a ring: positive in one direction, negative in the other."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


@dataclass(frozen=True, slots=True)
class _Projection:
    """Degrees to sheet units; a degree of longitude shrinks with the cosine of the latitude."""

    west: float
    north: float
    shrink: float
    scale: float
    left: float

    def __call__(self, point: Point) -> Point:
        x = self.left + (point[0] - self.west) * self.shrink * self.scale
        return round(x, 1), round((self.north - point[1]) * self.scale, 1)


def _projection(points: Sequence[Point]) -> tuple[_Projection, int]:
    if not points:
        return _Projection(0, 0, 1, 1, 0), WIDTH
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    shrink = math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * shrink or 1e-9, (north - south) or 1e-9
    scale = min(WIDTH / wide, MAX_HEIGHT / high)
    return _Projection(west, north, shrink, scale, (WIDTH - wide * scale) / 2), math.ceil(high * scale)


def _outer_edges(polygons: Sequence[Polygon], project: _Projection) -> dict[Edge, None]:
    """The directed edges of an area; an edge met in both directions lies inside it and goes."""
    edges: dict[Edge, None] = {}
    for polygon in polygons:
        for index, ring in enumerate(polygon):
            points = [project(p) for p in ring]
            if (signed_area(points) < 0) == (index == 0):
                points.reverse()
            for a, b in pairwise(points):
                if (b, a) in edges:
                    del edges[(b, a)]
                elif a != b:
                    edges[(a, b)] = None
    return edges


def _meeting_points(borders: Mapping[str, Mapping[Edge, None]]) -> set[Point]:
    """Points where a border changes hands: they stay, so that simplified neighbours still meet."""
    owners: dict[frozenset[Point], set[str]] = defaultdict(set)
    for name, edges in borders.items():
        for edge in edges:
            owners[frozenset(edge)].add(name)
    sides: dict[Point, set[frozenset[str]]] = defaultdict(set)
    for edge_points, names in owners.items():
        for point in edge_points:
            sides[point].add(frozenset(names))
    return {point for point, kinds in sides.items() if len(kinds) > 1}


def _rings(edges: Mapping[Edge, None]) -> Iterator[list[Point]]:
    """Follow the edges from point to point until each ring closes."""
    onward: dict[Point, list[Point]] = defaultdict(list)
    for a, b in edges:
        onward[a].append(b)
    while onward:
        point = next(iter(onward))
        ring = [point]
        while point in onward:
            following = onward[point].pop()
            if not onward[point]:
                del onward[point]
            ring.append(following)
            point = following
        yield ring[:-1]


def _simplified_ring(ring: list[Point], nodes: set[Point]) -> list[Point]:
    """Simplify each stretch between meeting points, always in the same direction whoever asks."""
    start = next((i for i, p in enumerate(ring) if p in nodes), ring.index(min(ring)))
    closed = [*ring[start:], *ring[:start], ring[start]]
    result: list[Point] = []
    piece = [closed[0]]
    for index, point in enumerate(closed[1:], start=1):
        piece.append(point)
        if point in nodes or index == len(closed) - 1:
            turned = (piece[0], piece[1]) > (piece[-1], piece[-2])
            kept = _simplify(piece[::-1] if turned else piece)
            result += (kept[::-1] if turned else kept)[:-1]
            piece = [point]
    return result


def _simplify(points: list[Point]) -> list[Point]:
    """Douglas-Peucker with a stack: keep the farthest point of a stretch while it is farther than TOLERANCE."""
    keep = {0, len(points) - 1}
    stretches = [(0, len(points) - 1)]
    while stretches:
        first, last = stretches.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = math.hypot(bx - ax, by - ay)
        farthest, index = TOLERANCE, 0
        for i in range(first + 1, last):
            x, y = points[i]
            cross = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay))
            distance = cross / length if length else math.hypot(x - ax, y - ay)
            if distance >= farthest:
                farthest, index = distance, i
        if index:
            keep.add(index)
            stretches += [(first, index), (index, last)]
    return [points[i] for i in sorted(keep)]


def _without_crumbs(rings: list[list[Point]]) -> list[list[Point]]:
    """Leave out rings too small to see, but never all of them."""
    large = [ring for ring in rings if abs(signed_area(ring)) >= SMALLEST_RING]
    return large or sorted(rings, key=lambda ring: -abs(signed_area(ring)))[:1]
