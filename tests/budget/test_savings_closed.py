"""The last step of a savings case: its whole year was seen, somebody else approved that, and nothing comes after."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from services.budget.contract.savings import (
    ApproveSavingsCase,
    ReturnSavingsCase,
    SavingsCaseView,
    SavingsDeed,
    SavingsState,
)
from services.budget.contract.savings_refusals import SavingsMove, SavingsProposerCannotDecide
from services.kit.errors import StaleVersion
from tests.budget.savings import BOTH, EURO, a_case, approved, euros, reported, seen, sources
from tests.budget.world import APPROVER, World

LAST_DAY = date(2020, 12, 31)


async def told_of_the_whole_year(world: World, euros: int) -> SavingsCaseView:
    case = await seen(world, await approved(world, await a_case(world)), 260_000)
    world.clock.set(datetime(2021, 1, 15, 9, tzinfo=UTC))
    return await reported(world, case, euros, seen_until=LAST_DAY, money_year=2021)


async def test_the_whole_year_seen_and_approved_closes_the_case_for_good(world: World) -> None:
    waiting = await told_of_the_whole_year(world, 320_000)
    assert (waiting.state, waiting.would_close, waiting.would_give_cents) == (SavingsState.SEEN, True, 6_000 * EURO)
    body = ApproveSavingsCase(version=waiting.version, no_stake=True)
    case = await world.as_(APPROVER).approve_seen_savings(waiting.id, body)
    assert (case.state, case.seen_until, euros(case)) == (SavingsState.CLOSED, LAST_DAY, (32_000, 0, 50_000))
    assert (case.steps[-1].deed, case.steps[-1].gave_cents, case.would_close) == (
        SavingsDeed.CLOSED,
        6_000 * EURO,
        False,
    )
    assert [source.amount_cents for source in await sources(world, 2021)] == [6_000 * EURO]
    with pytest.raises(SavingsMove):
        await reported(world, case, 900_000, seen_until=LAST_DAY)
    with pytest.raises(SavingsMove):
        await world.as_(APPROVER).approve_seen_savings(case.id, ApproveSavingsCase(version=case.version, no_stake=True))


async def test_everybody_sees_that_a_case_is_closed(world: World) -> None:
    waiting = await told_of_the_whole_year(world, 200_000)
    public = await world.api.savings_case(waiting.id)
    assert (public.state, public.would_close, public.staged_cents) == (SavingsState.APPROVED, False, 9_000 * EURO)
    body = ApproveSavingsCase(version=waiting.version, no_stake=True)
    await world.as_(APPROVER).approve_seen_savings(waiting.id, body)
    public = await world.api.savings_case(waiting.id)
    assert (public.state, public.staged_cents, public.steps[-1].by) == (SavingsState.CLOSED, 0, "approver")


async def test_closing_needs_somebody_else_and_happens_once(world: World) -> None:
    case = await approved(world, await a_case(world, BOTH))
    world.clock.set(datetime(2021, 1, 15, 9, tzinfo=UTC))
    waiting = await reported(world, case, 900_000, seen_until=LAST_DAY)
    body = ApproveSavingsCase(version=waiting.version, no_stake=True)
    with pytest.raises(SavingsProposerCannotDecide):
        await world.as_(BOTH).approve_seen_savings(waiting.id, body)
    both = (world.as_(APPROVER).approve_seen_savings(waiting.id, body) for _ in range(4))
    answers = await asyncio.gather(*both, return_exceptions=True)
    assert sum(isinstance(answer, SavingsCaseView) for answer in answers) == 1
    assert sum(isinstance(answer, StaleVersion) for answer in answers) == 3
    assert [source.amount_cents // EURO for source in await sources(world)] == [20_000, 30_000]


async def test_the_last_report_can_come_back_and_then_the_case_is_open_still(world: World) -> None:
    waiting = await told_of_the_whole_year(world, 320_000)
    back = ReturnSavingsCase(version=waiting.version, reason="De rekening is nog niet af.")
    case = await world.as_(APPROVER).return_seen_savings(waiting.id, back)
    assert (case.state, case.staged_cents) == (SavingsState.APPROVED, 9_000 * EURO)
    assert (await seen(world, case, 300_000, seen_until=LAST_DAY)).state is SavingsState.CLOSED
