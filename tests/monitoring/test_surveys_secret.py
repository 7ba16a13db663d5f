"""After closing nothing ties an answer to a link, a code, an address, a moment or a row; and few are never shown."""

import json
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from services.monitoring.contract.survey_refusals import SurveyNotOpen
from services.monitoring.contract.surveys import OpenAnswer, OpenSurvey, PrintSurveyCodes
from tests.monitoring.surveys import AFTER, a_draft, an_answer, at, invited, link_in, mails_of
from tests.monitoring.world import World

OF_PERSONS = ("survey_invitations", "survey_codes", "survey_answers")
WRITTEN_WITH_IT = {"surveys", "survey_texts", "work"}
"""The rows that closing writes; the work is to forget the texts a year later."""
PEOPLE = 20


async def everything(world: World) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table with its xmin and ctid, as text."""
    connection = await asyncpg.connect(world.owner_url)
    try:
        tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {
            name: [
                {"xmin": row["xmin"], **json.loads(row["all"])}
                for row in await connection.fetch(
                    f"SELECT t.xmin::text, to_jsonb(t)::text AS all FROM {name} t ORDER BY t.ctid"
                )
            ]
            for name in (table["tablename"] for table in tables)
        }
    finally:
        await connection.close()


async def test_while_open_a_link_leads_to_its_answer_and_after_closing_nothing_does(world: World) -> None:
    draft = await a_draft(world, "codes")
    addresses = [f"partner{number:02d}@voorbeeld.nl" for number in range(PEOPLE)]
    await invited(world, draft.id, "partners", *addresses)
    survey = await world.officer.open_survey(draft.id, OpenSurvey(seen_version=draft.version), key=str(uuid4()))
    links = [link_in(mail) for mail in sorted(await mails_of(world), key=lambda mail: mail.to)]
    codes = (await world.officer.print_survey_codes(survey.id, PrintSurveyCodes(count=4), key=str(uuid4()))).codes
    for number, whose in enumerate([{"link": link} for link in links] + [{"code": code} for code in codes]):
        body = an_answer({1: number % 5 + 1, 2: 3}, well=f"goed van {number}", better=f"beter van {number}", **whose)
        await world.client.answer_survey(survey.id, body)
    open_rows = await everything(world)
    assert all(open_rows[table] for table in OF_PERSONS)
    await at(world, AFTER)
    rows = await everything(world)
    assert [table for table in OF_PERSONS if rows[table]] == []

    # By what stands in any row: no address, link, code, hash or key is left anywhere, mails and receipts included.
    text = json.dumps(rows)
    hashes = [
        row[name][2:]
        for table in OF_PERSONS
        for row in open_rows[table]
        for name in row
        if name.endswith("_hash") or name == "given_with"
    ]
    ids = [row["id"] for row in open_rows["survey_invitations"]]
    pepper = open_rows["surveys"][0]["pepper"][2:]
    for kept in (*addresses, *links, *codes, *hashes, *ids, pepper):
        assert kept not in text

    # By columns: a text has a number and its words, and no group, scores or time.
    texts = rows["survey_texts"]
    assert {name for row in texts for name in row} == {
        "xmin", "survey_id", "number", "kind", "words", "quote", "theme_id",
    }  # fmt: skip
    assert len(texts) == 2 * (PEOPLE + len(codes))

    # By transaction: all were written in one, with nothing of a person in it.
    [written_in] = {row["xmin"] for row in texts}
    assert {name for name, found in rows.items() for row in found if row["xmin"] == written_in} <= WRITTEN_WITH_IT

    # By place: in what one wrote, "goed van 7" and "beter van 7" do not stand where the other would tell.
    places = {row["words"]: row["number"] for row in texts}
    well = [places[f"goed van {number}"] for number in range(PEOPLE)]
    better = [places[f"beter van {number}"] for number in range(PEOPLE)]
    assert well != sorted(well)
    assert len({one - other for one, other in zip(well, better, strict=True)}) > 2


async def test_a_link_in_hand_opens_nothing_after_closing(world: World) -> None:
    draft = await a_draft(world, "nobody")
    await invited(world, draft.id, "partners", "een@voorbeeld.nl")
    survey = await world.officer.open_survey(draft.id, OpenSurvey(seen_version=draft.version), key=str(uuid4()))
    [link] = [link_in(mail) for mail in await mails_of(world)]
    await world.client.answer_survey(survey.id, an_answer({1: 1}, well="Alleen ik", link=link))
    await at(world, AFTER)
    with pytest.raises(SurveyNotOpen):
        await world.client.own_survey_answer(survey.id, OpenAnswer(link=link))
    done = await world.client.survey(survey.id)
    assert done.outcome
    assert [point.total for point in done.outcome.points] == [None, None, None]


async def test_the_desk_never_tells_who_answered(world: World) -> None:
    draft = await a_draft(world, "nobody")
    await invited(world, draft.id, "partners", "een@voorbeeld.nl", "twee@voorbeeld.nl")
    survey = await world.officer.open_survey(draft.id, OpenSurvey(seen_version=draft.version), key=str(uuid4()))
    before = await world.officer.survey_desk(survey.id)
    link = link_in((await mails_of(world))[0])
    await world.client.answer_survey(survey.id, an_answer({1: 1}, well="Ik", link=link))
    after = await world.officer.survey_desk(survey.id)
    assert after.invited == before.invited
    assert after.texts == []
