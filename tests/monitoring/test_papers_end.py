"""The papers of a partnership have an end: by moving the clock they are there until their day, and then gone."""

import asyncio
import json
from datetime import UTC, date, datetime
from uuid import uuid4

import asyncpg
import pytest
from alembic import command

from services.monitoring.contract.deliveries import GiveExtension
from services.monitoring.contract.dossier import PutInForce, ValuesPillar
from services.monitoring.contract.dossier_refusals import EndorsedInFuture
from services.monitoring.contract.learning import AddCaseReview
from services.monitoring.contract.reports import ReturnReport
from services.monitoring.contract.talks import NewPoint, TickAction, WriteAction
from services.monitoring.domain.keeping import last_year_to_forget
from tests.monitoring.dossiers import PILLARS, a_draft, an_agreement_in_force
from tests.monitoring.surveys import worker
from tests.monitoring.test_learning import REVIEW, VISIT
from tests.monitoring.test_referrals_privacy import everything_kept
from tests.monitoring.test_reports import a_member, submitted
from tests.monitoring.test_talks import ACTION, QUARTER, a_write, both_approved
from tests.monitoring.world import APPROVER, World
from tests.support.postgres import a_database
from voorveld.migrate import configuration


def test_nine_whole_years_after_its_own_a_year_is_forgotten() -> None:
    assert last_year_to_forget(date(2029, 12, 31)) == 2019
    assert last_year_to_forget(date(2030, 1, 1)) == 2020


SAID = ("said at the talk", "decided at the talk", "to be done", "how it ended", "an own point")
OTHER = ("sent back because", "more time because", "theme of cases", "learned of cases", "in a draft")
DELIVERED = ('""kpi"":', b'"kpi"'.hex())
"""What was made of the rows of a delivery, and its body as it came."""
PAPERS = (*SAID, *OTHER, *DELIVERED, REVIEW.changes, VISIT.saw, "Het was een goed kwartaal.")


async def all_papers(world: World) -> None:
    """A talk both sides approved, a report sent back, more time, what was learned, and a draft of 2020."""
    world.clock.moment = datetime(2020, 4, 2, 9, tzinfo=UTC)
    software, report = await submitted(world)
    partner_id, officer = software.partner_id, world.officer
    back = ReturnReport(seen_version=report.version, seen_content=report.content_sha256, remarks="sent back because")
    await officer.return_report(partner_id, QUARTER, back, key=str(uuid4()))
    more = GiveExtension(period="2020-Q1", until=date(2020, 5, 20), reason="more time because", given_as="manager")
    await officer.give_extension(partner_id, more, key=str(uuid4()))
    await an_agreement_in_force(world, partner_id)
    review = AddCaseReview.model_validate(
        REVIEW.model_dump() | {"theme": "theme of cases", "learned": "learned of cases"}
    )
    await officer.add_case_review(partner_id, 2020, review, key=str(uuid4()))
    await officer.add_visit(partner_id, 2020, VISIT, key=str(uuid4()))
    await officer.save_draft(partner_id, 2020, a_draft(core_values="in a draft"))
    world.clock.moment = datetime(2020, 4, 28, 9, tzinfo=UTC)
    point = NewPoint(title="an own point", minutes="said at the talk", decision="decided at the talk")
    action = WriteAction(what="to be done", owner=ACTION.owner, due_on=ACTION.due_on)
    talk = await officer.write_talk(partner_id, QUARTER, a_write(0, actions=(action,), new_points=[point]))
    await officer.tick_action(partner_id, talk.actions[0].id, TickAction(is_done=True, note="how it ended"))
    await both_approved(world, partner_id, talk.version)
    await a_member(world, partner_id).talk(partner_id, QUARTER)


async def kept_for_long(world: World) -> str:
    """Every row but those of replies that are remembered for a week of real time."""
    return "\n".join(line for line in (await everything_kept(world)).splitlines() if "POST /v1/" not in line)


async def test_what_was_said_and_written_stays_until_its_day_and_then_it_is_gone(world: World) -> None:
    await all_papers(world)
    world.clock.moment = datetime(2029, 12, 31, 20, tzinfo=UTC)
    await worker(world).run_due()
    kept = await kept_for_long(world)
    assert [words for words in PAPERS if words not in kept] == []
    world.clock.moment = datetime(2030, 1, 2, 3, tzinfo=UTC)
    await worker(world).run_due()
    kept = await kept_for_long(world)
    assert [line[:400] for line in kept.splitlines() for words in PAPERS if words in line] == []
    assert "children_reached" in kept, "the figures themselves stay"


