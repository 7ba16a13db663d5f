"""A KPI is due from the period that ran when it came into force: what had ended then is never missing or late."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import asyncpg

from services.monitoring.contract.contacts import SetContact
from services.monitoring.contract.models import KpiDefinition
from tests.monitoring.test_due import every
from tests.monitoring.test_reminders import on
from tests.monitoring.test_timeliness import figures, told
from tests.monitoring.world import Software, World, a_row, a_submission

JULY, AUGUST = datetime(2020, 7, 10, 9, tzinfo=UTC), datetime(2020, 8, 10, 9, tzinfo=UTC)
FAMILIES, NEW = every("quarter", "families"), every("quarter", "new")


async def next_version(world: World, software: Software, kpis: list[KpiDefinition]) -> None:
    await world.agree(software.partner_id, 2020, kpis)


async def added_in_july(world: World) -> Software:
    """Families were delivered over two quarters; on 10 July a version adds another KPI."""
    software = await world.software(kpis=[FAMILIES])
    for period, day in (("2020-Q1", datetime(2020, 4, 10, 9, tzinfo=UTC)), ("2020-Q2", JULY)):
        world.clock.moment = day
        await software.receipt(a_submission(a_row(12, "families", None), period=period))
    await next_version(world, software, [FAMILIES, NEW])
    world.clock.moment = AUGUST
    return software


async def due_periods(world: World, software: Software, *, later: bool = False) -> set[tuple[str, str]]:
    values = (await world.officer.due(software.partner_id, 2020, later=later)).values
    return {(value.kpi, value.period) for value in values}


async def test_what_is_added_in_mid_year_is_due_from_the_period_that_ran(world: World) -> None:
    software = await added_in_july(world)
    of_year = {"2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4"}
    families = {("families", period) for period in of_year}
    assert await due_periods(world, software) == families | {("new", "2020-Q3"), ("new", "2020-Q4")}
    assert await due_periods(world, software, later=True) == families | {("new", period) for period in of_year}
    found = await world.officer.periods(software.partner_id, 2020)
    assert (found.due_so_far, found.delivered_so_far, found.on_time_so_far) == (2, 2, 2)
    assert [[(each.kpi, each.agreed_on) for each in period.agreed_later] for period in found.periods] == [
        [("new", date(2020, 7, 10))],
        [("new", date(2020, 7, 10))],
        [],
        [],
    ]
    beside = (await told(world))[software.partner_id]
    assert (figures(beside.latest), figures(beside.previous)) == (("due", 1, 1, 1, 0), ("due", 1, 1, 1, 0))


async def test_what_was_not_agreed_is_not_on_the_agenda_and_not_counted_in_the_report(world: World) -> None:
    software = await added_in_july(world)
    quality = (await world.officer.report(software.partner_id, "2020-Q1")).content.quality
    assert (quality.expected, quality.delivered, quality.on_time) == (1, 1, 1)
    assert [(each.kpi, each.agreed_on) for each in quality.agreed_later] == [("new", date(2020, 7, 10))]
    talk = await world.officer.talk(software.partner_id, "2020-Q2")
    assert [point.facts for point in talk.points if point.kind == "delivery"] == []
    assert not (await world.officer.report(software.partner_id, "2020-Q3")).content.quality.agreed_later


async def test_what_comes_all_the_same_counts_as_delivered_and_never_as_late(world: World) -> None:
    software = await added_in_july(world)
    await software.receipt(a_submission(a_row(3, "new", None), period="2020-Q1"))
    found = await world.officer.periods(software.partner_id, 2020)
    assert (found.due_so_far, found.delivered_so_far, found.on_time_so_far) == (3, 3, 3)
    assert figures((await told(world))[software.partner_id].previous) == ("due", 2, 2, 2, 0)
    assert ("new", "2020-Q1") not in await due_periods(world, software)


async def test_a_first_agreement_made_late_makes_nobody_late(world: World) -> None:
    world.clock.moment = AUGUST
    software = Software(await world.a_partner(), "", world.http)
    await next_version(world, software, [FAMILIES, every("month", "visits")])
    world.clock.moment = AUGUST + timedelta(days=12)
    beside = (await told(world))[software.partner_id]
    assert (beside.latest.standing, beside.previous.standing) == ("nothing_asked", "nothing_asked")
    found = await world.officer.periods(software.partner_id, 2020)
    assert (found.due_so_far, {each.period: each.expected for each in found.periods}["2020-08"]) == (0, 1)
    world.clock.moment = datetime(2020, 9, 22, 9, tzinfo=UTC)
    assert figures((await told(world))[software.partner_id].latest) == ("due", 1, 0, 0, 1)


async def test_a_day_of_force_is_a_day_in_amsterdam(world: World) -> None:
    """At 23:59 on 30 June the second quarter runs; a minute later it is July."""
    for minutes, expected in ((0, 1), (1, 0)):
        world.clock.moment = datetime(2020, 6, 30, 21, 59, tzinfo=UTC) + timedelta(minutes=minutes)
        software = Software(await world.a_partner(), "", world.http)
        await next_version(world, software, [FAMILIES])
        periods = (await world.officer.periods(software.partner_id, 2020)).periods
        assert periods[1].expected == expected
        world.clock.moment = datetime(2020, 7, 22, 9, tzinfo=UTC)
        assert ((await told(world))[software.partner_id].latest.expected or 0) == expected


async def test_the_first_version_with_a_code_decides_and_what_is_left_out_is_not_due(world: World) -> None:
    software = await added_in_july(world)
    await next_version(world, software, [NEW])
    assert await due_periods(world, software) == {("new", "2020-Q3"), ("new", "2020-Q4")}
    world.clock.moment = datetime(2020, 10, 10, 9, tzinfo=UTC)
    await next_version(world, software, [FAMILIES, NEW])
    assert {period for code, period in await due_periods(world, software) if code == "families"} == {
        "2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4",
    }  # fmt: skip


async def test_nobody_is_reminded_of_what_was_not_agreed(world: World) -> None:
    world.clock.moment = datetime(2020, 7, 2, 9, tzinfo=UTC)
    software = Software(await world.a_partner(), "", world.http)
    await next_version(world, software, [FAMILIES])
    await world.officer.set_contact(software.partner_id, SetContact(email="cijfers@partner.example"))
    assert await on(world, 7, 2) + await on(world, 7, 14) + await on(world, 7, 22) + await on(world, 8, 4) == []
    (mail,) = await on(world, 10, 14)
    assert "3e kwartaal 2020: 0 van 1 binnen" in mail


async def test_what_was_agreed_before_the_day_of_force_was_kept_is_due_all_year(world: World) -> None:
    world.clock.moment = AUGUST
    partner_id = await old_agreement(world)
    world.clock.moment = AUGUST + timedelta(days=1)
    periods = (await world.officer.periods(partner_id, 2020)).periods
    assert [each.expected for each in periods] == [1, 1, 1, 1]
    assert figures((await told(world))[partner_id].previous)[:2] == ("due", 1)


async def old_agreement(world: World) -> UUID:
    """As it is kept since before there were four eyes: without a day of force."""
    partner_id = await world.a_partner()
    await world.agree(partner_id, 2020, [FAMILIES])
    owner = await asyncpg.connect(world.owner_url)
    await owner.execute(
        "UPDATE agreements SET in_force_at = NULL, in_force_by = NULL WHERE partner_id = $1", partner_id
    )
    await owner.close()
    return partner_id
