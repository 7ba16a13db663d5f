"""Fifty partners that deliver at once to a running Voorveld, first undisturbed, then with kill -9 in the middle.

`python -m bench.partners_at_once`. Who gets no receipt sends the same again, as docs/partners.md says; in the end every
value is there exactly once, or this fails.
"""

import asyncio
import http.client
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier, Thread
from typing import Any
from urllib.request import urlopen
from uuid import UUID

import asyncpg
import psutil

from services.kit.api_keys import ApiKeyText, new_api_key
from tests.support.installation import Installation, a_running_voorveld, a_scratch_folder, free_ports

PARTNERS, DELIVERIES = 50, 20
CALM, STRUCK = "2019-Q3", "2019-Q4"
PATIENCE = 120.0


@dataclass
class Partner:
    """One partner's software: its key, and how its deliveries went."""

    id: UUID
    key: ApiKeyText
    seconds: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    receipts: set[str] = field(default_factory=set)

    def deliver(self, port: int, period: str, areas: Sequence[str], start: Barrier) -> None:
        """A delivery per KPI, each again until it has its receipt."""
        start.wait()
        for number in range(DELIVERIES):
            values = [{"kpi": f"kpi_{number}", "areaId": area, "value": at + 5} for at, area in enumerate(areas)]
            body, until = json.dumps({"period": period, "values": values}).encode(), time.monotonic() + PATIENCE
            while not self._has_receipt(port, body):
                if time.monotonic() > until:
                    raise SystemExit(f"bench: no receipt in {PATIENCE:.0f} seconds")
                time.sleep(0.2)

    def _has_receipt(self, port: int, body: bytes) -> bool:
        headers = {"Authorization": f"Bearer {self.key.text}", "Content-Type": "application/json"}
        connection, started = http.client.HTTPConnection("127.0.0.1", port, timeout=30), time.perf_counter()
        try:
            connection.request("POST", "/v1/submissions", body, headers)
            response = connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException):
            self.answers["no answer"] += 1
            return False
        finally:
            connection.close()
        self.answers[str(response.status)] += 1
        if response.status == 201:
            self.seconds.append(time.perf_counter() - started)
            self.receipts.add(json.loads(content)["submissionId"])
        return response.status == 201


async def partners_of(connection: Any) -> list[Partner]:
    """Fifty partners with an agreement of twenty KPIs for 2019 and a key, as rows: setting them up is not measured."""
    partners = []
    for number in range(PARTNERS):
        partner = Partner(
            await connection.fetchval(
                "INSERT INTO partners (id, name, added_at, added_by) "
                "VALUES (gen_random_uuid(), $1, now(), 'bench') RETURNING id",
                f"Partner {number}",
            ),
            new_api_key(),
        )
        agreement = await connection.fetchval(
            "INSERT INTO agreements (id, partner_id, year, version, core_values, made_at, made_by) "
            "VALUES (gen_random_uuid(), $1, 2019, 1, '', now(), 'bench') RETURNING id",
            partner.id,
        )
        await connection.execute(
            "INSERT INTO kpis (id, agreement_id, position, code, name, definition, unit, direction, by_area) "
            "SELECT gen_random_uuid(), $1, n, 'kpi_' || n, '', '', 'children', 'neutral', true "
            "FROM generate_series(0, $2::int - 1) AS n",
            agreement, DELIVERIES,
        )  # fmt: skip
        await connection.execute(
            "INSERT INTO api_keys (id, partner_id, secret_sha256, scope, made_at, made_by) "
            "VALUES ($1, $2, $3, 'submit', now(), 'bench')",
            partner.key.id, partner.id, partner.key.secret_sha256,
        )  # fmt: skip
        partners.append(partner)
    return partners


