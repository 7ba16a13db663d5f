"""Keeps in memory what was read, until the figures or the areas change."""

from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")
MOST = 64


class Keeper:
    """What was read from figures, regions, catalogue and areas, under the version of the data it was read at.

    Whoever changes one of these adds one to `installation.data_version` in the same transaction. Every page reads the
    version first, so that a change by any process is seen by the next page.
    """

    def __init__(self) -> None:
        self._version = 0
        self._kept: dict[Hashable, Any] = {}

    async def keep(self, version: int, key: Hashable, read: Callable[[], Awaitable[T]]) -> T:
        """What is kept under this key, or what `read` reads now."""
        if version != self._version:
            self._version, self._kept = version, {}
        if key in self._kept:
            return cast(T, self._kept[key])
        found = await read()
        if version == self._version:  # Somebody may have seen a newer version while we read.
            while len(self._kept) >= MOST:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = found
        return found
