"""Which way rings turn: GeoJSON wants the outer one counter-clockwise and holes clockwise (RFC 7946 §3.1.6)."""

from collections.abc import Sequence
from typing import Any

Ring = Sequence[Sequence[float]]


def right_handed(geometry: dict[str, Any]) -> dict[str, Any]:
    """The same Polygon or MultiPolygon, with every ring turning the way the standard says."""
    coordinates = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        return geometry | {"coordinates": _polygon(coordinates)}
    return geometry | {"coordinates": [_polygon(polygon) for polygon in coordinates]}


def _polygon(rings: Sequence[Ring]) -> list[Ring]:
    return [
        ring if (_twice_the_area(ring) > 0) == (index == 0) else list(reversed(ring))
        for index, ring in enumerate(rings)
    ]


def _twice_the_area(ring: Ring) -> float:
    """Positive for a ring that turns counter-clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
