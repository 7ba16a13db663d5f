"""Answers kept for a few seconds: what every page needs and seldom changes."""

import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """At most `most` answers, each for `seconds`; the oldest leaves first. Failures are not kept."""

    def __init__(self, seconds: float, most: int = 500) -> None:
        self._seconds, self._most = seconds, most
        self._answers: dict[object, tuple[float, T]] = {}

    async def get(self, key: object, ask: Callable[[], Awaitable[T]]) -> T:
        known = self._answers.get(key)
        if known and known[0] > time.monotonic():
            return known[1]
        answer = await ask()
        self._answers.pop(key, None)
        self._answers[key] = (time.monotonic() + self._seconds, answer)
        while len(self._answers) > self._most:
            self._answers.pop(next(iter(self._answers)))
        return answer

    def forget(self, key: object | None = None) -> None:
        """Forget one answer, or all."""
        if key is None:
            self._answers.clear()
        else:
            self._answers.pop(key, None)
