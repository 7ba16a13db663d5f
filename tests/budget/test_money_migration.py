"""What was divided and awarded before lines belonged to a year: it keeps its ids, adds up, and can be divided again."""

import asyncio
import json
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

import asyncpg
from alembic import command

from services.budget.contract.splits import PlanLine
from services.budget.domain import allocation_key
from services.budget.domain import plan as domain
from services.budget.usecases.freeze_plan import plan_line
from services.kit.money import Money
from tests.support.postgres import a_database
from voorveld.migrate import configuration

APPROVED, DRAFT = UUID(int=1), UUID(int=2)
AREA_LINE, CITY_LINE, SUPPORT_LINE = UUID(int=11), UUID(int=12), UUID(int=13)
POSTED, AWARDED, IDEA = UUID(int=21), UUID(int=22), UUID(int=31)
SPLIT = """
    INSERT INTO splits (id, year, state, version, municipality_name, youth_budget_cents, prevention_share, areas_share,
        total_cents, areas_cents, base_per_area_cents, indicator, indicator_name, indicator_name_en, period, release,
        source_table, attribution, proposed_by, approved_by, approved_on, created_at, releases)
    VALUES ($1, 2020, $2, 3, 'Groningen', 1000000, '3/100', '2/3', 30000, 20000, 5000, 'young_people_0_14',
        'Kinderen', 'Children', 2020, 'r1', '84799NED', 'CBS', 'person:a', $3, $4, now(), '[]')
"""
LINES = """
    INSERT INTO split_lines (id, split_id, position, kind, area_id, name, amount_cents, base_cents, weight, releases)
    VALUES ($2, $1, 0, 'area', 'oost', 'Oost', 11000, 5000, 300, '["r1"]'),
        (gen_random_uuid(), $1, 1, 'area', 'west', 'West', 9000, 5000, 200, '["r1"]'),
        ($3, $1, 2, 'city_wide', NULL, 'city_wide', 8000, NULL, NULL, NULL),
        ($4, $1, 3, 'support', NULL, 'support', 2000, NULL, NULL, NULL)
"""
LEDGER = f"""
    INSERT INTO postings VALUES ('{POSTED}', 2020, 'split-approved', 'B&W 1', 'person:b', now()),
        ('{AWARDED}', 2020, 'award', 'Voetbal', 'person:c', now());
    INSERT INTO entries SELECT gen_random_uuid(), '{POSTED}', 'free', id, amount_cents FROM split_lines
        WHERE split_id = '{APPROVED}';
    INSERT INTO entries VALUES (gen_random_uuid(), '{POSTED}', 'source', NULL, -30000),
        (gen_random_uuid(), '{AWARDED}', 'free', '{AREA_LINE}', -800),
        (gen_random_uuid(), '{AWARDED}', 'awarded', '{AREA_LINE}', 800);
    INSERT INTO initiatives (id, line_id, year, area_id, title, what, "when", "where", amount_cents, state, version,
        answer_by, submitted_at)
    VALUES ('{IDEA}', '{AREA_LINE}', 2020, 'oost', 'Voetbal', 'x', 'x', 'x', 800, 'awarded', 3, '2020-03-01', now());
    INSERT INTO awards VALUES ('{IDEA}', '{AWARDED}', '2020-02-01', 'nl', 'Ja');
"""


async def test_lines_keep_their_ids_and_every_balance_its_sum() -> None:
    async with a_database("budget") as urls:
        owner = await asyncpg.connect(urls.owner)
        await owner.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        alembic = configuration("budget", urls.owner)
        await asyncio.to_thread(command.upgrade, alembic, "0005")
        await fill(owner)
        await asyncio.to_thread(command.upgrade, alembic, "0007")
        splits = {row["id"]: row for row in await owner.fetch("SELECT * FROM splits")}
        sources = {row["id"]: row for row in await owner.fetch("SELECT * FROM sources")}
        lines = {row["key"]: row for row in await owner.fetch("SELECT * FROM lines")}
        drafted = await owner.fetch("SELECT * FROM split_lines WHERE split_id = $1 ORDER BY position", DRAFT)
        balances = await owner.fetch("SELECT account, balance_cents FROM balances WHERE line_id = $1", AREA_LINE)
        of_idea = await owner.fetch("SELECT account, balance_cents FROM initiative_balances")
        sums = await owner.fetch(
            "SELECT balance_cents - (SELECT sum(amount_cents) FROM entries e WHERE e.line_id = b.line_id "
            "AND e.account = b.account) AS off FROM balances b"
        )
        posted = {row["id"]: row for row in await owner.fetch("SELECT * FROM postings")}
        source_entry = await owner.fetchval("SELECT source_id FROM entries WHERE account = 'source'")
        awarded = await owner.fetchval("SELECT amount_cents FROM awards")
        await owner.close()
    assert (splits[APPROVED]["state"], splits[DRAFT]["state"]) == ("published", "proposed")
    assert lines["areas/oost"]["id"] == AREA_LINE
    assert set(lines) == {"areas/oost", "areas/west", "city-wide", "support"}
    assert {row["state"] for row in sources.values()} == {"confirmed", "planned"}
    assert sources[source_entry]["amount_cents"] == 30_000
    assert [(row["path"], row["amount_cents"]) for row in drafted] == [
        ("areas", 20_000),
        ("areas/oost", 11_000),
        ("areas/west", 9_000),
        ("city-wide", 8_000),
        ("support", 2_000),
    ]
    assert [row["line_id"] for row in drafted[1:]] == [lines[row["path"]]["id"] for row in drafted[1:]]
    assert {row["account"]: row["balance_cents"] for row in balances} == {"free": 10_200, "awarded": 800}
    assert [tuple(row) for row in of_idea] == [("awarded", 800)]
    assert {row["off"] for row in sums} == {0}
    assert (posted[POSTED]["split_id"], posted[AWARDED]["initiative_id"], awarded) == (APPROVED, IDEA, 800)
    assert divided_again(splits[DRAFT]) == {row["path"]: row["amount_cents"] for row in drafted}


async def fill(owner: asyncpg.Connection) -> None:
    await owner.execute(SPLIT, APPROVED, "approved", "person:b", date(2019, 12, 1))
    await owner.execute(LINES, APPROVED, AREA_LINE, CITY_LINE, SUPPORT_LINE)
    await owner.execute(SPLIT, DRAFT, "proposed", None, None)
    await owner.execute(LINES, DRAFT, UUID(int=41), UUID(int=42), UUID(int=43))
    async with owner.transaction():
        await owner.execute(LEDGER)


def divided_again(split: Any) -> dict[str, int]:
    """From what the split froze, by today's rule."""
    plan, figures = json.loads(split["plan"]), json.loads(split["figures"])
    areas = [allocation_key.Area(area["id"], area["name"]) for area in figures["areas"]]
    numbers = {
        indicator: {area: allocation_key.Figure(Fraction(value), "number") for area, value in source["values"].items()}
        for indicator, source in figures["indicators"].items()
    }
    lines = [plan_line(PlanLine.model_validate(line)) for line in plan["lines"]]
    return {line.path: line.amount.cents for line in domain.divide(Money(split["total_cents"]), lines, areas, numbers)}
