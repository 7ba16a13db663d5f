"""Measures awards per second, on one line and spread over ten, beside bare transactions (`bare_awards.py`).

Through the use case in this process, and (told apart) over HTTP from a real Voorveld.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg

from bench.bare_awards import OurStatements, PlainAwards
from services.budget.contract.initiatives import SayYes
from services.budget.main import create_app
from services.budget.settings import Settings
from services.budget.usecases.say_yes import say_yes
from services.kit.caller import Caller, Membership
from services.kit.logging import configure_logging
from tests.soak.ideas import VERSION, OpenIdea, Place, open_ideas
from tests.soak.town import YEAR, Town, a_town
from tests.support.apps import running, shared_settings
from voorveld.migrate import upgrade
from voorveld.postgres import EmbeddedPostgres
from voorveld.roles import DatabaseUrls, make_roles_and_databases
from voorveld.standalone_postgres import running as running_server

Row = tuple[str, str, str, str]
Award = Callable[[OpenIdea], Awaitable[object]]
CONNECTIONS = 16
LINES = 10
AWARDS = 160
ROUNDS = 5
PLAIN, SAME = "bare rows", "bare, same statements"
FIRST_YES = "INSERT INTO yeses (id, initiative_id, person_id, seat, at) VALUES ($1, $2, 'bench', 'worker', now())"
AN_APPROVED_YEAR = """
    INSERT INTO sources (id, year, name, kind, basis, document, amount_cents, state, version, added_by, confirmed_by,
                         created_at)
    VALUES ($1, 2020, 'Jeugdbudget', 'other', '', '', 10000000000, 'confirmed', 2, 'a', 'b', now());
    INSERT INTO splits (id, year, name, state, version, municipality_name, total_cents, plan, figures, proposed_by,
                        approved_by, published_on, created_at)
    VALUES ($1, 2020, 'Bench', 'published', 4, 'Groningen', 10000000000, '{}', '{}', 'a', 'b', now(), now());
    INSERT INTO lines SELECT gen_random_uuid(), 2020, 'areas/' || n, 'area', 'area-' || n, 'Area ' || n
    FROM generate_series(1, 10) n;
    INSERT INTO split_lines (id, split_id, position, path, kind, line_id, area_id, name, amount_cents, parts_cents,
                             weights)
    SELECT gen_random_uuid(), $1, right(area_id, -5)::int, key, kind, id, area_id, name, 1000000000, '[]', '[]'
    FROM lines;
    INSERT INTO postings (id, year, kind, decision, split_id, by, at)
    VALUES ($1, 2020, 'split-approved', 'Besluit 1', $1, 'b', now());
    INSERT INTO entries (id, posting_id, account, source_id, amount_cents)
    VALUES (gen_random_uuid(), $1, 'source', $1, -10000000000);
    INSERT INTO entries (id, posting_id, account, line_id, amount_cents)
    SELECT gen_random_uuid(), $1, 'free', id, 1000000000 FROM lines
