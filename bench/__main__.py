"""Measures volume, the area page, a KPI post, awards, memory and start-up on a real installation, and prints ratios.

Medians of calls taken in turn, so that whatever else the machine does falls on all of them alike.
"""

import asyncio
import http.client
import json
import os
import statistics
import time
from collections.abc import Callable, Mapping
from itertools import count
from threading import Thread
from uuid import uuid4

import asyncpg
import psutil
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bench.deliveries import deliveries
from bench.ledger import ledger
from bench.processor import Meter, Times, medians_of, server_of
from bench.volume import volume
from services.kit.http import PageClient
from services.monitoring.contract.client import MonitoringClient
from tests.support.installation import a_running_voorveld, a_scratch_folder, free_ports
from voorveld.browser import Person
from voorveld.example_stage import Stage
from voorveld.example_year import play

ROUNDS = 150
FIRST_VISITS = 7
POST_ROUNDS, POSTS, INSERTS = 9, 40, 400
DATABASE = "MONITORING_DATABASE_URL"
AREA = "oosterparkwijk"
PERIOD = "2020-Q4"
"""Still open when the example year has been played: it ends in the first quarter of 2021."""
Row = tuple[str, str, str, str]


class Connection:
    """One kept-alive connection: as little client as Python has."""

    def __init__(self, port: int) -> None:
        self._port, self._http = port, http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> bytes:
        self._http.request(method, path, body, dict(headers or {}))
        response = self._http.getresponse()
        content = response.read()
        if response.status >= 400:
            raise SystemExit(f"bench: {method} {path} on {self._port} answered {response.status}: {content[:300]!r}")
        return content


