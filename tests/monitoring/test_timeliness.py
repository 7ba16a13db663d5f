"""All partners side by side: what is due of each, what came, what came in time, and how late; in one sum."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest

from services.kit.caller import NotYours
from services.monitoring.contract.deliveries import GiveExtension
from services.monitoring.contract.timeliness import PartnerTimeliness, TimelinessTally
from tests.monitoring.dossiers import APPROVER
from tests.monitoring.test_due import every
from tests.monitoring.world import AREAS, World, a_kpi, a_row, a_submission
from tests.support.apps import a_person
from tests.support.statements import statements

DUE = datetime(2020, 4, 21, 9, tzinfo=UTC)
"""The day the first quarter of 2020 is due."""


async def told(world: World) -> dict[UUID, PartnerTimeliness]:
    return {each.partner_id: each for each in (await world.officer.timeliness(2020)).partners}


def figures(tally: TimelinessTally) -> tuple[str, int | None, int | None, int | None, int | None]:
    return tally.standing, tally.expected, tally.delivered, tally.on_time, tally.days_late


async def test_what_is_due_came_and_came_in_time_is_counted_per_partner(world: World) -> None:
    kpis = [a_kpi(), every("quarter", "activities")]
    whole, part, none = [await world.software(kpis=kpis) for _ in range(3)]
    values = [a_row(12, area=area) for area in AREAS] + [a_row(3, "activities", None)]
    world.clock.moment = DUE
    await whole.receipt(a_submission(*values))
    await part.receipt(a_submission(*values[:2]))
    found = await told(world)
    assert figures(found[none.partner_id].latest) == ("not_due_yet", None, None, None, None)
    assert found[none.partner_id].latest.due_next == date(2020, 4, 21)
    assert found[none.partner_id].latest.expected_later == 4
    world.clock.moment = DUE + timedelta(days=2)
    await part.receipt(a_submission(values[2]))
    world.clock.moment = DUE + timedelta(days=9)
    found = await told(world)
    assert figures(found[whole.partner_id].latest) == ("due", 4, 4, 4, 0)
    assert figures(found[part.partner_id].latest) == ("due", 4, 3, 2, 9)
    assert figures(found[none.partner_id].latest) == ("due", 4, 0, 0, 9)
    await part.receipt(a_submission(values[3]))
    world.clock.moment = DUE + timedelta(days=30)
    found = await told(world)
    assert figures(found[part.partner_id].latest) == ("due", 4, 4, 2, 9)
    assert figures(found[none.partner_id].latest) == ("due", 4, 0, 0, 30)


async def test_it_says_of_a_partner_what_its_own_periods_say(world: World) -> None:
    software = await world.software(kpis=[a_kpi(), every("month", "visits"), every("half_year", "courses")])
    await software.receipt(a_submission(a_row(12), period="2020-Q1"))
    await software.receipt(a_submission(a_row(4, "visits", None), period="2020-02"))
    world.clock.moment = DUE + timedelta(days=1)
    await software.receipt(a_submission(a_row(4, "visits", None), a_row(4, "courses", None), period="2020-03"))
    periods = {each.period: each for each in (await world.officer.periods(software.partner_id, 2020)).periods}
    found = (await told(world))[software.partner_id]
    own = [(periods[each].expected, periods[each].delivered, periods[each].on_time) for each in ("2020-03", "2020-Q1")]
    assert figures(found.latest) == ("due", *map(sum, zip(*own, strict=True)), 1)
    assert figures(found.previous) == ("due", 1, 1, 0, 12)  # February was due on 21 March, and came on 2 April.


async def test_a_value_that_was_withdrawn_is_not_there_and_a_correction_keeps_its_day(world: World) -> None:
    software = await world.software(kpis=[a_kpi()])
    await software.receipt(a_submission(*(a_row(12, area=area) for area in AREAS)))
    world.clock.moment = DUE + timedelta(days=3)
    await software.receipt(a_submission(a_row(13, area=AREAS[0])))
    assert figures((await told(world))[software.partner_id].latest) == ("due", 3, 3, 3, 0)
    sent = await world.http.post(
        "/v1/submissions?replace=true", json=a_submission(a_row(13, area=AREAS[0])), headers=software.sent()
    )
    assert sent.json()["withdrawn"] == 2
    assert figures((await told(world))[software.partner_id].latest) == ("due", 3, 1, 1, 3)


async def test_more_time_moves_the_day_for_that_partner_only(world: World) -> None:
    one, other = await world.software(kpis=[a_kpi()]), await world.software(kpis=[a_kpi()])
    until = GiveExtension(period="2020-Q1", until=date(2020, 5, 1), reason="Ziek", given_as="Beleid")
    await world.officer.give_extension(one.partner_id, until, key=str(uuid4()))
    world.clock.moment = DUE + timedelta(days=5)
    found = await told(world)
    assert found[one.partner_id].latest.standing == "not_due_yet"
    assert found[one.partner_id].latest.due_next == date(2020, 5, 1)
    assert figures(found[other.partner_id].latest) == ("due", 3, 0, 0, 5)
    world.clock.moment = datetime(2020, 5, 2, 9, tzinfo=UTC)
    assert figures((await told(world))[one.partner_id].latest) == ("due", 3, 0, 0, 1)


async def test_nothing_agreed_nothing_asked_and_nought_are_told_apart(world: World) -> None:
    without, yearly = await world.a_partner(), await world.software(kpis=[every("year", "plans")])
    ended = await world.software(kpis=[a_kpi()])
    owner = await asyncpg.connect(world.owner_url)
    await owner.execute("UPDATE partners SET subsidy_ended_on = '2019-12-31' WHERE id = $1", ended.partner_id)
    await owner.close()
    late = await world.software(kpis=[a_kpi()])
    world.clock.moment = DUE + timedelta(days=1)
    found = await told(world)
    assert found[without].latest.standing == found[without].previous.standing == "no_agreement"
    assert found[yearly.partner_id].latest.standing == "nothing_asked"
    assert found[ended.partner_id].latest.standing == "nothing_asked"
    assert found[ended.partner_id].subsidy_ended_on == date(2019, 12, 31)
    assert figures(found[late.partner_id].latest) == ("due", 3, 0, 0, 1)
    assert found[late.partner_id].previous.standing == "nothing_asked"


async def test_a_next_version_of_the_agreement_says_what_is_due(world: World) -> None:
    software = await world.software(kpis=[a_kpi()])
    await software.receipt(a_submission(a_row(12)))
    await world.agree(software.partner_id, kpis=[a_kpi(by_area=False)])
    world.clock.moment = DUE + timedelta(days=1)
    assert figures((await told(world))[software.partner_id].latest) == ("due", 1, 0, 0, 1)


async def test_two_hundred_partners_cost_as_many_statements_as_one(world: World) -> None:
    await world.software(kpis=[a_kpi()])
    world.clock.moment = DUE + timedelta(days=1)
    await world.officer.timeliness(2020)
    with statements(world.app) as for_one:
        await world.officer.timeliness(2020)
    owner = await asyncpg.connect(world.owner_url)
    await owner.execute("""
        INSERT INTO partners (id, name, added_at, added_by)
        SELECT gen_random_uuid(), 'Organisatie ' || number, now(), 'test' FROM generate_series(1, 199) AS number
    """)
    await owner.execute("""
        INSERT INTO agreements (id, partner_id, year, version, core_values, made_at, made_by)
        SELECT gen_random_uuid(), id, 2020, 1, '', now(), 'test' FROM partners WHERE added_by = 'test'
    """)
    await owner.execute("""
        INSERT INTO kpis (id, agreement_id, position, code, name, definition, unit, direction, by_area)
        SELECT gen_random_uuid(), id, 1, 'children_reached', '', '', 'children', 'neutral', true
        FROM agreements WHERE made_by = 'test'
    """)
    await owner.close()
    with statements(world.app) as for_many:
        found = await world.officer.timeliness(2020)
    assert len(found.partners) == 200
    assert {figures(each.latest) for each in found.partners} == {("due", 3, 0, 0, 1)}
    assert len(for_many) == len(for_one) == 2


async def test_who_is_late_comes_first_or_partners_stand_by_name(world: World) -> None:
    names = {name: await world.software(kpis=[a_kpi()], name=name) for name in ("Aap", "noot", "Zus")}
    await names["Aap"].receipt(a_submission(*(a_row(12, area=area) for area in AREAS)))
    await names["noot"].receipt(a_submission(a_row(12)))
    world.clock.moment = DUE + timedelta(days=1)
    by_lateness, by_name = [await world.officer.timeliness(2020, order) for order in ("late", "name")]
    assert [each.name for each in by_lateness.partners] == ["Zus", "noot", "Aap"]
    assert [each.name for each in by_name.partners] == ["Aap", "noot", "Zus"]
    assert ("latest", "2020-Q1", date(2020, 4, 21)) in [(p.window, p.period, p.due_on) for p in by_name.periods]


async def test_it_is_for_the_municipality_only(world: World) -> None:
    software = await world.software()
    member = a_person(("partner_member", str(software.partner_id)))
    with pytest.raises(NotYours):
        await world.client.on_behalf_of(member).timeliness(2020)
    assert (await world.http.get("/v1/timeliness?year=2020")).status_code == 401
    assert (await world.http.get("/v1/timeliness?year=2020", headers=software.sent())).status_code == 403
    assert (await world.client.on_behalf_of(APPROVER).timeliness(2020)).partners
