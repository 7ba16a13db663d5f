"""Keeps in memory what was read, until the figures or the areas change."""

from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")
MOST = 64
MOST_FIGURES = 150_000
"""Figures that are kept at most, all together: about 100 MB. Anybody may ask any municipality beside all others."""


class Keeper:
    """What was read from figures, regions, catalogue and areas, under the version of the data it was read at.

    Whoever changes one of these adds one to `installation.data_version` in the same transaction. Every page reads the
    version first, so that a change by any process is seen by the next page.
    """

    def __init__(self) -> None:
        self._version = 0
        self._kept: dict[Hashable, tuple[Any, int]] = {}

    async def keep(
        self, version: int, key: Hashable, read: Callable[[], Awaitable[T]], figures: Callable[[T], int] = lambda _: 0
    ) -> T:
        """What is kept under this key, or what `read` reads now. `figures` counts them where there can be many."""
        if version != self._version:
            self._version, self._kept = version, {}
        if key in self._kept:
            return cast(T, self._kept[key][0])
        found = await read()
        if version == self._version:  # Somebody may have seen a newer version while we read.
            self._kept[key] = (found, figures(found))
            while len(self._kept) > MOST or (len(self._kept) > 1 and self.figures > MOST_FIGURES):
                self._kept.pop(next(iter(self._kept)))
        return found

    @property
    def figures(self) -> int:
        """How many figures are kept now."""
        return sum(figures for _, figures in self._kept.values())