def medians(calls: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Milliseconds per call (median), each round calling each of them once."""
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for round_number in range(rounds + 10):
        for name, call in calls.items():
            started = time.perf_counter()
            call()
            if round_number >= 10:
                taken[name].append((time.perf_counter() - started) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def bare_server(port: int) -> None:
    """A Starlette app that says hello, in a thread of this process."""
    app = Starlette(routes=[Route("/", lambda _request: PlainTextResponse("hello"))])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", access_log=False))
    Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)


def first_visit(port: int) -> tuple[float, float]:
    """Milliseconds (medians) of the area page when nothing is kept for five seconds, and of its figures right after."""
    calls = ((port, f"/2020/gebieden/{AREA}"), (port + 1, f"/v1/areas/{AREA}/profile?year=2020"))
    taken: tuple[list[float], list[float]] = ([], [])
    for _visit in range(FIRST_VISITS):
        time.sleep(5.2)
        for (its_port, path), times in zip(calls, taken, strict=True):
            connection, started = Connection(its_port), time.perf_counter()
            connection.ask("GET", path)
            times.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken[0]), statistics.median(taken[1])


def area_page(port: int) -> list[Row]:
    site, profiles, budget, monitoring, bare = (Connection(port + offset) for offset in range(5))
    calls: dict[str, Callable[[], object]] = {
        "area page": lambda: site.ask("GET", f"/2020/gebieden/{AREA}"),
        "profiles: area profile": lambda: profiles.ask("GET", f"/v1/areas/{AREA}/profile?year=2020"),
        "budget: money": lambda: budget.ask("GET", "/v1/money?year=2020"),
        "budget: initiatives": lambda: budget.ask("GET", f"/v1/initiatives?year=2020&areaId={AREA}"),
        "monitoring: area figures": lambda: monitoring.ask("GET", f"/v1/areas/{AREA}/figures?year=2020"),
        "bare Starlette": lambda: bare.ask("GET", "/"),
    }
    found = medians(calls)
    page, hello = found["area page"], found["bare Starlette"]
    first, figures = first_visit(port)
    slowest = max((name for name in found if ":" in name), key=lambda name: found[name])
    rows = [(name, f"{ms:.1f} ms", "", "") for name, ms in found.items()]
    return [
        *rows,
        ("area page / its slowest call", f"{page / found[slowest]:.2f}×", slowest, "aim ≤ 2×"),
        ("area page, first visit in five seconds", f"{first:.1f} ms", "", ""),
        ("first visit / its figures", f"{first / figures:.2f}×", "profiles: area profile", ""),
        ("area page / bare Starlette", f"{page / hello:.1f}×", "", ""),
    ]


async def kpi_post(port: int, key: str, monitoring: psutil.Process) -> list[Row]:
    """A delivery of one value by HTTP, beside a single row committed: rounds of each in turn, medians of the rounds."""
    connection = await asyncpg.connect(monitoring.environ()[DATABASE])
    meter = Meter(await server_of(monitoring.environ()[DATABASE]), monitoring)
    post = posting(Connection(port + 3), key)
    posts, inserts = [], []
    for _ in range(POST_ROUNDS + 1):
        started = meter.now()
        for _call in range(POSTS):
            await asyncio.to_thread(post)
        posts.append(meter.since(started, POSTS))
        started = meter.now()
        for _call in range(INSERTS):
            await connection.execute("INSERT INTO inbox_events (id) VALUES ($1)", f"bench-{uuid4()}")
        inserts.append(meter.since(started, INSERTS))
    await connection.execute("DELETE FROM inbox_events WHERE id LIKE 'bench-%'")
    await connection.close()
    post_took, insert_took = medians_of(posts[1:]), medians_of(inserts[1:])
    ratios = [one.processors / other.processors for one, other in zip(posts[1:], inserts[1:], strict=True)]
    return [
        ("KPI post, one row", *in_milliseconds(post_took), ""),
        ("single-row INSERT, committed", *in_milliseconds(insert_took), ""),
        ("KPI post / INSERT", f"{post_took.clock / insert_took.clock:.1f}×", "single-row INSERT, committed", ""),
        (
            "the same in processor time of all that runs",
            f"{post_took.processors / insert_took.processors:.1f}×",
            f"rounds {min(ratios):.1f}× to {max(ratios):.1f}×",
            "",
        ),
    ]


def posting(monitoring: Connection, key: str) -> Callable[[], object]:
    """Delivers another value each time it is called."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    numbers = count(10)

    def post() -> object:
        value = {"kpi": "open_house_children", "areaId": AREA, "value": next(numbers)}
        body = json.dumps({"period": PERIOD, "values": [value]}).encode()
        return monitoring.ask("POST", "/v1/submissions", body, headers)

    return post


def in_milliseconds(times: Times) -> tuple[str, str]:
    return f"{times.clock * 1000:.1f} ms", f"{times.processors * 1000:.2f} ms of processors"


def memory(supervisor: psutil.Process) -> list[Row]:
    """Proportional set size: memory shared by processes counts once."""
    total, rows = 0.0, []
    for child in supervisor.children():
        words = " ".join(child.cmdline())
        if "voorveld.serve" in words:
            megabytes = child.memory_full_info().pss / 1024 / 1024
            total += megabytes
            rows.append(
                (f"memory of {words.partition('.main:')[0].split('.')[-1].split()[-1]}", f"{megabytes:.0f} MB", "", "")
            )
    return [*rows, ("memory of the four processes", f"{total:.0f} MB", "", "aim ≤ 500 MB")]


async def play_the_year(port: int) -> str:
    """Play the example year; the partner's key."""
    monitoring = MonitoringClient(f"http://127.0.0.1:{port + 3}")
    stage = Stage(lambda: Person(PageClient(f"http://localhost:{port}")), monitoring, lambda _line: None, _nothing)
    await play(stage)
    await monitoring.close()
    return stage.partner_key


async def _nothing() -> None:
    return None


def monitoring_of(supervisor: psutil.Process) -> psutil.Process:
    """The process of monitoring, which knows its database."""
    for child in supervisor.children():
        if DATABASE in child.environ():
            return child
    raise SystemExit("bench: no process of monitoring")


def main() -> None:
    os.environ.pop("VOORVELD_DATA", None)
    port = free_ports(5)
    rows: list[Row] = []
    with a_scratch_folder() as data:
        with a_running_voorveld(data, port) as first:
            rows.append(("first start, database and sample included", f"{first.seconds:.1f} s", "", ""))
            key = asyncio.run(play_the_year(port))
            bare_server(port + 4)
            rows += area_page(port)
            rows += asyncio.run(kpi_post(port, key, monitoring_of(first.process)))
            rows += memory(first.process)
        with a_running_voorveld(data, port) as second:
            rows.append(("second start", f"{second.seconds:.1f} s", "", "aim ≤ 6 s"))
    rows += volume()
    rows += deliveries()
    rows += ledger()
    for name, figure, against, aim in rows:
        print(f"{name:<52}{figure:>18}  {against:<32}{aim}")


if __name__ == "__main__":
    main()
