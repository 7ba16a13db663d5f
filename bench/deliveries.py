"""Measures 100,000 values of a partner in one delivery, with all rules on, beside a bare COPY of the same rows.

And the memory it takes at its most, beside that of four times as many.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import asyncpg
import psutil

from bench.processor import Meter, Times, medians_of, server_of
from services.kit.logging import configure_logging
from services.profiles.main import spare_the_collector
from tests.monitoring.test_stream import a_large_world, many, taken
from tests.monitoring.world import Software, World, a_kpi, a_world

Row = tuple[str, str, str, str]
ROWS, AREAS, KPIS, ROUNDS, COPIES = 100_000, 1000, 100, 5, 5
VALUE = ("period", "kpi_code", "area_id", "value")
BARE = "CREATE TABLE copied (period text, kpi_code text, area_id text, value numeric(14, 2))"
EQUAL = "CREATE TABLE copied (LIKE current_values INCLUDING ALL)"


def deliveries() -> list[Row]:
    """Rows for the table of `make bench`."""
    return asyncio.run(_measure())


async def _measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        async with a_world(Path(folder)) as world:
            configure_logging("bench", "ERROR")
            await a_large_world(world, AREAS, KPIS)
            spare_the_collector()  # As in the process that serves it (`voorveld/serve.py`).
            kpis = [a_kpi(f"kpi_{number}") for number in range(KPIS)]
            partners = [await world.software(kpis=kpis) for _ in range(ROUNDS + 1)]
            meter = Meter(await server_of(world.owner_url))
            rounds = [await _round(world, partner, meter) for partner in partners][1:]
            once, four_times = [await _memory(world, times) for times in (1, 4)]
    stream, bare, equal = (medians_of(times) for times in zip(*rounds, strict=True))
    return [
        (
            "delivery of 100,000 values, streamed",
            f"{stream.clock:.1f} s",
            f"{stream.processors:.2f} s of processors",
            "",
        ),
        (
            "COPY of the same rows, no index and no check",
            f"{bare.clock:.2f} s",
            f"{bare.processors:.3f} s of processors",
            "",
        ),
        ("delivery / COPY", f"{stream.clock / bare.clock:.1f}×", "COPY of the same rows", ""),
        ("the same in processor time of all that runs", _ratio(stream, bare), "COPY of the same rows", "aim ≤ 10×"),
        ("the same, COPY into an equal table", _ratio(stream, equal), "with its keys, without triggers", ""),
        ("memory at its most: 100,000 values", f"{once:.0f} MB", "", ""),
        ("400,000 values / 100,000", f"{four_times / once:.2f}×", "100,000 values", "flat"),
    ]


async def _round(world: World, partner: Software, meter: Meter) -> tuple[Times, Times, Times]:
    """One delivery, and COPY of its rows into each table: so that what else the machine does falls on all of them."""
    rows = [("2020-Q1", f"kpi_{n % KPIS}", f"a-{n // KPIS % AREAS}", n % 900 + 5) for n in range(ROWS)]
    came, now = uuid4(), datetime.now(UTC)
    bare = await _copy(world, BARE, VALUE, [rows] * COPIES, meter)
    whole = [(came, *row, came, now) for row in rows]
    equal = await _copy(world, EQUAL, ("partner_id", *VALUE, "submission_id", "received_at"), [whole], meter)
    return await _stream(partner, meter), bare, equal


def _ratio(one: Times, other: Times) -> str:
    return f"{one.processors / other.processors:.1f}×"


async def _memory(world: World, times: int) -> float:
    """MB that this process, with the service in it, has at its most while it takes so many times the rows."""
    partner, process, most = await a_large_world(world, AREAS * times, KPIS), psutil.Process(), 0
    delivery = asyncio.create_task(taken(partner, many(ROWS * times, AREAS * times, KPIS)))
    while not delivery.done():
        most = max(most, process.memory_info().rss)
        await asyncio.sleep(0.02)
    assert (await delivery)["new"] == ROWS * times
    return most / 2**20


async def _stream(partner: Software, meter: Meter) -> Times:
    body = [part async for part in many(ROWS, AREAS, KPIS)]

    async def parts() -> AsyncIterator[bytes]:
        for part in body:
            yield part

    started = meter.now()
    receipt = await taken(partner, parts())
    assert receipt["new"] == ROWS
    return meter.since(started)


async def _copy(
    world: World, table: str, columns: Sequence[str], copies: Sequence[Sequence[tuple[object, ...]]], meter: Meter
) -> Times:
    """Of one copy. Of the quick one some in a row: it takes little beside what the clock of processors tells apart."""
    connection = await asyncpg.connect(world.owner_url)
    await connection.execute(table)
    started = meter.now()
    for rows in copies:
        await connection.copy_records_to_table("copied", records=rows, columns=columns)
    used = meter.since(started, len(copies))
    await connection.execute("DROP TABLE copied")
    await connection.close()
    return used
