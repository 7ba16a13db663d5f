"""Answers kept in this process for at most a minute, so that a delivery need not ask for them each time."""

import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
SECONDS = 60.0
MOST = 1000


class Remembered(Generic[K, V]):
    """Keeps what `load` answered; a refusal is not kept, so what is put right is seen at once."""

    def __init__(self, load: Callable[[K], Awaitable[V]], seconds: float = SECONDS) -> None:
        self._load, self._seconds = load, seconds
        self._known: dict[K, tuple[float, V]] = {}

    async def get(self, key: K) -> V:
        until, value = self._known.get(key, (0.0, None))
        if until > time.monotonic() and value is not None:
            return value
        if len(self._known) >= MOST:
            self._known.clear()
        loaded = await self._load(key)
        self._known[key] = (time.monotonic() + self._seconds, loaded)
        return loaded

    def forget(self, key: K) -> None:
        """What was kept is no longer true. Other processes find out within the minute."""
        self._known.pop(key, None)
