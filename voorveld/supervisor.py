"""Keeps a list of processes running: starts them, starts again what dies, and stops them in the reverse order."""

import asyncio
import signal
import time
from collections.abc import Sequence
from typing import Any

from voorveld.processes import Child, ProcessSpec, Say
from voorveld.refusal import Refusal

START_PATIENCE = 60.0
STOP_PATIENCE = 8.0
LONGEST_PAUSE = 5.0
FAILED_STARTS = 3


class Supervisor:
    """The processes of one run, in the order in which they were started."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._children: dict[str, Child] = {}
        self._keepers: dict[str, asyncio.Task[None]] = {}
        self._order: list[Sequence[str]] = []
        self._was_ready: set[str] = set()
        self.failure: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def start(self, *specs: ProcessSpec) -> None:
        """Start these at once; they are stopped together, before all that were started earlier."""
        self._order.append([spec.name for spec in specs])
        for spec in specs:
            keeper = self._keepers[spec.name] = asyncio.create_task(self._keep(spec))
            keeper.add_done_callback(self._pass_on)

    async def until_ready(self, *specs: ProcessSpec) -> None:
        """Wait until each of these answers, or one of them has failed to start."""
        waiting = asyncio.gather(*(self._until_ready(spec) for spec in specs))
        either: set[asyncio.Future[Any]] = {waiting, self.failure}
        await asyncio.wait(either, timeout=START_PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            waiting.cancel()
            self.check()
            raise Refusal(f"Not ready after {START_PATIENCE:.0f} seconds: {', '.join(self._silent(specs))}.")

    def check(self) -> None:
        """Raise when a process failed for good."""
        if self.failure.done():
            self.failure.result()

    async def stop(self) -> None:
        """Stop all, last started first."""
        for names in reversed(self._order):
            await asyncio.gather(*(self._stop(name) for name in names))
        self._order.clear()
        self.failure.cancel()

    def kill(self) -> None:
        """End all at once, for a person who does not want to wait."""
        for child in self._children.values():
            child.signal(signal.SIGKILL)

    async def _keep(self, spec: ProcessSpec) -> None:
        """Start a process, and again whenever it ends, a little later each time it did not live long."""
        pause, failed = 0.1, 0
        while True:
            started = time.monotonic()
            child = self._children[spec.name] = await Child.start(spec, self._say)
            code = await child.ended()
            failed = 0 if spec.name in self._was_ready else failed + 1
            if failed == FAILED_STARTS:
                raise Refusal(f"{spec.name} does not start ({_reason(code)}); its own words are above.")
            pause = 0.1 if time.monotonic() - started > 10 else min(pause * 2, LONGEST_PAUSE)
            self._say("voorveld", f"{spec.name} ended with {_reason(code)}; starting it again")
            await asyncio.sleep(pause)

    def _pass_on(self, keeper: asyncio.Task[None]) -> None:
        """Make what ended a keeper the failure of the whole."""
        if not keeper.cancelled() and (error := keeper.exception()) and not self.failure.done():
            self.failure.set_exception(error)
            self.failure.exception()  # Seen, also when nobody asks any more.

    async def _until_ready(self, spec: ProcessSpec) -> None:
        while not await spec.is_ready():  # noqa: ASYNC110 - another process cannot set our event.
            await asyncio.sleep(0.05)
        self._was_ready.add(spec.name)

    def _silent(self, specs: Sequence[ProcessSpec]) -> list[str]:
        return [spec.name for spec in specs if spec.name not in self._was_ready]

    async def _stop(self, name: str) -> None:
        keeper = self._keepers.pop(name)
        keeper.cancel()
        await asyncio.gather(keeper, return_exceptions=True)
        if child := self._children.pop(name, None):
            await child.stop(STOP_PATIENCE)


def _reason(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
