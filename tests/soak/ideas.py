"""Ideas that wait for a decision, written as rows: a storm needs hundreds, and how they came is tested elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import asyncpg

VERSION = 2
"""Told and confirmed."""
THEN = datetime(2019, 12, 2, 9, tzinfo=UTC)
INITIATIVE = (
    'INSERT INTO initiatives (id, line_id, year, area_id, title, what, "when", "where", amount_cents, state, version,'
    " answer_by, submitted_at, confirmed_at)"
    " VALUES ($1, $2, $3, $4, 'Muziek in de buurt', 'Muziek.', 'in mei', 'op het plein', $5, 'open', $6, $7, $8, $8)"
)
APPLICANT = (
    "INSERT INTO applicants (initiative_id, name, contact_email, language, may_mail_since, delete_after, link_hash,"
    " code_until, code_tries) VALUES ($1, 'Sanne', $2, 'nl', $3, $4, $5, $3, 0)"
)


@dataclass(frozen=True)
class Place:
    """A line of a year that an area decides on."""

    line_id: UUID
    area_id: str
    year: int


@dataclass(frozen=True)
class OpenIdea:
    id: UUID
    place: Place
    cents: int

    @property
    def email(self) -> str:
        """Of who asked; no two ideas have the same."""
        return f"{self.id.hex}@voorbeeld.nl"


async def open_ideas(database_url: str, asked: Sequence[tuple[Place, int]]) -> list[OpenIdea]:
    """An idea per place and cents, confirmed by somebody whom we may mail."""
    ideas = [OpenIdea(uuid4(), place, cents) for place, cents in asked]
    rows = [
        (idea.id, idea.place.line_id, idea.place.year, idea.place.area_id, idea.cents, VERSION, date(2020, 1, 1), THEN)
        for idea in ideas
    ]
    connection = await asyncpg.connect(database_url)
    try:
        async with connection.transaction():
            await connection.executemany(INITIATIVE, rows)
            people = [(idea.id, idea.email, THEN, date(2023, 1, 1), idea.id.bytes) for idea in ideas]
            await connection.executemany(APPLICANT, people)
    finally:
        await connection.close()
    return ideas
