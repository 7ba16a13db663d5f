"""What an award costs PostgreSQL at least: the same rows, locks and round trips, from prepared statements alone.

On tables with the same columns, checks and indexes, but without foreign keys and triggers; so it keeps the balances
itself.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from tests.soak.ideas import OpenIdea

TABLES = (
    *("lines", "balances", "initiative_balances", "initiatives", "applicants", "stakes"),
    *("yeses", "postings", "entries", "awards", "work", "outbox_events"),
)
LETTER = "Beste Sanne, " + "het geld is toegekend voor muziek in de buurt. " * 40
EVENT = '{"type": "nl.voorveld.budget.award-made.v1", "subject": "%s", "data": {"areaId": "x", "amountCents": 1000}}'
STATEMENTS = {
    "initiative": "SELECT * FROM initiatives WHERE id = $1 FOR UPDATE",
    "stake": "SELECT 1 FROM stakes WHERE initiative_id = $1 AND person_id = 'resident'",
    "yeses": "SELECT * FROM yeses WHERE initiative_id = $1 ORDER BY at",
    "yes": "INSERT INTO yeses (id, initiative_id, person_id, seat, at) VALUES ($1, $2, 'resident', 'resident', now())",
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
    "work": "INSERT INTO work (id, kind, payload, due_at) VALUES ($1, $2, $3, '2000-01-01')",
    "event": "INSERT INTO outbox_events (id, event) VALUES ($1, $2)",
}


class BareAwards:
    """Connections with the statements prepared, each used by one award at a time."""

    def __init__(self, owner: asyncpg.Connection) -> None:
        self._owner = owner
        self._free: asyncio.Queue[tuple[asyncpg.Connection, dict[str, Any]]] = asyncio.Queue()

    @classmethod
    @asynccontextmanager
    async def on(cls, owner_url: str, connections: int) -> AsyncIterator["BareAwards"]:
        """Make the bare tables beside those of the service, with what stands on the lines."""
        owner = await asyncpg.connect(owner_url)
        await owner.execute("CREATE SCHEMA bare")
        for table in TABLES:
            await owner.execute(f"CREATE TABLE bare.{table} (LIKE public.{table} INCLUDING ALL)")
        await owner.execute("INSERT INTO bare.lines SELECT * FROM public.lines")
        await owner.execute("INSERT INTO bare.balances SELECT * FROM public.balances")
        await owner.execute("INSERT INTO bare.balances SELECT line_id, 'awarded', 0 FROM public.balances")
        bare, opened = cls(owner), []
        for _ in range(connections):
            opened.append(await asyncpg.connect(owner_url, server_settings={"search_path": "bare"}))
            prepared = {name: await opened[-1].prepare(statement) for name, statement in STATEMENTS.items()}
            bare._free.put_nowait((opened[-1], prepared))
        yield bare
        for connection in (*opened, owner):
            await connection.close()

    async def take_over(self, ideas: Sequence[UUID]) -> None:
        """Copy these ideas, who asked, and the first yes."""
        for table, key in (("initiatives", "id"), ("applicants", "initiative_id"), ("yeses", "initiative_id")):
            copy = f"INSERT INTO bare.{table} SELECT * FROM public.{table} WHERE {key} = ANY($1)"
            await self._owner.execute(copy, ideas)

    async def award(self, idea: OpenIdea) -> None:
        connection, its = await self._free.get()
        try:
            async with connection.transaction():
                await self._write(its, idea)
        finally:
            self._free.put_nowait((connection, its))

    async def _write(self, its: dict[str, Any], idea: OpenIdea) -> None:
        line, posting, cents = idea.place.line_id, uuid4(), idea.cents
        for name in ("initiative", "stake", "yeses"):
            await its[name].fetch(idea.id)
        await its["yes"].fetch(uuid4(), idea.id)
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
        await its["work"].fetch(uuid4(), "send-mail", f'{{"to": "{idea.email}", "text": "{LETTER}"}}')
        await its["event"].fetch(uuid4(), EVENT % idea.id)
        await its["work"].fetch(uuid4(), "relay-event", f'{{"eventId": "{idea.id}"}}')
