"""After the count nothing ties a ballot to a code, an address, a moment or a row; and no log ever told one."""

import hashlib
import io
import json
import logging
import sys
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import asyncpg
import pytest
import structlog

from services.budget.contract.round_refusals import CodeUsed, UnknownProject, WrongVotingCode
from services.budget.contract.rounds import AskVotingCode, CastBallot, RoundView
from services.kit.errors import Refusal
from services.kit.logging import configure_logging
from tests.budget.rounds import an_open_round, codes_of, confirmed, counted, vote
from tests.budget.world import APPROVER, OFFICER, World
from tests.support.apps import a_service

VOTERS = 60
BALLOTS = [ballot for size in (1, 2, 3) for ballot in combinations(range(1, 8), size)][:VOTERS]
"""All different: what is on a ballot tells which one it is, so its place alone could tell whose."""
OF_PERSONS = ("round_codes", "round_addresses", "round_tries", "round_ballots")
COUNTED_WITH_IT = {"rounds", "counted_ballots", "round_bundles"}
"""The rows that closing writes."""


async def everything(world: World) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table with its xmin and ctid, as text."""
    connection = await asyncpg.connect(world.owner_url)
    try:
        tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {
            name: [
                {"xmin": row["xmin"], "ctid": row["ctid"], **json.loads(row["all"])}
                for row in await connection.fetch(
                    f"SELECT t.xmin::text, t.ctid::text, to_jsonb(t)::text AS all FROM {name} t ORDER BY t.ctid"
                )
            ]
            for name in (table["tablename"] for table in tables)
        }
    finally:
        await connection.close()


async def all_vote(world: World, found: RoundView) -> tuple[list[str], list[str]]:
    """Sixty people, in the order of BALLOTS: by mail, on paper and with a printed code. Gives codes and receipts."""
    site = world.as_(a_service())
    before = len(await world.mails())
    for at in range(10):
        body = AskVotingCode(email=f"stemmer{at}@voorbeeld.nl", may_vote=True, origin=f"192.0.2.{at}")
        await site.ask_voting_code(found.id, body)
    mailed = [
        next(word for word in text.split() if len(word) == 11 and "-" in word)
        for *_, text in (await world.mails())[before:]
    ]
    codes = mailed + await codes_of(world, found, VOTERS - len(mailed))
    receipts = []
    for at, (code, ballot) in enumerate(zip(codes, BALLOTS, strict=True)):
        body = CastBallot(code=code, projects=list(ballot), origin=f"192.0.2.{at}")
        cast = world.as_(OFFICER).enter_paper_ballot if at % 7 == 0 else site.cast_ballot
        receipts.append((await cast(found.id, body)).receipt)
    with pytest.raises(WrongVotingCode):
        await site.cast_ballot(found.id, CastBallot(code="22222-22222", projects=[1], origin="192.0.2.5"))
    return codes, receipts


async def test_before_the_count_a_code_leads_to_its_ballot_and_afterwards_nothing_does(world: World) -> None:
    found = await an_open_round(world, 600, 300, 200, 100, 100, 100, 100)
    codes, receipts = await all_vote(world, found)
    open_rows = await everything(world)
    assert all(open_rows[table] for table in OF_PERSONS)
    done = await counted(world, found)
    assert done.outcome
    await world.as_(APPROVER).confirm_round(done.id, confirmed(done))
    await world.do_work()
    rows = await everything(world)
    assert [table for table in OF_PERSONS if rows[table]] == []

    # By what stands in any row: no code, address, place, hash or receipt is left anywhere.
    text = json.dumps(rows)
    hashes = [
        row[name][2:] for table in OF_PERSONS for row in open_rows[table] for name in row if name.endswith("_hash")
    ]
    plain = [code.replace("-", "") for code in codes]
    pepper = open_rows["rounds"][0]["pepper"][2:]
    for kept in (*hashes, *codes, *plain, *receipts, pepper, "stemmer", "192.0.2."):
        assert kept not in text

    # By columns and by time: a counted ballot has a number and what was chosen, and nothing else.
    ballots = rows["counted_ballots"]
    assert {name for ballot in ballots for name in ballot} == {"xmin", "ctid", "round_id", "number", "projects"}
    assert sorted(ballot["projects"] for ballot in ballots) == sorted(map(list, BALLOTS))

    # By transaction: all were written in one, with nothing of a person in it.
    [written_in] = {ballot["xmin"] for ballot in ballots}
    with_it = {table for table, found_rows in rows.items() for row in found_rows if row["xmin"] == written_in}
    assert with_it <= COUNTED_WITH_IT

    # By place in the table: that is the order of their numbers, which is not that of voting, of codes or of rows.
    assert [ballot["number"] for ballot in ballots] == list(range(1, VOTERS + 1))
    in_table = {tuple(ballot["projects"]): ballot["number"] for ballot in ballots}
    by_row = {tuple(row["projects"]): at for at, row in enumerate(open_rows["round_ballots"])}
    by_hash = {
        tuple(row["projects"]): at
        for at, row in enumerate(sorted(open_rows["round_ballots"], key=lambda row: row["code_hash"]))
    }
    by_age = {ballot: at for at, ballot in enumerate(BALLOTS)}
    by_content = {ballot: at for at, ballot in enumerate(sorted(BALLOTS))}
    for other in (by_row, by_hash, by_age, by_content):
        assert abs(rank_correlation(in_table, other)) < 0.6  # Chance gives that less than once in 100,000 rounds.


def rank_correlation(one: dict[tuple[int, ...], int], other: dict[tuple[int, ...], int]) -> float:
    """Spearman's, of two orders of the same things."""
    lowest = min(one.values()), min(other.values())
    apart = sum(((one[each] - lowest[0]) - (other[each] - lowest[1])) ** 2 for each in one)
    return 1 - 6 * apart / (len(one) * (len(one) ** 2 - 1))


