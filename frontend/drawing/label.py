"""Where a label fits best: the point inside an outline that lies farthest from every border."""

import heapq
import math
from collections.abc import Sequence

Point = tuple[float, float]
PRECISION = 4.0


def label_point(rings: Sequence[Sequence[Point]]) -> tuple[float, float, float]:
    """The middle of the largest circle that fits inside the rings (holes count), and its radius."""
    sides = [(a, b) for ring in rings for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    xs, ys = [p[0] for ring in rings for p in ring], [p[1] for ring in rings for p in ring]
    size = max(min(max(xs) - min(xs), max(ys) - min(ys)), PRECISION)
    queue: list[tuple[float, float, float, float, float]] = []

    def push(x: float, y: float, half: float) -> None:
        depth = _depth(x, y, sides)
        heapq.heappush(queue, (-(depth + half * math.sqrt(2)), depth, x, y, half))

    for column in range(math.ceil((max(xs) - min(xs)) / size)):
        for row in range(math.ceil((max(ys) - min(ys)) / size)):
            push(min(xs) + (column + 0.5) * size, min(ys) + (row + 0.5) * size, size / 2)
    best = (-math.inf, xs[0], ys[0])
    while queue:
        promise, depth, x, y, half = heapq.heappop(queue)
        best = max(best, (depth, x, y))
        if -promise - best[0] > PRECISION:
            for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
                push(x + dx * half / 2, y + dy * half / 2, half / 2)
    return best[1], best[2], max(best[0], 0.0)


def _depth(x: float, y: float, sides: Sequence[tuple[Point, Point]]) -> float:
    """The distance to the nearest border; negative outside."""
    inside, nearest = False, math.inf
    for (ax, ay), (bx, by) in sides:
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
        dx, dy = bx - ax, by - ay
        along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy or 1)
        along = max(0.0, min(1.0, along))
        nearest = min(nearest, math.hypot(x - ax - along * dx, y - ay - along * dy))
    return nearest if inside else -nearest
