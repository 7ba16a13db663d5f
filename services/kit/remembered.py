"""Public answers a client has already: asked again by their tag, and while nothing changed not read again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_BYTES = 4 * 1024 * 1024
"""Of what was sent; read it takes some five times as much memory."""


@dataclass(frozen=True, slots=True)
class Known:
    """An answer as it was read, with the tag it had and its size in bytes."""

    tag: str
    answer: Any
    size: int


class Remembered:
    """The newest public answers, by what was asked. Each is given only after its service said that it still holds."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._size = most_bytes, 0
        self._known: dict[object, Known] = {}

    def get(self, key: object) -> Known | None:
        return self._known.get(key)

    def keep(self, key: object, headers: Mapping[str, str], size: int, answer: Any) -> None:
        """Remember an answer of `size` bytes, if it is the same for everybody and has a tag; the oldest make room."""
        tag = headers.get("etag")
        if not tag or not headers.get("cache-control", "").startswith("public") or size > self._most:
            return
        if before := self._known.pop(key, None):
            self._size -= before.size
        self._known[key] = Known(tag, answer, size)
        self._size += size
        while self._size > self._most:
            self._size -= self._known.pop(next(iter(self._known))).size