async def test_the_file_says_no_order_either(world: World) -> None:
    found = await an_open_round(world, 600, 300, 200, 100, 100, 100, 100)
    await all_vote(world, found)
    done = await counted(world, found)
    content = (await world.api.round_bundle(done.id)).decode()
    ballots = [line.split(";") for line in content.split("voter_id;vote\n")[1].splitlines()]
    assert [ballot for _, ballot in ballots] == sorted(
        (",".join(map(str, ballot)) for ballot in BALLOTS), key=lambda text: text.split(",")
    )
    assert [number for number, _ in ballots] == [str(number) for number in range(1, VOTERS + 1)]
    assert "T" not in "".join(line for line in content.splitlines() if line.startswith("date"))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """All that the service writes."""
    before, root, lines = structlog.get_config(), logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", lines)
        configure_logging("budget")
    yield lines
    structlog.configure(**before)
    root.handlers[:] = handlers
    root.setLevel(level)


async def test_no_log_and_no_refusal_tells_a_code_or_a_ballot(world: World, written: io.StringIO) -> None:
    found = await an_open_round(world, 600, 300, 200)
    good, used, other = await codes_of(world, found, 3)
    wrong = "23456-789AC"
    await vote(world, found, good, 1, 3)
    await vote(world, found, used, 2, 3)
    refused: list[Refusal] = []
    for code, plans, refusal in (
        (wrong, [1], WrongVotingCode),
        (used, [1], CodeUsed),
        (other, [1, 77], UnknownProject),
    ):
        with pytest.raises(refusal) as said:
            await vote(world, found, code, *plans)
        refused.append(said.value)
    answers = [
        await world.http.post(f"/v1/rounds/{found.id}/ballots", json={"code": other, "projects": "1,3"}),
        await world.http.post(f"/v1/rounds/{found.id}/ballots", content=f'{{"code": "{other}", '.encode()),
    ]
    await run(world, "ALTER TABLE round_ballots RENAME TO gone")
    answers.append(await world.http.post(f"/v1/rounds/{found.id}/ballots", json={"code": other, "projects": [1, 3]}))
    assert [answer.status_code for answer in answers] == [400, 400, 500]
    await run(world, "ALTER TABLE gone RENAME TO round_ballots")
    await counted(world, found)
    log = written.getvalue()
    assert '"route": "/rounds/{round_id}/ballots"' in log
    assert '"event": "fault"' in log
    said_anywhere = (
        log + "".join(answer.text for answer in answers) + "".join(map(repr, (each.facts for each in refused)))
    )
    for code in (good, used, other, wrong):
        for form in (code, code.replace("-", ""), code.lower()):
            assert form not in said_anywhere
            assert hashlib.sha256(form.encode()).hexdigest() not in log
    for ballot in ("[1, 3]", "[2, 3]", "[1,3]", "[2,3]", '"projects"', str(found.id)):
        assert ballot not in log


async def run(world: World, statement: str) -> None:
    connection = await asyncpg.connect(world.owner_url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
