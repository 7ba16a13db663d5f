"""Measures 100,000 values of a partner in one delivery, with all rules on, beside a bare COPY of the same rows.

And the memory it takes at its most, beside that of four times as many.
"""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

import asyncpg
import psutil

from services.kit.logging import configure_logging
from tests.monitoring.test_stream import a_large_world, many, taken
from tests.monitoring.world import Software, World, a_kpi, a_world

Row = tuple[str, str, str, str]
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
            pairs = [(await _stream(partner), await _copy(world)) for partner in partners]
            once, four_times = [await _memory(world, times) for times in (1, 4)]
    stream, copy = (statistics.median(times) for times in zip(*pairs, strict=True))
    return [
        ("delivery of 100,000 values, streamed", f"{stream:.1f} s", "", ""),
        ("COPY of the same rows, no index and no check", f"{copy:.2f} s", "", ""),
        ("delivery / COPY", f"{stream / copy:.1f}×", "COPY of the same rows", "aim ≤ 10×"),
        ("memory at its most: 100,000 values", f"{once:.0f} MB", "", ""),
        ("400,000 values / 100,000", f"{four_times / once:.2f}×", "100,000 values", "flat"),
    ]


async def _memory(world: World, times: int) -> float:
    """MB that this process, with the service in it, has at its most while it takes so many times the rows."""
    partner, process, most = await a_large_world(world, AREAS * times, KPIS), psutil.Process(), 0
    delivery = asyncio.create_task(taken(partner, many(ROWS * times, AREAS * times, KPIS)))
    while not delivery.done():
        most = max(most, process.memory_info().rss)
        await asyncio.sleep(0.02)
    assert (await delivery)["new"] == ROWS * times
    return most / 2**20


async def _stream(partner: Software) -> float:
    started = time.perf_counter()
    receipt = await taken(partner, many(ROWS, AREAS, KPIS))
    assert receipt["new"] == ROWS
    return time.perf_counter() - started


async def _copy(world: World) -> float:
    rows = [("2020-Q1", f"kpi_{n % KPIS}", f"a-{n // KPIS % AREAS}", n % 900 + 5) for n in range(ROWS)]
    connection = await asyncpg.connect(world.owner_url)
    await connection.execute("CREATE TABLE copied (period text, kpi text, area text, value numeric(14, 2))")
    started = time.perf_counter()
    await connection.copy_records_to_table("copied", records=rows)
    seconds = time.perf_counter() - started
    await connection.execute("DROP TABLE copied")
    await connection.close()
    return seconds
