"""What both versions of the CBS feed have in common."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from services.profiles.sources.refused import SourceRefused

REGIONS = "WijkenEnBuurten"
Told = Callable[[int, int | None], None]
"""Hears how many rows are in, of how many (when the feed says so)."""


def only_regions(dimensions: Sequence[str], table: str) -> None:
    """Raises SourceRefused for a table that is not per district and neighbourhood, or not per region only."""
    if REGIONS not in dimensions:
        raise SourceRefused("regions-absent", source=table)
    if more := [name for name in dimensions if name != REGIONS]:
        raise SourceRefused("more-dimensions", source=table, dimensions=", ".join(more))


def day_of(moment: Any) -> date | None:
    """The day of "2021-03-26T02:00:00"; None when the source does not say it."""
    try:
        return date.fromisoformat(str(moment)[:10])
    except ValueError:
        return None
