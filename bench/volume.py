"""Measures a year of the whole country: its import beside a bare COPY, and pages with ten such years beside one."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import httpx
from fastapi import FastAPI

from bench.synthetic import TABLE, YEAR, district, municipality, neighbourhood, write_a_year
from services.kit.database import Database
from services.kit.logging import configure_logging
from services.profiles.main import create_app, spare_the_collector
from services.profiles.settings import Settings
from services.profiles.sources.files import read_file
from services.profiles.store.copying import tidy
from services.profiles.usecases.import_table import import_table
from tests.support.apps import running, shared_settings
from tests.support.statements import statements
from voorveld.migrate import upgrade
from voorveld.postgres import EmbeddedPostgres
from voorveld.roles import DatabaseUrls, make_roles_and_databases
from voorveld.sample import load
from voorveld.standalone_postgres import running as running_server

Row = tuple[str, str, str, str]
CALLS = 30
THEME = "population"
OURS = f"(SELECT number FROM releases WHERE year = {YEAR})"
KEY = "indicator_number, region_number, release_number"
PAGES: dict[str, Callable[[int], str]] = {
    "four neighbourhoods compared": lambda n: (
        "/v1/comparisons?year={year}&theme="
        + THEME
        + "".join(f"&place={neighbourhood(n, place)}" for place in range(4))
    ),
    "a neighbourhood, whole catalogue, first page": lambda n: (
        f"/v1/comparisons?year={{year}}&place={neighbourhood(n, 0)}"
    ),
    "indicator map of a city": lambda n: (
        f"/v1/indicators/inhabitants/places?year={{year}}&level=neighbourhood&municipality={municipality(n)}"
    ),
    "profile of a region": lambda n: f"/v1/regions/{district(n, 3)}/profile?year={{year}}",
    "values of a theme for all districts": lambda n: (
        f"/v1/values?year={{year}}&level=district&within={municipality(n)}&theme={THEME}"
    ),
}
NINE_MORE_YEARS = (
    "INSERT INTO regions (code, year, number, level, name, municipality, parent, changed)"
    " SELECT code, year + n, number + n * 20000, level, name, municipality, parent, changed"
    f" FROM regions, generate_series(1, 9) n WHERE year = {YEAR}",
    "INSERT INTO releases (id, number, source_table, title, year, edition, modified, retrieved, licence, attribution,"
    " url, note, published_on, imported_by, imported_at)"
    " SELECT id || '-' || n, number + n, source_table, title, year + n, edition, modified, retrieved, licence,"
    " attribution, url, note, published_on, imported_by, imported_at"
    f" FROM releases, generate_series(1, 9) n WHERE year = {YEAR}",
    "INSERT INTO release_columns SELECT release_number + n, indicator_number, source_column, is_published"
    f" FROM release_columns, generate_series(1, 9) n WHERE release_number = {OURS}",
    "ALTER TABLE region_values DROP CONSTRAINT pk_region_values",
    "INSERT INTO region_values SELECT indicator_number, region_number + n * 20000, release_number + n, status, number"
    " FROM region_values, generate_series(1, 9) n"
    f" WHERE release_number = {OURS}",
    "SET maintenance_work_mem = '512MB'",
    f"ALTER TABLE region_values ADD CONSTRAINT pk_region_values PRIMARY KEY ({KEY}) INCLUDE (status, number)",
    "UPDATE installation SET data_version = data_version + 1",
)


def volume() -> list[Row]:
    """The rows of the table, measured on a server of its own that goes away again."""
    with tempfile.TemporaryDirectory(prefix="voorveld-", dir="/tmp") as folder:
        home = Path(folder)
        home.chmod(0o711)
        with running_server(EmbeddedPostgres(home)) as server:
            urls = asyncio.run(make_roles_and_databases(server))["profiles"]
            upgrade({"profiles": urls})
            return asyncio.run(_measure(urls, home))


async def _measure(urls: DatabaseUrls, folder: Path) -> list[Row]:
    configure_logging("bench", "ERROR")
    await load(urls.app, "GM0518")
    rows = await _import(urls, folder)
    one = await _pages(urls, folder, YEAR)
    owner = await asyncpg.connect(urls.owner)
    for statement in NINE_MORE_YEARS:
        await owner.execute(statement)
    await _tidy(urls)
    ten = await _pages(urls, folder, YEAR + 4)
    await owner.close()
    return [*rows, *(_row(name, one[name], ten[name]) for name in PAGES), await _plan(urls, folder)]


async def _import(urls: DatabaseUrls, folder: Path) -> list[Row]:
    """Import the file as the command does, then copy the same rows into a table without index, key or check."""
    path = write_a_year(folder)
    database = Database(urls.app)

    async def take_in() -> None:
        table = read_file(path, table=TABLE, year=YEAR)
        async with database.transaction() as session:
            report = await import_table(session, table, by="bench", now=datetime.now(UTC))
        if not report.release:
            raise SystemExit(f"bench: nothing was imported: {report.refused[:3]}")

    imported = await _seconds(take_in)
    tidied = await _seconds(lambda: _tidy(urls))
    await database.close()
    heap, same, rows = await _bare_copies(urls, folder / "rows")
    return [
        (f"import of a year, {rows:,} figures", f"{imported:.1f} s", "", ""),
        ("vacuum and analyse after it", f"{tidied:.1f} s", "", ""),
        ("import / bare COPY into an equal table", f"{imported / same:.1f}×", f"{same:.1f} s", "aim ≤ 5×"),
        ("import / bare COPY without key and checks", f"{imported / heap:.1f}×", f"{heap:.1f} s", ""),
    ]


async def _bare_copies(urls: DatabaseUrls, file: Path) -> tuple[float, float, int]:
    """Seconds (the better of two) into a bare table and into one like ours, in turn; and how many rows."""
    owner = await asyncpg.connect(urls.owner)
    those = f"SELECT * FROM region_values WHERE release_number = {OURS}"
    await owner.copy_from_query(f"{those} ORDER BY {KEY}", output=file)
    rows = int(await owner.fetchval(f"SELECT count(*) FROM ({those}) x"))
    taken: dict[str, list[float]] = {"": [], " INCLUDING ALL": []}
    for like in list(taken) * 2:
        await owner.execute(f"CREATE TABLE bare (LIKE region_values{like})")
        taken[like].append(await _seconds(lambda: owner.copy_to_table("bare", source=file)))
        await owner.execute("DROP TABLE bare")
    await owner.close()
    return min(taken[""]), min(taken[" INCLUDING ALL"]), rows


async def _tidy(urls: DatabaseUrls) -> None:
    database = Database(urls.app)
    async with database.reading() as session:
        await tidy(session)
    await database.close()


async def _pages(urls: DatabaseUrls, folder: Path, year: int) -> dict[str, list[float]]:
    """Milliseconds of each call, in turn, each for another municipality: so that nothing that was kept answers.

    The second of two rounds, each by a service that has just begun: what the disk does right after an import is no
    part of it.
    """
    taken: dict[str, list[float]] = {}
    for _ in range(2):
        taken = {name: [] for name in PAGES}
        async with _profiles(urls, folder) as (_app, http):
            for number in range(CALLS):
                for name, page in PAGES.items():
                    started = time.perf_counter()
                    answer = await http.get(page(number).format(year=year))
                    taken[name].append((time.perf_counter() - started) * 1000)
                    if answer.status_code != 200:
                        raise SystemExit(f"bench: {answer.url} answered {answer.status_code}: {answer.text[:300]}")
    return {name: times[5:] for name, times in taken.items()}


async def _plan(urls: DatabaseUrls, folder: Path) -> Row:
    """How the server finds the figures of a comparison among those of ten years."""
    async with _profiles(urls, folder) as (app, http):
        with statements(app) as asked:
            await http.get(PAGES["four neighbourhoods compared"](300).format(year=YEAR + 9))
    statement, parameters = next(found for found in asked if "FROM region_values" in found[0])
    owner = await asyncpg.connect(urls.owner)
    plan = "\n".join(row[0] for row in await owner.fetch(f"EXPLAIN (ANALYZE) {statement}", *parameters))
    await owner.close()
    is_right = "Index Only Scan" in plan and "Heap Fetches: 0" in plan
    return ("figures of a page, ten years loaded", "index only" if is_right else "NOT index only", "", "aim index only")


@asynccontextmanager
async def _profiles(urls: DatabaseUrls, folder: Path) -> AsyncIterator[tuple[FastAPI, httpx.AsyncClient]]:
    """Profiles in this process, with nothing kept in its memory yet."""
    settings = Settings.model_validate(shared_settings("profiles", folder) | {"database_url": urls.app})
    app = create_app(settings, run_worker=False)
    spare_the_collector()  # As the process that serves it does.
    async with running(app) as transport, httpx.AsyncClient(transport=transport, base_url="http://profiles") as http:
        yield app, http


def _row(name: str, one: list[float], ten: list[float]) -> Row:
    (p50, p95), (before50, before95) = _percentiles(ten), _percentiles(one)
    told = f"one year {before50:.0f}, p95 {before95:.0f} ms"
    return (f"{name}, ten years", f"{p50:.0f}, p95 {p95:.0f} ms", told, f"{p50 / before50:.2f}×")


def _percentiles(times: list[float]) -> tuple[float, float]:
    cut = statistics.quantiles(times, n=20)
    return cut[9], cut[18]


async def _seconds(work: Callable[[], Awaitable[object]]) -> float:
    started = time.perf_counter()
    await work()
    return time.perf_counter() - started
