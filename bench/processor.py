"""Time by the clock and of processors. By the clock a ratio depends on what else the machine does; this does less."""

import statistics
import time
from collections.abc import Sequence
from typing import NamedTuple

import asyncpg
import psutil


class Times(NamedTuple):
    """Seconds by the clock, and of processors."""

    clock: float
    processors: float


def medians_of(times: Sequence[Times]) -> Times:
    """Of each kind of time the middle one."""
    return Times(*(statistics.median(each) for each in zip(*times, strict=True)))


async def server_of(url: str) -> psutil.Process:
    """The first process of the PostgreSQL at this address."""
    connection = await asyncpg.connect(url)
    server = psutil.Process(await connection.fetchval("SELECT pg_backend_pid()")).parent()
    await connection.close()
    assert server is not None
    return server


class Meter:
    """Counts this process (service, client or both), PostgreSQL with all that it runs, and whatever else is named."""

    def __init__(self, server: psutil.Process, *others: psutil.Process) -> None:
        self._server, self._others = server, others

    def now(self) -> Times:
        """The clock, and what was used so far."""
        used = [each.cpu_times() for each in (psutil.Process(), self._server, *self._server.children(), *self._others)]
        ended = self._server.cpu_times()
        both = sum(each.user + each.system for each in used)
        return Times(time.perf_counter(), both + ended.children_user + ended.children_system)

    def since(self, before: Times, calls: int = 1) -> Times:
        """What each of so many calls took since then."""
        now = self.now()
        return Times((now.clock - before.clock) / calls, (now.processors - before.processors) / calls)