"""


def ledger() -> list[Row]:
    """The rows of the table, measured on servers of their own that go away again."""
    configure_logging("bench", "ERROR")
    with tempfile.TemporaryDirectory(prefix="voorveld-", dir="/tmp") as folder:
        home = Path(folder)
        home.chmod(0o711)
        with running_server(EmbeddedPostgres(home)) as server:
            urls = asyncio.run(make_roles_and_databases(server))["budget"]
            upgrade({"budget": urls})
            rates = asyncio.run(_measure(urls, home))
    with a_town() as town:
        http = asyncio.run(_over_http(town))
    rows: list[Row] = []
    for where in ("on one line", "over ten lines"):
        ours, plain, same = (rates[f"{way} {where}"] for way in ("use case", PLAIN, SAME))
        rows += [
            (f"awards {where}, {PLAIN}", f"{plain:.0f} per s", f"{CONNECTIONS} connections", ""),
            (f"awards {where}, {SAME}", f"{same:.0f} per s", f"{CONNECTIONS} connections", ""),
            (f"awards {where}, use case / {PLAIN}", f"{ours / plain:.2f}×", f"{ours:.0f} per s", "aim ≥ 0.33×"),
            (f"awards {where}, use case / {SAME}", f"{ours / same:.2f}×", f"{ours:.0f} per s", "aim ≥ 0.33×"),
            (f"awards {where}, over HTTP / {PLAIN}", f"{http[where] / plain:.2f}×", f"{http[where]:.0f} per s", ""),
        ]
    return rows


async def _measure(urls: DatabaseUrls, folder: Path) -> dict[str, float]:
    """Awards per second of each way, medians of rounds in which each has its turn."""
    owner = await asyncpg.connect(urls.owner)
    await owner.execute(AN_APPROVED_YEAR.replace("$1", f"'{uuid4()}'"))
    places = [Place(row[0], row[1], YEAR) for row in await owner.fetch("SELECT id, area_id FROM lines")]
    await PlainAwards.make_tables(owner)
    taken: dict[str, list[float]] = {}
    async with (
        _use_case(urls, folder) as use_case,
        PlainAwards.on(urls.owner, CONNECTIONS) as plain,
        OurStatements.on(urls.app, CONNECTIONS) as same,
    ):
        ways: dict[str, Award] = {"use case": use_case, PLAIN: plain.award, SAME: same.award}
        for _ in range(ROUNDS):
            for where, its in (("on one line", places[:1]), ("over ten lines", places)):
                for way, award in ways.items():
                    ideas = await _half_decided(urls, its)
                    await PlainAwards.take_over(owner, [idea.id for idea in ideas])
                    taken.setdefault(f"{way} {where}", []).append(await _rate(award, ideas))
    await owner.close()
    return {name: statistics.median(rates) for name, rates in taken.items()}


@asynccontextmanager
async def _use_case(urls: DatabaseUrls, folder: Path) -> AsyncIterator[Award]:
    """The second yes as the route has it: one transaction, with ledger, letter, mail and event."""
    settings = Settings.model_validate(shared_settings("budget", folder) | {"database_url": urls.app})
    app = create_app(settings, run_worker=False)
    async with running(app):

        async def award(idea: OpenIdea) -> None:
            resident = Caller("person", "resident", (Membership("area_resident", idea.place.area_id),))
            async with app.state.database.transaction() as session:
                body = SayYes(version=VERSION, no_stake=True)
                await say_yes(session, resident, idea.id, body, is_applicant=False, office=app.state.office)

        yield award


async def _half_decided(urls: DatabaseUrls, places: Sequence[Place]) -> list[OpenIdea]:
    """Ideas that wait for the second yes."""
    ideas = await open_ideas(urls.app, [(places[number % len(places)], 1_000) for number in range(AWARDS)])
    app = await asyncpg.connect(urls.app)
    await app.executemany(FIRST_YES, [(uuid4(), idea.id) for idea in ideas])
    await app.close()
    return ideas


async def _rate(award: Award, ideas: Sequence[OpenIdea]) -> float:
    """Awards per second when as many clients as there are connections make them."""
    waiting = list(ideas)

    async def client() -> None:
        while waiting:
            await award(waiting.pop())

    started = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(CONNECTIONS)))
    return len(ideas) / (time.perf_counter() - started)


async def _over_http(town: Town) -> dict[str, float]:
    """The second yes asked of the running service, which meanwhile mails and tells what was awarded."""
    found: dict[str, float] = {}
    async with town.budget() as budget:

        async def award(idea: OpenIdea) -> UUID:
            caller = town.resident(idea.place.area_id)
            body = SayYes(version=VERSION + 1, no_stake=True)
            return (await budget.on_behalf_of(caller).say_yes(idea.id, body, key=uuid4().hex)).id

        for where, its in (("on one line", town.places[:1]), ("over ten lines", town.places[:LINES])):
            ideas = await town.ideas([(its[number % len(its)], 1_000) for number in range(AWARDS)])
            for idea in ideas:
                worker = budget.on_behalf_of(town.worker(idea.place.area_id))
                first = SayYes(version=VERSION, no_stake=True)
                await worker.say_yes(idea.id, first, key=uuid4().hex)
            found[where] = await _rate(award, ideas)
    return found
