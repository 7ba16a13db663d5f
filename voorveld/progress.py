"""A progress bar for somebody who waits, and nothing for a program that reads along."""

import sys
import time
from types import TracebackType
from typing import Self

WIDTH = 30


class Progress:
    """Draws how far we are on the screen of errors, when that is a screen."""

    def __init__(self, what: str) -> None:
        self._what, self._is_screen = what, sys.stderr.isatty()
        self._drawn_at = 0.0

    def __enter__(self) -> Self:
        return self

    def reached(self, done: int, whole: int | None = None) -> None:
        """So many rows are done, of so many when that is known."""
        now = time.monotonic()
        if self._is_screen and now - self._drawn_at > 0.1:
            self._drawn_at = now
            print(f"\r{self._line(done, whole)}\x1b[K", end="", file=sys.stderr, flush=True)

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._is_screen and self._drawn_at:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def _line(self, done: int, whole: int | None) -> str:
        if not whole:
            return f"{self._what}: {done:,} rows"
        filled = min(WIDTH, WIDTH * done // whole)
        return f"{self._what} [{'#' * filled}{' ' * (WIDTH - filled)}] {done:,} of {whole:,} rows"
