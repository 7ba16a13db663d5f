"""More time moves the day figures are due when it is given by that day; given afterwards it only opens the period."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from services.monitoring.contract.deliveries import ExtensionView
from services.monitoring.domain.more_time import MoreTime, due_with
from tests.monitoring.test_due import every, more_time
from tests.monitoring.test_timeliness import DUE, told
from tests.monitoring.world import Software, World, a_row, a_submission

OWN = date(2020, 4, 21)
MAY, JUNE, JULY = date(2020, 5, 10), date(2020, 6, 10), date(2020, 7, 1)


@pytest.mark.parametrize(
    ("given", "due"),
    [
        ([], OWN),
        ([MoreTime(OWN, MAY)], MAY),
        ([MoreTime(OWN + timedelta(days=1), MAY)], OWN),
        ([MoreTime(date(2020, 4, 1), date(2020, 4, 5))], OWN),
        ([MoreTime(OWN, MAY), MoreTime(MAY, JUNE)], JUNE),
        ([MoreTime(OWN, MAY), MoreTime(MAY + timedelta(days=1), JUNE)], MAY),
        ([MoreTime(MAY, JUNE), MoreTime(JUNE, JULY)], OWN),
        ([MoreTime(OWN, JUNE), MoreTime(OWN, MAY)], JUNE),
    ],
)
def test_more_time_counts_when_the_day_as_it_then_was_had_not_passed(given: list[MoreTime], due: date) -> None:
    assert due_with("2020-Q1", given) == due


async def give(world: World, software: Software, until: date) -> ExtensionView:
    return await world.officer.give_extension(software.partner_id, more_time(until), key=str(uuid4()))


async def counted(world: World, software: Software) -> tuple[int, int, int]:
    found = await world.officer.periods(software.partner_id, 2020)
    return found.due_so_far, found.delivered_so_far, found.on_time_so_far


async def late_by(world: World, software: Software) -> list[tuple[int | None, int | None]]:
    """What points of the agenda and all partners side by side say: how many came in time."""
    talk = await world.officer.talk(software.partner_id, "2020-Q1")
    beside = (await told(world))[software.partner_id].latest
    points = [point.facts for point in talk.points if point.kind == "delivery"]
    return [(beside.on_time, beside.days_late), *((each.on_time, each.expected) for each in points)]


async def test_an_extension_given_afterwards_makes_no_late_figure_in_time(world: World) -> None:
    software = await world.software(kpis=[every("quarter", "families")])
    world.clock.moment = DUE + timedelta(days=40)
    await software.receipt(a_submission(a_row(12, "families", None)))
    assert (await counted(world, software), await late_by(world, software)) == ((1, 1, 0), [(0, 40), (0, 1)])
    given = await give(world, software, JUNE)
    assert not given.in_time
    assert (await counted(world, software), await late_by(world, software)) == ((1, 1, 0), [(0, 40), (0, 1)])
    first = (await world.officer.periods(software.partner_id, 2020)).periods[0]
    assert (first.due_on, first.extension and first.extension.in_time) == (OWN, False)
    quality = (await world.officer.report(software.partner_id, "2020-Q1")).content.quality
    assert (quality.due_on, quality.on_time) == (OWN, 0)


async def test_it_opens_a_locked_period_until_its_day_all_the_same(world: World) -> None:
    software = await world.software(kpis=[every("quarter", "families")])
    world.clock.moment = datetime(2020, 11, 2, 9, tzinfo=UTC)
    await give(world, software, date(2020, 11, 10))
    (due,) = (await world.officer.due(software.partner_id, 2020, "2020-Q1")).values
    assert (due.due_on, due.open_until, due.status) == (OWN, date(2020, 11, 10), "open")
    assert (await software.receipt(a_submission(a_row(12, "families", None))))["new"] == 1


async def test_more_time_given_on_the_last_day_moves_it_and_more_on_that_day_again(world: World) -> None:
    software = await world.software(kpis=[every("quarter", "families")])
    for now, until in ((DUE, MAY), (datetime(2020, 5, 10, 21, 59, tzinfo=UTC), JUNE)):  # 23:59 in Amsterdam
        world.clock.moment = now
        assert (await give(world, software, until)).in_time
    world.clock.moment = datetime(2020, 6, 10, 9, tzinfo=UTC)
    await software.receipt(a_submission(a_row(12, "families", None)))
    world.clock.moment += timedelta(days=1)
    assert (await counted(world, software), await late_by(world, software)) == ((1, 1, 1), [(1, 0)])
