"""Targets of the programme's figures: four eyes, and a verdict that anybody can repeat and that says nothing hidden."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from services.kit.caller import NotYours
from services.monitoring.contract.programme_refusals import (
    TargetDoesNotFit,
    TargetProposerCannotApprove,
    UnknownProgrammeKpi,
    UnknownTarget,
)
from services.monitoring.contract.programme_targets import ProposeTarget, TargetView
from services.monitoring.domain.programme.kpis import BY_CODE
from services.monitoring.domain.programme.targets import is_settled, may_be, verdict
from tests.monitoring.test_areas import a_full_result, told
from tests.monitoring.test_programme import delivered, mark, shown
from tests.monitoring.world import APPROVER, World, a_kpi

COUNT, SHARE, GRADE, PEOPLE = (
    BY_CODE[code] for code in ("children_joined", "good_together", "near_score", "children_light_help")
)


def test_a_count_that_is_reached_cannot_fall_and_the_rest_waits_until_april() -> None:
    assert not is_settled(2020, date(2021, 3, 31))
    assert is_settled(2020, date(2021, 4, 1))
    assert verdict(COUNT, Decimal(25), Decimal(25), settled=False) == "met"
    assert verdict(COUNT, Decimal(25), Decimal(24), settled=False) == "too_early"
    for kpi in (SHARE, GRADE, PEOPLE):
        assert verdict(kpi, Decimal(3), Decimal(4), settled=False) == "too_early"
        assert verdict(kpi, Decimal(3), Decimal(4), settled=True) == "met"
        assert verdict(kpi, Decimal(3), Decimal(2), settled=True) == "not_met"


def test_without_a_number_to_show_nothing_is_said_of_it() -> None:
    assert verdict(PEOPLE, Decimal(3), None, settled=True) == "not_known"
    assert verdict(PEOPLE, Decimal(3), None, settled=False) == "too_early"


@pytest.mark.parametrize(
    ("code", "number", "fits"),
    [
        ("good_together", "100", True),
        ("good_together", "101", False),
        ("near_score", "3.5", True),
        ("near_score", "5.1", False),
        ("children_joined", "250", True),
        ("children_joined", "2.5", False),
    ],
)
def test_a_target_fits_the_unit_of_its_figure(code: str, number: str, fits: bool) -> None:
    assert may_be(BY_CODE[code], Decimal(number)) is fits


async def proposed(world: World, code: str, number: str) -> TargetView:
    body = ProposeTarget(year=2020, programme_kpi=code, number=Decimal(number))
    return await world.officer.propose_target(body, key=str(uuid4()))


async def in_force(world: World, code: str, number: str) -> TargetView:
    target = await proposed(world, code, number)
    return await world.client.on_behalf_of(APPROVER).approve_target(target.id)


async def test_a_target_is_public_once_somebody_else_approved_it(world: World) -> None:
    waiting = await proposed(world, "children_joined", "25")
    assert (waiting.state, waiting.may_approve) == ("proposed", False)
    assert (await shown(world, "children_joined")).target is None
    with pytest.raises(TargetProposerCannotApprove):
        await world.officer.approve_target(waiting.id)
    approver = world.client.on_behalf_of(APPROVER)
    assert [each.may_approve for each in await approver.programme_targets(2020)] == [True]
    await approver.approve_target(waiting.id)
    target = (await shown(world, "children_joined")).target
    assert target
    assert (target.number, target.verdict) == (25, "too_early")
    assert (await shown(world, "children_joined", 2021)).target is None
    with pytest.raises(UnknownTarget):
        await approver.approve_target(waiting.id)


async def test_a_next_one_stands_beside_it_until_approved_and_one_taken_back_is_gone(world: World) -> None:
    first = await in_force(world, "ideas_done", "5")
    await proposed(world, "ideas_done", "7")
    await proposed(world, "ideas_done", "8")
    states = [(each.number, each.state) for each in await world.officer.programme_targets(2020)]
    assert states == [(5, "in_force"), (8, "proposed")]
    await in_force(world, "ideas_done", "9")
    [now] = await world.officer.programme_targets(2020)
    assert (now.number, now.state) == (9, "in_force")
    with pytest.raises(UnknownTarget):
        await world.officer.end_target(first.id)
    await world.officer.end_target(now.id)
    assert (await shown(world, "ideas_done")).target is None


async def test_what_cannot_be_a_target_is_refused_and_only_officers_propose(world: World) -> None:
    with pytest.raises(TargetDoesNotFit):
        await proposed(world, "near_score", "6")
    with pytest.raises(UnknownProgrammeKpi):
        await proposed(world, "happiness", "6")
    body = ProposeTarget(year=2020, programme_kpi="ideas_done", number=Decimal(3))
    with pytest.raises(NotYours):
        await world.client.on_behalf_of(APPROVER).propose_target(body, key=str(uuid4()))


async def test_what_initiatives_told_meets_it_at_once(world: World) -> None:
    await told(world, a_full_result(uuid4(), 1, 30, 4, ""))
    await in_force(world, "children_joined", "30")
    target = (await shown(world, "children_joined")).target
    assert target
    assert target.verdict == "met"


async def test_a_hidden_number_meets_nothing_also_when_the_year_is_settled(world: World) -> None:
    software = await world.software(kpis=[a_kpi()])
    await mark(world, "children_light_help", software.partner_id)
    world.clock.moment = datetime(2021, 1, 5, 9, tzinfo=UTC)
    await delivered(software, 3, 20, 30, period="2020-Q4")
    await in_force(world, "children_light_help", "10")
    world.clock.moment = datetime(2021, 4, 1, 9, tzinfo=UTC)
    kpi = await shown(world, "children_light_help")
    assert kpi.quarters[-1].status == "too_small"
    assert kpi.target
    assert kpi.target.verdict == "not_known"
