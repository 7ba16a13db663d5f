"""Whether a ledger is whole, and whether it kept every word: asked of the database itself, after a storm."""

import asyncio
from collections import deque
from email import message_from_bytes
from pathlib import Path

import asyncpg

from tests.soak.storm import Storm
from tests.soak.town import YEAR

WRONG = {
    "a posting that does not add up": """
        SELECT p.id FROM postings p LEFT JOIN entries e ON e.posting_id = p.id
        GROUP BY p.id HAVING count(e.id) < 2 OR sum(e.amount_cents) <> 0""",
    "a kept balance of a line that is not the sum of its entries": """
        SELECT * FROM (SELECT line_id, account, sum(amount_cents) AS cents FROM entries
                       WHERE line_id IS NOT NULL GROUP BY line_id, account) e
        FULL JOIN balances b USING (line_id, account) WHERE b.balance_cents IS DISTINCT FROM e.cents""",
    "a kept balance of an initiative that is not the sum of its entries": """
        SELECT * FROM (SELECT p.initiative_id, e.account, sum(e.amount_cents) AS cents
                       FROM entries e JOIN postings p ON p.id = e.posting_id
                       WHERE p.initiative_id IS NOT NULL AND e.account <> 'free' GROUP BY 1, 2) e
        FULL JOIN initiative_balances b USING (initiative_id, account)
        WHERE b.balance_cents IS DISTINCT FROM e.cents""",
    "an account below zero": """
        SELECT line_id FROM balances WHERE balance_cents < 0
        UNION ALL SELECT initiative_id FROM initiative_balances WHERE balance_cents < 0""",
    "an award without its posting, or of another amount": """
        SELECT a.initiative_id FROM awards a
        LEFT JOIN postings p ON p.id = a.posting_id AND p.kind = 'award' AND p.initiative_id = a.initiative_id
        LEFT JOIN entries e ON e.posting_id = p.id AND e.account = 'awarded'
        WHERE e.amount_cents IS DISTINCT FROM a.amount_cents""",
    "a posting of an award without award": """
        SELECT p.id FROM postings p LEFT JOIN awards a ON a.posting_id = p.id
        WHERE p.kind = 'award' AND a.posting_id IS NULL""",
    "an initiative that is awarded without award, or the other way round": """
        SELECT i.id FROM initiatives i LEFT JOIN awards a ON a.initiative_id = i.id
        WHERE (i.state IN ('awarded', 'shared')) <> (a.initiative_id IS NOT NULL)
        OR (i.awarded_at IS NOT NULL) <> (a.initiative_id IS NOT NULL)""",
    "two yesses without award, or an award without them": """
        SELECT i.id FROM initiatives i
        LEFT JOIN yeses y ON y.initiative_id = i.id AND y.withdrawn_at IS NULL
        GROUP BY i.id HAVING (count(y.id) >= 2) <> (i.state IN ('awarded', 'shared'))""",
    "an award without letter": "SELECT initiative_id FROM awards WHERE letter NOT LIKE '%Muziek in de buurt%'",
    "an award that was not told once": """
        SELECT a.initiative_id FROM awards a LEFT JOIN outbox_events o
        ON o.event->>'subject' = a.initiative_id::text AND o.event->>'type' = 'nl.voorveld.budget.award-made.v1'
        GROUP BY 1 HAVING count(o.id) <> 1""",
    "a key that was taken without an answer": "SELECT key FROM idempotency_keys WHERE reply IS NULL",
    "one request that was done twice": """
        SELECT decision FROM postings WHERE kind IN ('payment', 'release') GROUP BY decision HAVING count(*) > 1""",
}
"""Each finds what may not be; none may find a row."""


async def check(storm: Storm) -> None:
    """Raises AssertionError: for a half or a doubled thing, for a word that was not kept, for an unasked award."""
    connection = await asyncpg.connect(storm.town.database_url)
    try:
        for wrong, query in WRONG.items():
            found = await connection.fetch(query)
            assert not found, f"{wrong}: {len(found)} times, first {dict(found[0])}"
        ours = [life.idea.id for life in storm.lives]
        awarded = {row[0] for row in await connection.fetch("SELECT initiative_id FROM awards")}
        posted = {
            row[0] for row in await connection.fetch("SELECT id FROM postings WHERE initiative_id = ANY($1)", ours)
        }
        planned = await connection.fetch("SELECT payload->>'to' FROM work WHERE kind = 'send-mail'")
    finally:
        await connection.close()
    lost = {life.idea.id for life in storm.lives if life.is_told_awarded} - awarded
    assert not lost, f"{len(lost)} awards that were told are gone"
    assert {posting.id for life in storm.lives for posting in life.postings} <= posted, (
        "a posting that was told is gone"
    )
    mailed = {row[0] for row in planned} | _mailed(storm.town.data / "mail")
    assert {life.idea.email for life in storm.lives if life.idea.id in awarded} <= mailed, "an award without mail"
    trial = await storm.budget.trial_balance(YEAR)
    assert (trial.sum_cents, trial.is_kept) == (0, True)
    if all(life.is_settled for life in storm.lives):
        told = {life.idea.id for life in storm.lives if life.is_told_awarded}
        assert awarded & set(ours) == told, "an award that nobody was told of"


async def check_repeats(storm: Storm) -> int:
    """The same request with the same key once more gives the very same posting; how many were asked."""
    again = deque(deed for life in storm.lives for deed in life.deeds[2:] if deed.is_done)
    asked = len(again)

    async def client() -> None:
        while again:
            deed = again.popleft()
            assert await deed.ask() == deed.answer, f"another answer to the same {deed.name}"

    await asyncio.gather(*(client() for _ in range(8)))
    return asked


def _mailed(folder: Path) -> set[str]:
    return {str(message_from_bytes(file.read_bytes())["To"]) for file in folder.glob("*.eml")}