def all_at_once(
    partners: Sequence[Partner], port: int, period: str, areas: Sequence[str], then: Callable[[], None]
) -> float:
    """Seconds until the last of them has all of its receipts; `then` runs beside them."""
    start = Barrier(len(partners) + 1)
    with ThreadPoolExecutor(len(partners)) as pool:
        deliveries = [pool.submit(each.deliver, port, period, areas, start) for each in partners]
        start.wait()
        started, beside = time.perf_counter(), Thread(target=then, daemon=True)
        beside.start()
        for delivery in deliveries:
            delivery.result()
        return time.perf_counter() - started


def strike(installation: Installation, partners: Sequence[Partner]) -> Callable[[], None]:
    """kill -9 of monitoring when a third of the deliveries is in, and of the database when two thirds are."""

    def wait_for(share: float) -> None:
        while sum(len(each.receipts) for each in partners) < (1 + share) * PARTNERS * DELIVERIES:
            time.sleep(0.005)

    def kill_them() -> None:
        wait_for(1 / 3)
        process(installation, "services.monitoring.main").kill()
        print("  kill -9 of monitoring", flush=True)
        wait_for(2 / 3)
        process(installation, "postgres").kill()
        print("  kill -9 of the database", flush=True)

    return kill_them


def process(installation: Installation, words: str) -> psutil.Process:
    for child in installation.process.children():
        if words in " ".join(child.cmdline()):
            return child
    raise SystemExit(f"bench: no process {words}")


async def check(url: str, period: str, areas: int) -> str:
    """What the database has of a period. Raises SystemExit when something is lost or there twice."""
    connection = await asyncpg.connect(url)
    values = PARTNERS * DELIVERIES * areas
    expected = {"submissions": PARTNERS * DELIVERIES, "value_versions": 0, "current_values": values}
    found = {
        table: await connection.fetchval(f"SELECT count(*) FROM {table} WHERE period = $1", period)
        for table in expected
    }
    right = await connection.fetchval(
        "SELECT count(*) FROM (SELECT DISTINCT partner_id, kpi_code, area_id FROM current_values "
        "WHERE period = $1) AS places",
        period,
    )
    events = await connection.fetchval("SELECT count(*) FROM partner_events WHERE period = $1", period)
    await connection.close()
    if found != expected or right != values or events != PARTNERS * DELIVERIES:
        raise SystemExit(f"bench: expected {expected}, found {found}, {right} places, {events} events")
    return f"{found['submissions']} deliveries, {values} values, each exactly once"


def told(partners: Sequence[Partner], seconds: float) -> str:
    times = sorted(each for partner in partners for each in partner.seconds)
    answers = sum((partner.answers for partner in partners), Counter[str]())
    for partner in partners:
        partner.seconds.clear()
        partner.answers.clear()
    middle, late = statistics.median(times), times[int(len(times) * 0.99)]
    count = ", ".join(f"{number} x {answer}" for answer, number in sorted(answers.items()))
    return (
        f"{seconds:.1f} s; one delivery {middle:.2f} s (median), {late:.2f} s (99%), {times[-1]:.2f} s (most); {count}"
    )


async def set_up(url: str) -> list[Partner]:
    connection = await asyncpg.connect(url)
    partners = await partners_of(connection)
    await connection.close()
    return partners


def main() -> None:
    port = free_ports(4)
    with a_scratch_folder() as data, a_running_voorveld(data, port) as installation:
        url = process(installation, "services.monitoring.main").environ()["MONITORING_DATABASE_URL"]
        with urlopen(f"http://127.0.0.1:{port + 1}/v1/municipality?year=2019") as answer:
            areas = [area["id"] for area in json.load(answer)["areas"]]
        partners = asyncio.run(set_up(url))
        seconds = all_at_once(partners, port + 3, CALM, areas, lambda: None)
        print("Undisturbed:", told(partners, seconds))
        print(" ", asyncio.run(check(url, CALM, len(areas))), flush=True)
        seconds = all_at_once(partners, port + 3, STRUCK, areas, strike(installation, partners))
        print("Struck:", told(partners, seconds))
        print(" ", asyncio.run(check(url, STRUCK, len(areas))))


if __name__ == "__main__":
    main()
