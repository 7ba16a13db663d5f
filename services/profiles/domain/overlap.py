"""How much of their land two outlines share: measured along lines from west to east, precise to about a hundredth."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

LINES = 96
ROUGHER = 2  # An outline with less than half the points of another is of a rougher map.
Stretches = list[tuple[float, float]]


def overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """The land both have, as a part (0 to 1) of the land either has. GeoJSON polygons; holes count as outside.

    Both are measured in the same degrees, so that the earth's curve cancels out within a municipality.
    """
    if one == other:
        return 1.0
    first, second = list(_edges(one)), list(_edges(other))
    latitudes = [point[1] for edge in (*first, *second) for point in edge]
    if not latitudes:
        return 0.0
    south, step = min(latitudes), (max(latitudes) - min(latitudes)) / LINES
    both = either = 0.0
    lines = zip(_on_lines(first, south, step), _on_lines(second, south, step), strict=True)
    for here, there in lines:
        shared = _length_in_both(here, there)
        both += shared
        either += _length(here) + _length(there) - shared
    return both / either if either else 0.0


def are_as_detailed(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two outlines have about as many points, so that a difference is a difference on the ground."""
    fewest, most = sorted((sum(1 for _ in _edges(one)), sum(1 for _ in _edges(other))))
    return most <= fewest * ROUGHER


def _edges(geometry: Mapping[str, Any]) -> Iterator[tuple[Sequence[float], Sequence[float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        for ring in polygon:
            yield from pairwise(ring)


def _on_lines(edges: Sequence[tuple[Sequence[float], Sequence[float]]], south: float, step: float) -> list[Stretches]:
    """Per line halfway its strip: from where to where it runs inside, between each two borders it crosses."""
    crossings: list[list[float]] = [[] for _ in range(LINES)]
    for a, b in edges if step else ():
        low, high = (a, b) if a[1] <= b[1] else (b, a)
        first = max(int((low[1] - south) / step - 0.5), 0)
        for number in range(first, min(int((high[1] - south) / step + 0.5) + 1, LINES)):
            latitude = south + (number + 0.5) * step
            if low[1] <= latitude < high[1]:
                part = (latitude - low[1]) / (high[1] - low[1])
                crossings[number].append(low[0] + part * (high[0] - low[0]))
    return [list(zip(*[iter(sorted(found))] * 2, strict=False)) for found in crossings]


def _length(stretches: Stretches) -> float:
    return sum(end - start for start, end in stretches)


def _length_in_both(one: Stretches, other: Stretches) -> float:
    return sum(max(0.0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
