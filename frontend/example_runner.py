"""Plays the example year for the button of development: `voorveld demo` as a process, its words kept."""

import asyncio
import os
import sys
from collections.abc import Callable


class ExampleRunner:
    """One play at a time; `lines` is what it said so far."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.state = "never"
        self._task: asyncio.Task[None] | None = None

    def start(self, when_done: Callable[[], None]) -> None:
        """Start unless it is playing already."""
        if self.state == "playing":
            return
        self.lines, self.state = [], "playing"
        self._task = asyncio.create_task(self._play(when_done))

    async def _play(self, when_done: Callable[[], None]) -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "voorveld.cli", "demo"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        assert process.stdout is not None
        try:
            async for line in process.stdout:
                self.lines.append(line.decode(errors="replace").rstrip())
            self.state = "done" if await process.wait() == 0 else "failed"
        finally:
            if process.returncode is None:
                process.kill()
            when_done()
