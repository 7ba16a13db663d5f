"""The report of a quarter: made of the data, submitted by the partner, accepted by the municipality, then kept."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import asyncpg
import pytest

from services.kit.caller import NotYours
from services.kit.errors import StaleVersion
from services.monitoring.contract.client import MonitoringClient
from services.monitoring.contract.delivery_refusals import OwnPartner
from services.monitoring.contract.referral_refusals import PersonalDataFound
from services.monitoring.contract.refusals import NothingAgreed
from services.monitoring.contract.report_refusals import (
    QuarterNotOver,
    ReportNotDraft,
    ReportNotSubmitted,
)
from services.monitoring.contract.reports import AcceptReport, MoveReport, QuarterReport, WriteOwnWords
from services.monitoring.domain.quarter import periods_in
from tests.monitoring.dossiers import NOT_CONTRACTED
from tests.monitoring.referrals import a_partner_with_boundaries, a_referral, sent
from tests.monitoring.test_breaches import decided, proposed
from tests.monitoring.world import AREAS, Software, World, a_kpi, a_row, a_submission
from tests.support.apps import a_person

QUARTER = "2020-Q1"
ACTIVITIES = a_kpi("activities", "activities", by_area=False).model_copy(
    update={"direction": "higher_is_better", "target": Decimal(5), "hard_limit": Decimal(10)}
)


def test_the_periods_of_a_report_end_in_its_quarter() -> None:
    assert periods_in("2020-Q1") == ["2020-01", "2020-02", "2020-03", "2020-Q1"]
    assert periods_in("2020-Q4")[-3:] == ["2020-Q4", "2020-H2", "2020"]


async def delivered(world: World) -> Software:
    """On 2 April: three of four values of the first quarter, one row refused; a value of the next quarter too."""
    software = await world.software(kpis=[a_kpi(), ACTIVITIES])
    rows = [a_row(12, area=AREAS[0]), a_row(3, area=AREAS[1]), a_row(4, area="nowhere"), a_row(8, "activities", None)]
    await software.receipt(a_submission(*rows))
    await software.receipt(a_submission(a_row(99, "activities", None), period="2020-Q2"))
    return software


def a_member(world: World, partner_id: UUID) -> MonitoringClient:
    return world.client.on_behalf_of(a_person(("partner_member", str(partner_id))))


async def submitted(world: World) -> tuple[Software, QuarterReport]:
    software = await delivered(world)
    member = a_member(world, software.partner_id)
    words = WriteOwnWords(words="Het was een goed kwartaal.", seen_version=0)
    await member.write_own_words(software.partner_id, QUARTER, words)
    return software, await member.submit_report(
        software.partner_id, QUARTER, MoveReport(seen_version=1), key=str(uuid4())
    )


def seen(report: QuarterReport) -> AcceptReport:
    """Decide on the report as it was read."""
    return AcceptReport(seen_version=report.version, seen_content=report.content_sha256)


async def accepted(world: World) -> tuple[Software, QuarterReport]:
    software, report = await submitted(world)
    return software, await world.officer.accept_report(software.partner_id, QUARTER, seen(report), key=str(uuid4()))


async def test_it_is_made_of_what_was_delivered_up_to_its_quarter(world: World) -> None:
    software = await delivered(world)
    report = await world.officer.report(software.partner_id, QUARTER)
    assert (report.state, report.version, report.own_words) == ("draft", 0, "")
    assert report.content.quality.model_dump(exclude={"due_on"}) == {
        "expected": 4, "delivered": 3, "on_time": 3, "deliveries": 1, "refused": 1, "changed": 0, "withdrawn": 0,
        "agreed_later": [],
    }  # fmt: skip
    children, activities = report.content.kpis
    assert [point.status for point in children.points] == ["not_delivered"]
    assert [(point.period, point.number, point.boundary) for point in activities.points] == [(QUARTER, 8, "crossed")]
    assert activities.boundary
    assert activities.boundary.crossed == [QUARTER]


async def test_from_words_to_acceptance_and_then_it_stays_with_corrections_under_it(world: World) -> None:
    software, report = await accepted(world)
    assert (report.state, report.own_words, report.corrections) == ("accepted", "Het was een goed kwartaal.", [])
    world.clock.moment = datetime(2020, 4, 10, tzinfo=UTC)
    await software.receipt(a_submission(a_row(11, "activities", None)))
    await software.receipt(a_submission(a_row(100, "activities", None), period="2020-Q2"))
    later = await world.officer.report(software.partner_id, QUARTER)
    assert later.content == report.content
    assert [(each.kpi, each.period, each.number) for each in later.corrections] == [("activities", QUARTER, 11)]


async def test_the_database_keeps_an_accepted_report(world: World) -> None:
    await accepted(world)
    connection = await asyncpg.connect(world.owner_url)
    with pytest.raises(asyncpg.RaiseError, match="does not change"):
        await connection.execute("UPDATE quarter_reports SET own_words = 'x'")
    await connection.close()


async def test_who_may_do_what(world: World) -> None:
    software, report = await submitted(world)
    partner_id, move = software.partner_id, seen(report)
    stranger = a_member(world, uuid4())
    with pytest.raises(NotYours):
        await stranger.report(partner_id, QUARTER)
    with pytest.raises(NotYours):
        await stranger.write_own_words(partner_id, QUARTER, WriteOwnWords(words="x", seen_version=2))
    with pytest.raises(NotYours):
        await stranger.submit_report(partner_id, QUARTER, MoveReport(seen_version=2), key=str(uuid4()))
    with pytest.raises(NotYours):
        await a_member(world, partner_id).accept_report(partner_id, QUARTER, move, key=str(uuid4()))
    both = world.client.on_behalf_of(a_person(("policy_officer", None), ("partner_member", str(partner_id))))
    with pytest.raises(OwnPartner):
        await both.accept_report(partner_id, QUARTER, move, key=str(uuid4()))


async def test_a_report_goes_one_way_and_as_it_was_seen(world: World) -> None:
    software = await delivered(world)
    partner_id, member = software.partner_id, a_member(world, software.partner_id)
    first = seen(await member.report(partner_id, QUARTER))
    with pytest.raises(ReportNotSubmitted):
        await world.officer.accept_report(partner_id, QUARTER, first, key=str(uuid4()))
    with pytest.raises(QuarterNotOver, match="vanaf 1 juli 2020"):
        await member.submit_report(partner_id, "2020-Q2", MoveReport(seen_version=0), key=str(uuid4()))
    await member.submit_report(partner_id, QUARTER, MoveReport(seen_version=0), key=str(uuid4()))
    with pytest.raises(ReportNotDraft):
        await member.write_own_words(partner_id, QUARTER, WriteOwnWords(words="Nog iets", seen_version=1))
    with pytest.raises(StaleVersion):
        await world.officer.accept_report(partner_id, QUARTER, first, key=str(uuid4()))
    kept = await world.officer.accept_report(
        partner_id, QUARTER, seen(await member.report(partner_id, QUARTER)), key=str(uuid4())
    )
    with pytest.raises(ReportNotSubmitted):
        await world.officer.accept_report(partner_id, QUARTER, seen(kept), key=str(uuid4()))


@pytest.mark.parametrize("words", ["Bel 06-12345678", "Mail jan@voorbeeld.nl", "Kind 123456782 doet mee"])
async def test_words_that_point_at_a_person_are_refused_and_not_kept(world: World, words: str) -> None:
    software = await delivered(world)
    member = a_member(world, software.partner_id)
    with pytest.raises(PersonalDataFound) as refused:
        await member.write_own_words(software.partner_id, QUARTER, WriteOwnWords(words=words, seen_version=0))
    assert words not in str(refused.value)
    assert (await member.report(software.partner_id, QUARTER)).version == 0


async def test_without_an_agreement_there_is_no_report(world: World) -> None:
    partner_id = await world.a_partner()
    with pytest.raises(NothingAgreed):
        await world.officer.report(partner_id, QUARTER)


async def test_the_referrals_of_the_quarter_are_counted_with_their_boundaries(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(
        software,
        a_referral(providerAgb=NOT_CONTRACTED, activity="music"),
        a_referral("A-2", providerAgb=NOT_CONTRACTED),
        a_referral("A-3"),
    )
    counted = (await world.officer.report(software.partner_id, QUARTER)).content.referrals
    assert (counted.total, counted.outside) == (3, 2)
    assert {(each.rule, each.state): each.count for each in counted.breaches} == {
        ("activity-not-tendered", "open"): 1,
        ("provider-not-contracted", "open"): 2,
    }
    other = await world.officer.report(software.partner_id, "2020-Q2")
    assert (other.content.referrals.total, other.content.referrals.breaches) == (0, [])


async def test_what_is_decided_in_a_case_after_acceptance_stands_under_the_report(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    partner_id, member = software.partner_id, a_member(world, software.partner_id)
    await sent(software, a_referral(providerAgb=NOT_CONTRACTED))
    case = (await world.officer.referrals(partner_id, 2020)).cases[0]
    case = await decided(world, await proposed(world, case, "hearing"))
    world.clock.moment = datetime(2020, 4, 28, 9, tzinfo=UTC)
    report = await member.submit_report(partner_id, QUARTER, MoveReport(seen_version=0), key=str(uuid4()))
    report = await world.officer.accept_report(partner_id, QUARTER, seen(report), key=str(uuid4()))
    assert report.later_decisions == [], "what was decided before is in the report itself"
    world.clock.moment = datetime(2020, 4, 29, 9, tzinfo=UTC)
    case = await decided(world, await proposed(world, case, "warning"), confirm=False)
    assert len((await member.report(partner_id, QUARTER)).later_decisions) == 1
    world.clock.moment = datetime(2020, 4, 30, 9, tzinfo=UTC)
    case = await decided(world, await proposed(world, case, "permit", document="Besluit 7"))
    later = await member.report(partner_id, QUARTER)
    assert [(each.rule, each.step, each.decision, each.document) for each in later.later_decisions] == [
        ("provider-not-contracted", "warning", "declined", ""),
        ("provider-not-contracted", "permit", "confirmed", "Besluit 7"),
    ]
    assert later.content == report.content, "the report itself stays"
    assert (await world.officer.report(partner_id, "2020-Q2")).later_decisions == []
