"""Answers kept for a few seconds, and what was drawn of them: what every page needs and seldom changes."""

import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """At most `most` answers, each for `seconds`; the oldest leaves first. Failures are not kept."""

    def __init__(self, seconds: float, most: int = 500) -> None:
        self._seconds, self._most, self._times_forgotten = seconds, most, 0
        self._answers: dict[object, tuple[float, T]] = {}

    async def get(self, key: object, ask: Callable[[], Awaitable[T]]) -> T:
        known = self._answers.get(key)
        if known and known[0] > time.monotonic():
            return known[1]
        before = self._times_forgotten
        answer = await ask()
        if self._times_forgotten != before:
            # Asked before somebody's change, answered after it: good for who asked then, not for who comes now.
            return answer
        self._answers.pop(key, None)
        self._answers[key] = (time.monotonic() + self._seconds, answer)
        while len(self._answers) > self._most:
            self._answers.pop(next(iter(self._answers)))
        return answer

    def forget(self, key: object | None = None) -> None:
        """Forget one answer, or all."""
        self._times_forgotten += 1
        if key is None:
            self._answers.clear()
        else:
            self._answers.pop(key, None)


class Drawn(Generic[T]):
    """What was made of an answer, made again only for another answer: so it is never older than the answer is."""

    def __init__(self, most: int = 500) -> None:
        self._most = most
        self._pieces: dict[object, tuple[object, T]] = {}

    def get(self, key: object, answer: object, draw: Callable[[], T]) -> T:
        """`key` tells apart what is made of one answer; `answer` must be of a Kept, the same object while kept."""
        known = self._pieces.get(key)
        if known and known[0] is answer:
            return known[1]
        piece = draw()
        self._pieces.pop(key, None)
        self._pieces[key] = (answer, piece)
        while len(self._pieces) > self._most:
            self._pieces.pop(next(iter(self._pieces)))
        return piece
