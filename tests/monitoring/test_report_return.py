"""A report that is sent back: with remarks the partner reads, submitted again, accepted by somebody else."""

from datetime import UTC, datetime
from uuid import uuid4

import asyncpg
import pytest

from services.kit.caller import NotYours
from services.kit.errors import StaleVersion
from services.monitoring.contract.delivery_refusals import OwnPartner, WasOfPartner
from services.monitoring.contract.referral_refusals import PersonalDataFound
from services.monitoring.contract.report_refusals import ReportChanged, ReportNotSubmitted
from services.monitoring.contract.reports import MoveReport, QuarterReport, ReturnReport, WriteOwnWords
from tests.monitoring.referrals import a_partner_with_boundaries, a_referral, sent
from tests.monitoring.test_reports import QUARTER, a_member, accepted, seen, submitted
from tests.monitoring.world import World, a_row, a_submission
from tests.support.apps import a_person


def sent_back(report: QuarterReport, remarks: str = "Zeg iets over de wachtlijst.", ago: int = 0) -> ReturnReport:
    version = max(report.version - ago, 0)
    return ReturnReport(seen_version=version, seen_content=report.content_sha256, remarks=remarks)


async def test_returned_with_remarks_submitted_again_and_accepted(world: World) -> None:
    software, report = await submitted(world)
    partner_id, member = software.partner_id, a_member(world, software.partner_id)
    await world.officer.return_report(partner_id, QUARTER, sent_back(report), key=str(uuid4()))
    read = await member.report(partner_id, QUARTER)
    assert (read.state, read.steps[-1].step, read.steps[-1].remarks) == (
        "returned", "returned", "Zeg iets over de wachtlijst.",
    )  # fmt: skip
    words = WriteOwnWords(words="De wachtlijst is korter.", seen_version=read.version)
    read = await member.write_own_words(partner_id, QUARTER, words)
    move = MoveReport(seen_version=read.version)
    again = await member.submit_report(partner_id, QUARTER, move, key=str(uuid4()))
    kept = await world.officer.accept_report(partner_id, QUARTER, seen(again), key=str(uuid4()))
    assert [each.step for each in kept.steps] == ["submitted", "returned", "submitted", "accepted"]
    assert (kept.state, kept.own_words) == ("accepted", "De wachtlijst is korter.")


async def test_only_what_was_submitted_goes_back_and_as_it_was_seen(world: World) -> None:
    software, report = await submitted(world)
    partner_id = software.partner_id
    with pytest.raises(StaleVersion):
        await world.officer.return_report(partner_id, QUARTER, sent_back(report, ago=1), key=str(uuid4()))
    with pytest.raises(ReportNotSubmitted):
        await world.officer.return_report(partner_id, "2020-Q2", sent_back(report), key=str(uuid4()))
    await world.officer.return_report(partner_id, QUARTER, sent_back(report), key=str(uuid4()))
    now = seen(await world.officer.report(partner_id, QUARTER))
    with pytest.raises(ReportNotSubmitted):
        await world.officer.accept_report(partner_id, QUARTER, now, key=str(uuid4()))


async def test_neither_the_partner_nor_who_belongs_to_it_sends_back(world: World) -> None:
    software, report = await submitted(world)
    partner_id, body = software.partner_id, sent_back(report)
    with pytest.raises(NotYours):
        await a_member(world, partner_id).return_report(partner_id, QUARTER, body, key=str(uuid4()))
    both = world.client.on_behalf_of(a_person(("policy_officer", None), ("partner_member", str(partner_id))))
    with pytest.raises(OwnPartner):
        await both.return_report(partner_id, QUARTER, body, key=str(uuid4()))


async def test_who_submitted_it_and_left_the_partner_does_not_accept_it(world: World) -> None:
    software, _ = await submitted(world)
    partner_id, identity = software.partner_id, str(uuid4())
    first = await world.officer.report(partner_id, QUARTER)
    await world.officer.return_report(partner_id, QUARTER, sent_back(first), key=str(uuid4()))
    then = world.client.on_behalf_of(a_person(("partner_member", str(partner_id)), person_id=identity))
    move = MoveReport(seen_version=first.version + 1)
    again = await then.submit_report(partner_id, QUARTER, move, key=str(uuid4()))
    now = world.client.on_behalf_of(a_person(("policy_officer", None), person_id=identity))
    with pytest.raises(WasOfPartner):
        await now.accept_report(partner_id, QUARTER, seen(again), key=str(uuid4()))


async def test_remarks_that_point_at_a_person_are_refused(world: World) -> None:
    software, report = await submitted(world)
    body = sent_back(report, "Bel 06-12345678")
    with pytest.raises(PersonalDataFound):
        await world.officer.return_report(software.partner_id, QUARTER, body, key=str(uuid4()))


async def test_steps_stay_as_they_are(world: World) -> None:
    await accepted(world)
    async with world.app.state.database.transaction() as session:
        connection = await session.connection()
        with pytest.raises(Exception, match="permission denied"):
            await connection.exec_driver_sql("UPDATE quarter_report_steps SET remarks = 'x'")
    owner = await asyncpg.connect(world.owner_url)
    assert await owner.fetchval("SELECT count(*) FROM quarter_report_steps") == 2
    await owner.close()


async def test_a_referral_that_comes_after_acceptance_is_counted_under_the_report(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    partner_id, member = software.partner_id, a_member(world, software.partner_id)
    await sent(software, a_referral())
    report = await member.submit_report(partner_id, QUARTER, MoveReport(seen_version=0), key=str(uuid4()))
    await world.officer.accept_report(partner_id, QUARTER, seen(report), key=str(uuid4()))
    assert (await member.report(partner_id, QUARTER)).later_referrals == 0
    world.clock.moment = datetime(2020, 4, 10, tzinfo=UTC)
    await sent(software, a_referral("A-2"))
    later = await member.report(partner_id, QUARTER)
    assert (later.content.referrals.total, later.later_referrals) == (1, 1)


async def test_figures_that_nobody_read_are_not_decided_on(world: World) -> None:
    """A delivery after it was read: neither accepted nor sent back, until it is read again."""
    software, report = await submitted(world)
    partner_id = software.partner_id
    await software.receipt(a_submission(a_row(33, "activities", None)))
    with pytest.raises(ReportChanged):
        await world.officer.accept_report(partner_id, QUARTER, seen(report), key=str(uuid4()))
    with pytest.raises(ReportChanged):
        await world.officer.return_report(partner_id, QUARTER, sent_back(report), key=str(uuid4()))
    now = await world.officer.report(partner_id, QUARTER)
    assert (now.state, now.version, len(now.steps)) == ("submitted", report.version, 1)
    kept = await world.officer.accept_report(partner_id, QUARTER, seen(now), key=str(uuid4()))
    assert (kept.content, kept.content_sha256) == (now.content, now.content_sha256)
