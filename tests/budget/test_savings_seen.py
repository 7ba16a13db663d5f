"""What was really saved, told and approved: only then more of a savings case becomes money, and never twice."""

from datetime import UTC, date, datetime

import pytest

from services.budget.contract.savings import (
    ApproveSavingsCase,
    ReturnSavingsCase,
    SavingsState,
)
from services.budget.contract.savings_refusals import (
    SavingsSeenInFuture,
    SavingsSeenTooEarly,
    SavingsYearTooEarly,
)
from services.budget.contract.sources import WithdrawSource
from tests.budget.savings import EURO, a_case, approved, euros, reported, seen, sources
from tests.budget.world import APPROVER, OFFICER, YEAR, World


async def test_what_was_seen_becomes_money_once_it_is_approved_and_never_twice(world: World) -> None:
    case = await approved(world, await a_case(world))
    waiting = await reported(world, case, 300_000)
    assert (waiting.state, waiting.would_give_cents, waiting.seen_cents) == (SavingsState.SEEN, 10_000 * EURO, None)
    assert euros(waiting) == (20_000, 15_000, 50_000)
    body = ApproveSavingsCase(version=waiting.version, no_stake=True)
    case = await world.as_(APPROVER).approve_seen_savings(case.id, body)
    assert (case.seen_cents, case.seen_until, euros(case)) == (
        300_000 * EURO,
        date(2020, 10, 31),
        (30_000, 5_000, 50_000),
    )
    assert (await sources(world))[-1].name == "Lichtere hulp in Noord (gezien)"
    assert (await sources(world))[-1].document == "Jaarrekening"
    for total, gives, is_source in ((300_000, 0, 30_000), (250_000, 0, 30_000), (900_000, 20_000, 50_000)):
        case = await seen(world, case, total)
        assert (case.steps[-1].gave_cents, case.source_cents) == (gives * EURO, is_source * EURO)
    assert [source.amount_cents // EURO for source in await sources(world)] == [20_000, 10_000, 20_000]
    assert (case.seen_cents, euros(case)) == (900_000 * EURO, (50_000, 0, 50_000))


async def test_seeing_less_than_the_lower_bound_takes_nothing_back(world: World) -> None:
    case = await seen(world, await approved(world, await a_case(world)), -10_000)
    assert (case.seen_cents, case.steps[-1].gave_cents, euros(case)) == (-10_000 * EURO, 0, (20_000, 15_000, 50_000))


async def test_a_source_that_was_withdrawn_waits_again_until_it_is_seen(world: World) -> None:
    case = await approved(world, await a_case(world))
    (source,) = await sources(world)
    await world.as_(OFFICER).withdraw_source(source.id, WithdrawSource(version=source.version))
    case = await world.as_(OFFICER).savings_case(case.id)
    assert euros(case) == (0, 35_000, 50_000)
    case = await seen(world, case, 100_000)
    assert euros(case) == (10_000, 25_000, 50_000)


async def test_what_is_seen_after_the_year_can_be_money_of_a_later_year(world: World) -> None:
    case = await approved(world, await a_case(world))
    world.clock.set(datetime(2021, 3, 1, 9, tzinfo=UTC))
    with pytest.raises(SavingsYearTooEarly):
        await reported(world, case, 300_000, money_year=YEAR - 1)
    case = await seen(world, case, 300_000, seen_until=date(2020, 12, 31), money_year=2021)
    (later,) = await sources(world, 2021)
    assert (later.amount_cents, later.savings_case_id) == (10_000 * EURO, case.id)
    assert [source.year for source in case.sources] == [YEAR, 2021]


async def test_nobody_saw_a_day_that_has_not_been_or_before_the_year(world: World) -> None:
    case = await approved(world, await a_case(world))
    with pytest.raises(SavingsSeenInFuture):
        await reported(world, case, 300_000, seen_until=date(2020, 11, 2))
    with pytest.raises(SavingsSeenTooEarly):
        await reported(world, case, 300_000, seen_until=date(2019, 12, 31))
    await reported(world, case, 300_000, seen_until=date(2020, 11, 1))


async def test_what_was_seen_can_come_back_and_be_told_again(world: World) -> None:
    waiting = await reported(world, await approved(world, await a_case(world)), 300_000)
    back = ReturnSavingsCase(version=waiting.version, reason="Dit is het hele jaar niet.")
    case = await world.as_(APPROVER).return_seen_savings(waiting.id, back)
    assert (case.state, case.seen_cents, euros(case)) == (SavingsState.APPROVED, None, (20_000, 15_000, 50_000))
    assert (await seen(world, case, 260_000)).source_cents == 26_000 * EURO
