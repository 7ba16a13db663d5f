"""Measures 100,000 values of a partner in one delivery, with all rules on, beside a bare COPY of the same rows.

And the memory it takes at its most, beside that of four times as many.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import asyncpg
import psutil

from services.kit.logging import configure_logging
from tests.monitoring.test_stream import a_large_world, many, taken
from tests.monitoring.world import Software, World, a_kpi, a_world

Row = tuple[str, str, str, str]
Times = tuple[float, float]
"""Seconds by the clock, and of processors."""
ROWS, AREAS, KPIS, TIMES = 100_000, 1000, 100, 3


def deliveries() -> list[Row]:
    """Rows for the table of `make bench`."""
    return asyncio.run(_measure())


async def _measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        async with a_world(Path(folder)) as world:
            configure_logging("bench", "ERROR")
            await a_large_world(world, AREAS, KPIS)
            kpis = [a_kpi(f"kpi_{number}") for number in range(KPIS)]
            partners = [await world.software(kpis=kpis) for _ in range(TIMES)]
            database = await _database(world)
            pairs = [(await _stream(partner, database), await _copy(world, database)) for partner in partners]
            once, four_times = [await _memory(world, times) for times in (1, 4)]
    stream, copy = (_medians(times) for times in zip(*pairs, strict=True))
    return [
        ("delivery of 100,000 values, streamed", f"{stream[0]:.1f} s", "", ""),
        ("COPY of the same rows, no index and no check", f"{copy[0]:.2f} s", "", ""),
        ("delivery / COPY", f"{stream[0] / copy[0]:.1f}×", "COPY of the same rows", ""),
        ("the same in processor time of all that runs", f"{stream[1] / copy[1]:.1f}×", "", "aim ≤ 10×"),
        ("memory at its most: 100,000 values", f"{once:.0f} MB", "", ""),
        ("400,000 values / 100,000", f"{four_times / once:.2f}×", "100,000 values", "flat"),
    ]


def _medians(times: Sequence[Times]) -> Times:
    return statistics.median(each[0] for each in times), statistics.median(each[1] for each in times)


async def _database(world: World) -> psutil.Process:
    connection = await asyncpg.connect(world.owner_url)
    server = psutil.Process(await connection.fetchval("SELECT pg_backend_pid()")).parent()
    await connection.close()
    assert server is not None
    return server


def _now(database: psutil.Process) -> Times:
    """The clock, and seconds of processor time of this process (service and client) and of the database so far."""
    used = [each.cpu_times() for each in (psutil.Process(), database, *database.children())]
    both = sum(each.user + each.system for each in used)
    ended = database.cpu_times()
    return time.perf_counter(), both + ended.children_user + ended.children_system


def _since(before: Times, database: psutil.Process) -> Times:
    now = _now(database)
    return now[0] - before[0], now[1] - before[1]


async def _memory(world: World, times: int) -> float:
    """MB that this process, with the service in it, has at its most while it takes so many times the rows."""
    partner, process, most = await a_large_world(world, AREAS * times, KPIS), psutil.Process(), 0
    delivery = asyncio.create_task(taken(partner, many(ROWS * times, AREAS * times, KPIS)))
    while not delivery.done():
        most = max(most, process.memory_info().rss)
        await asyncio.sleep(0.02)
    assert (await delivery)["new"] == ROWS * times
    return most / 2**20


async def _stream(partner: Software, database: psutil.Process) -> Times:
    started = _now(database)
    receipt = await taken(partner, many(ROWS, AREAS, KPIS))
    assert receipt["new"] == ROWS
    return _since(started, database)


async def _copy(world: World, database: psutil.Process) -> Times:
    rows = [("2020-Q1", f"kpi_{n % KPIS}", f"a-{n // KPIS % AREAS}", n % 900 + 5) for n in range(ROWS)]
    connection = await asyncpg.connect(world.owner_url)
    await connection.execute("CREATE TABLE copied (period text, kpi text, area text, value numeric(14, 2))")
    started = _now(database)
    await connection.copy_records_to_table("copied", records=rows)
    taken_by_copy = _since(started, database)
    await connection.execute("DROP TABLE copied")
    await connection.close()
    return taken_by_copy