async def test_the_service_itself_may_still_delete_nothing_of_it(world: World) -> None:
    await all_papers(world)
    async with world.app.state.database.transaction() as session:
        connection = await (await session.connection()).get_raw_connection()
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.driver_connection.execute("DELETE FROM talk_versions")


async def test_nobody_endorsed_on_a_day_that_is_still_to_come(world: World) -> None:
    partner_id = await world.a_partner()
    values = ValuesPillar(vision="x", endorsed_by="director", endorsed_on=date(2020, 4, 3))
    tomorrow = a_draft(PILLARS.model_copy(update={"values": values}))
    world.clock.moment = datetime(2020, 4, 2, 9, tzinfo=UTC)
    with pytest.raises(EndorsedInFuture) as refused:
        await world.officer.save_draft(partner_id, 2020, tomorrow)
    assert [error["field"] for error in refused.value.errors] == ["pillars.values.endorsedOn"]
    world.clock.moment = datetime(2020, 4, 3, 9, tzinfo=UTC)
    assert (await world.officer.save_draft(partner_id, 2020, tomorrow)).revision == 1


async def test_a_draft_of_before_that_rule_is_not_put_in_force_before_its_day(world: World) -> None:
    partner_id = await world.a_partner()
    world.clock.moment = datetime(2020, 4, 3, 9, tzinfo=UTC)
    values = ValuesPillar(endorsed_on=date(2020, 4, 3))
    await world.officer.save_draft(partner_id, 2020, a_draft(PILLARS.model_copy(update={"values": values})))
    world.clock.moment = datetime(2020, 4, 2, 9, tzinfo=UTC)
    with pytest.raises(EndorsedInFuture):
        await world.client.on_behalf_of(APPROVER).put_in_force(
            partner_id, 2020, PutInForce(seen_revision=1), key=str(uuid4())
        )


KEPT = {
    "points": [
        {"id": str(uuid4()), "kind": "action", "facts": {"what": "x", "owner": "Jan van de gemeente"}},
        {"id": str(uuid4()), "kind": "own", "facts": {"owner": None}, "title": "second"},
    ],
    "actions": [{"what": "y", "owner": "Coördinator Zorg Dichtbij"}],
}
OWNERS = {
    "gemeente, Piet Jansen": "municipality",
    "gemeente en partner": "together",
    "Zorg dichtbij, Anja": "partner",
    "WIJ-team Oost": "area_team",
    "Piet Jansen": "other",
}


async def test_names_of_before_become_a_side_and_nothing_else() -> None:
    async with a_database("monitoring") as urls:
        owner = await asyncpg.connect(urls.owner)
        await owner.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        alembic = configuration("monitoring", urls.owner)
        await asyncio.to_thread(command.upgrade, alembic, "0021")
        partner, talk = uuid4(), uuid4()
        await owner.execute(
            "INSERT INTO partners (id, name, added_at, added_by) VALUES ($1, 'Zorg Dichtbij (voorbeeld)', now(), 'x')",
            partner,
        )
        await owner.execute(
            "INSERT INTO talks (id, partner_id, quarter, version, points, reopened_because) "
            "VALUES ($1, $2, '2020-Q1', 1, $3, '')",
            talk, partner, json.dumps(KEPT["points"]),
        )  # fmt: skip
        await owner.execute(
            "INSERT INTO talk_versions VALUES ($1, $2, 1, $3, now(), 'a', 'b')", uuid4(), talk, json.dumps(KEPT)
        )
        for position, words in enumerate(OWNERS):
            await owner.execute(
                "INSERT INTO talk_actions (id, talk_id, position, what, owner, due_on, done_note) "
                "VALUES ($1, $2, $3, 'x', $4, '2020-05-01', '')",
                uuid4(), talk, position, words,
            )  # fmt: skip
        await asyncio.to_thread(command.upgrade, alembic, "0022")
        actions = [row["owner"] for row in await owner.fetch("SELECT owner FROM talk_actions ORDER BY position")]
        points = json.loads(await owner.fetchval("SELECT points FROM talks"))
        content = json.loads(await owner.fetchval("SELECT content FROM talk_versions"))
        await owner.close()
    assert actions == list(OWNERS.values())
    assert [point["facts"].get("owner") for point in points] == ["municipality", None]
    assert [point["facts"].get("owner") for point in content["points"]] == ["municipality", None]
    assert [action["owner"] for action in content["actions"]] == ["partner"]
    assert points[1]["title"] == "second"
