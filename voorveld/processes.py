"""One child process: how to start it, how to stop it, and what it says."""

import asyncio
import ctypes
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from voorveld.server_account import ServerAccount

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None

Say = Callable[[str, str], None]
"""Takes the name of a process and one line that it wrote."""


async def _nothing() -> None:
    pass


@dataclass(frozen=True)
class ProcessSpec:
    """What the supervisor must know of one process."""

    name: str
    command: Sequence[str]
    is_ready: Callable[[], Awaitable[bool]]
    environment: Mapping[str, str] = field(default_factory=dict)
    account: ServerAccount | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    before_start: Callable[[], Awaitable[None]] = _nothing


class Child:
    """A running process and the task that reads its lines."""

    def __init__(self, spec: ProcessSpec, process: asyncio.subprocess.Process, say: Say) -> None:
        self.spec = spec
        self.process = process
        self._reading = asyncio.create_task(self._read(say))

    @classmethod
    async def start(cls, spec: ProcessSpec, say: Say) -> "Child":
        """Start the process in a session of its own, so that Ctrl-C reaches us alone and we choose the order."""
        await spec.before_start()
        process = await asyncio.create_subprocess_exec(
            *spec.command,
            env=dict(spec.environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=2**20,
            start_new_session=True,
            preexec_fn=die_with_parent(os.getpid(), spec.stop_signal),
            **(spec.account.for_subprocess() if spec.account else {}),
        )
        return cls(spec, process, say)

    async def ended(self) -> int:
        """Wait for the end and for the last words; return the exit code."""
        code = await self.process.wait()
        # A grandchild may hold the pipe open after its parent is gone.
        with suppress(TimeoutError):
            await asyncio.wait_for(self._reading, timeout=1)
        return code

    async def stop(self, patience: float) -> None:
        """Ask the process to stop, and make it when it does not."""
        self.signal(self.spec.stop_signal)
        try:
            await asyncio.wait_for(asyncio.shield(self.process.wait()), timeout=patience)
        except TimeoutError:
            self.signal(signal.SIGKILL)
            await self.process.wait()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal, unless the process is gone already."""
        with suppress(ProcessLookupError):
            self.process.send_signal(number)

    async def _read(self, say: Say) -> None:
        assert self.process.stdout is not None
        while True:
            try:
                line = await self.process.stdout.readline()
            except ValueError:  # A line longer than the limit: what it said is lost, we are not.
                continue
            if not line:
                return
            say(self.spec.name, line.decode(errors="replace").rstrip())


def die_with_parent(parent: int, number: signal.Signals) -> Callable[[], None]:
    """Have the kernel end the child when we are killed without a chance to do so ourselves (Linux only)."""

    def before_exec() -> None:
        if LIBC is not None:
            LIBC.prctl(PR_SET_PDEATHSIG, number)
            if os.getppid() != parent:  # We died in between.
                os._exit(1)

    return before_exec
