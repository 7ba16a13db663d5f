"""What an award costs PostgreSQL at least, from prepared statements alone: in two ways, neither of which decides.

`PlainAwards` writes row by row, into tables with the same columns, checks and indexes but without foreign keys and
triggers; so it keeps the balances itself. `OurStatements` sends what the use case sends, to the service's own tables:
what is left between it and the use case is Python.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Self
from uuid import UUID, uuid4

import asyncpg

from tests.soak.ideas import OpenIdea

Its = Mapping[str, Any]
"""The prepared statements of one connection by their name."""
TABLES = (
    *("lines", "balances", "initiative_balances", "initiatives", "applicants", "stakes"),
    *("yeses", "postings", "entries", "awards", "letters", "schemes", "work", "outbox_events"),
)
LETTER = "Beste Sanne, " + "het geld is toegekend voor muziek in de buurt. " * 40
PARTS = f'{{"title": "Besluit", "sections": [{{"heading": "Waarom", "text": "{LETTER}"}}]}}'
EVENT = '{"type": "nl.voorveld.budget.award-made.v1", "subject": "%s", "data": {"areaId": "x", "amountCents": 1000}}'
LOCK_INITIATIVE = "SELECT * FROM initiatives WHERE id = $1 FOR UPDATE"
SCHEME = "SELECT * FROM schemes WHERE state = 'published' ORDER BY year DESC, number DESC"
ROW_BY_ROW = {
    "initiative": LOCK_INITIATIVE,
    "stake": "SELECT 1 FROM stakes WHERE initiative_id = $1 AND person_id = 'resident'",
    "yeses": "SELECT * FROM yeses WHERE initiative_id = $1 ORDER BY at",
    "yes": "INSERT INTO yeses (id, initiative_id, person_id, seat, at) VALUES ($1, $2, 'resident', 'resident', now())",
    "scheme": SCHEME,
    "line": "SELECT * FROM lines WHERE id = $1 FOR NO KEY UPDATE",
    "free": "SELECT balance_cents FROM balances WHERE line_id = $1 AND account = 'free'",
    "posting": (
        "INSERT INTO postings (id, year, kind, decision, initiative_id, by, at)"
        " VALUES ($1, 2020, 'award', 'Muziek in de buurt', $2, 'person:resident', now())"
    ),
    "entry": "INSERT INTO entries (id, posting_id, account, line_id, amount_cents) VALUES ($1, $2, $3, $4, $5)",
    "balance": "UPDATE balances SET balance_cents = balance_cents + $3 WHERE line_id = $1 AND account = $2",
    "initiative balance": "INSERT INTO initiative_balances VALUES ($1, 'awarded', $2)",
    "awarded": "UPDATE initiatives SET state = 'awarded', version = version + 1, awarded_at = now() WHERE id = $1",
    "applicant": "SELECT * FROM applicants WHERE initiative_id = $1",
    "award": (
        "INSERT INTO awards (initiative_id, posting_id, awarded_on, amount_cents, language, letter)"
        " VALUES ($1, $2, now(), $3, 'nl', $4)"
    ),
    "letter": (
        "INSERT INTO letters (id, initiative_id, kind, language, announced_on, content)"
        " VALUES ($1, $2, 'award', 'nl', now(), $3)"
    ),
    "work": "INSERT INTO work (id, kind, payload, due_at) VALUES ($1, $2, $3, '2000-01-01')",
    "event": "INSERT INTO outbox_events (id, event) VALUES ($1, $2)",
}
TOGETHER = {
    "locks": """
        WITH idea AS (SELECT * FROM initiatives WHERE id = $1 FOR UPDATE),
        line AS (
            SELECT l.name FROM lines l JOIN idea ON idea.line_id = l.id
            WHERE EXISTS (SELECT FROM yeses WHERE initiative_id = $1 AND withdrawn_at IS NULL)
            FOR NO KEY UPDATE OF l)
        SELECT *, (SELECT name FROM line) FROM idea""",
    "circle": """
        SELECT array(SELECT person_id FROM yeses WHERE initiative_id = $1 AND withdrawn_at IS NULL),
            array(SELECT seat FROM yeses WHERE initiative_id = $1 AND withdrawn_at IS NULL),
            (SELECT amount_cents FROM yeses WHERE initiative_id = $1 AND withdrawn_at IS NULL LIMIT 1),
            (SELECT ground FROM yeses WHERE initiative_id = $1 AND withdrawn_at IS NULL LIMIT 1),
            EXISTS (SELECT FROM stakes WHERE initiative_id = $1 AND person_id = 'resident'),
            EXISTS (SELECT FROM round_projects p JOIN rounds r ON r.id = p.round_id
                    WHERE p.initiative_id = $1 AND r.state IN ('set', 'published', 'closed')),
            (SELECT rules::text FROM schemes WHERE id = i.scheme_id),
            (SELECT rules::text FROM schemes WHERE state = 'published' AND year <= i.year
             ORDER BY year DESC, number DESC LIMIT 1),
            coalesce((SELECT balance_cents FROM balances WHERE line_id = $2 AND account = 'free'), 0)
                - coalesce((SELECT sum(budget_cents) FROM rounds
                            WHERE line_id = $2 AND state IN ('published', 'closed')), 0) AS to_give,
            (SELECT s.municipality_name FROM splits s JOIN split_lines l ON l.split_id = s.id
             WHERE l.line_id = $2 ORDER BY s.created_at DESC LIMIT 1),
            a.name, a.contact_email, a.language
        FROM initiatives i LEFT JOIN applicants a ON a.initiative_id = i.id WHERE i.id = $1""",
    "all": """
        WITH new_yes AS (
            INSERT INTO yeses (id, initiative_id, person_id, seat, at)
            VALUES (gen_random_uuid(), $1, 'resident', 'resident', now())),
        new_posting AS (
            INSERT INTO postings (id, year, kind, decision, initiative_id, by, at)
            VALUES ($2, 2020, 'award', 'Muziek in de buurt', $1, 'person:resident', now())),
        new_entries AS (
            INSERT INTO entries (id, posting_id, account, line_id, amount_cents)
            VALUES (gen_random_uuid(), $2, 'awarded', $3, $4), (gen_random_uuid(), $2, 'free', $3, -$4)),
        new_award AS (
            INSERT INTO awards (initiative_id, posting_id, awarded_on, amount_cents, language, letter)
            VALUES ($1, $2, now(), $4, 'nl', $5)),
        new_letter AS (
            INSERT INTO letters (id, initiative_id, kind, language, announced_on, content)
            VALUES (gen_random_uuid(), $1, 'award', 'nl', now(), $9)),
        new_message AS (
            INSERT INTO messages (id, initiative_id, kind, state, planned_at)
            VALUES (gen_random_uuid(), $1, 'mail.award', 'waiting', now())),
        new_work AS (
            INSERT INTO work (id, kind, payload, due_at)
            VALUES (gen_random_uuid(), 'send-mail', $6, '2000-01-01'),
                   (gen_random_uuid(), 'relay-event', $7, '2000-01-01')),
        changed_initiative AS (
            UPDATE initiatives SET state = 'awarded', version = version + 1, awarded_at = now() WHERE id = $1)
        INSERT INTO outbox_events (id, event) VALUES (gen_random_uuid(), $8)""",
}


class BareAwards:
    """Connections with the statements prepared, each used by one award at a time."""

    STATEMENTS: Mapping[str, str]
    SCHEMA: str

    def __init__(self) -> None:
        self._free: asyncio.Queue[tuple[asyncpg.Connection, Its]] = asyncio.Queue()

    @classmethod
    @asynccontextmanager
    async def on(cls, url: str, connections: int) -> AsyncIterator[Self]:
        bare, opened = cls(), []
        for _ in range(connections):
            opened.append(await asyncpg.connect(url, server_settings={"search_path": cls.SCHEMA}))
            its = {name: await opened[-1].prepare(statement) for name, statement in cls.STATEMENTS.items()}
            bare._free.put_nowait((opened[-1], its))
        yield bare
        for connection in opened:
            await connection.close()

    async def award(self, idea: OpenIdea) -> None:
        connection, its = await self._free.get()
        try:
            async with connection.transaction():
                await self._write(its, idea)
        finally:
            self._free.put_nowait((connection, its))

    async def _write(self, its: Its, idea: OpenIdea) -> None:
        raise NotImplementedError


class PlainAwards(BareAwards):
    """Row by row, without guards."""

    STATEMENTS, SCHEMA = ROW_BY_ROW, "bare"

    @staticmethod
    async def make_tables(owner: asyncpg.Connection) -> None:
        """Beside those of the service, with what stands on the lines."""
        await owner.execute("CREATE SCHEMA bare")
        for table in TABLES:
            await owner.execute(f"CREATE TABLE bare.{table} (LIKE public.{table} INCLUDING ALL)")
        await owner.execute("INSERT INTO bare.lines SELECT * FROM public.lines")
        await owner.execute("INSERT INTO bare.balances SELECT * FROM public.balances")
        await owner.execute("INSERT INTO bare.balances SELECT line_id, 'awarded', 0 FROM public.balances")

    @staticmethod
    async def take_over(owner: asyncpg.Connection, ideas: Sequence[UUID]) -> None:
        """Copy these ideas, who asked, and the first yes."""
        for table, key in (("initiatives", "id"), ("applicants", "initiative_id"), ("yeses", "initiative_id")):
            copy = f"INSERT INTO bare.{table} SELECT * FROM public.{table} WHERE {key} = ANY($1)"
            await owner.execute(copy, ideas)

    async def _write(self, its: Its, idea: OpenIdea) -> None:
        line, posting, cents = idea.place.line_id, uuid4(), idea.cents
        for name in ("initiative", "stake", "yeses"):
            await its[name].fetch(idea.id)
        await its["yes"].fetch(uuid4(), idea.id)
        await its["scheme"].fetch()
        await its["line"].fetch(line)
        assert await its["free"].fetchval(line) >= cents
        await its["posting"].fetch(posting, idea.id)
        for account, change in (("awarded", cents), ("free", -cents)):
            await its["entry"].fetch(uuid4(), posting, account, line, change)
            await its["balance"].fetch(line, account, change)
        await its["initiative balance"].fetch(idea.id, cents)
        await its["awarded"].fetch(idea.id)
        await its["applicant"].fetch(idea.id)
        await its["award"].fetch(idea.id, posting, cents, LETTER)
        await its["letter"].fetch(uuid4(), idea.id, PARTS)
        await its["work"].fetch(uuid4(), "send-mail", _mail(idea))
        await its["event"].fetch(uuid4(), EVENT % idea.id)
        await its["work"].fetch(uuid4(), "relay-event", _relay(idea))


class OurStatements(BareAwards):
    """The statements of the use case, under its own role, with every foreign key, check and trigger."""

    STATEMENTS, SCHEMA = TOGETHER, "public"

    async def _write(self, its: Its, idea: OpenIdea) -> None:
        line, cents = idea.place.line_id, idea.cents
        await its["locks"].fetch(idea.id)
        assert (await its["circle"].fetchrow(idea.id, line))["to_give"] >= cents
        rest = LETTER, _mail(idea), _relay(idea), EVENT % idea.id, PARTS
        await its["all"].fetch(idea.id, uuid4(), line, cents, *rest)


def _mail(idea: OpenIdea) -> str:
    return f'{{"to": "{idea.email}", "text": "{LETTER}"}}'


def _relay(idea: OpenIdea) -> str:
    return f'{{"eventId": "{idea.id}"}}'
