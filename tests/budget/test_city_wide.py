"""Ideas for the whole city: a line and a circle of their own, told so or sent on by an area."""

import json
from typing import Any

import asyncpg
import pytest

from services.budget.contract.deliberations import SendToCity
from services.budget.contract.initiatives import DeclareStake, InitiativeState, InitiativeView
from services.budget.contract.refusals import HasStake, InitiativeMove, NoMoneyForCity, NotOfThisCircle
from services.budget.contract.schemes import Way
from services.budget.contract.splits import LineKind
from services.budget.domain.circle import WHOLE_CITY
from services.kit.caller import Caller
from services.kit.errors import StaleVersion
from tests.budget.schemes import a_published_scheme
from tests.budget.world import (
    AREA,
    OFFICER,
    YEAR,
    World,
    a_key,
    a_published_split,
    a_resident,
    a_worker,
    an_awarded_initiative,
    an_idea,
    an_open_initiative,
    areas_line,
    outcomes,
    yes,
)
from tests.support.apps import a_person

CITY_WORKER, CITY_RESIDENT = a_person(("city_worker", None)), a_person(("city_resident", None))


def a_reason(idea: InitiativeView) -> SendToCity:
    return SendToCity(version=idea.version, reason="Kinderen uit de hele stad doen mee.")


async def test_an_idea_for_the_whole_city_is_decided_by_its_own_circle_from_its_own_money(world: World) -> None:
    await a_published_split(world)
    idea = await an_open_initiative(world, area_id=None)
    assert (idea.area_id, idea.area_name) == (None, "Hele gemeente")
    (seen,) = await world.as_(CITY_WORKER).decisions(YEAR, None)
    assert (seen.initiative.id, seen.money.kind) == (idea.id, LineKind.CITY_WIDE)
    assert await world.as_(a_worker()).decisions(YEAR, AREA) == []
    awarded = await yes(world, CITY_RESIDENT, await yes(world, CITY_WORKER, idea))
    assert awarded.state is InitiativeState.AWARDED
    (line,) = [line for line in (await world.api.money(YEAR)).lines if line.kind is LineKind.CITY_WIDE]
    assert (line.awarded_cents, line.left_cents) == (80_000, line.ceiling_cents - 80_000)
    letter = (await world.mails())[-1][2]
    assert "Een bewoner en een werker uit de hele gemeente" in letter
    told = json.loads(await world.api.open_data_file(YEAR, "awards"))["rows"]
    assert [(award["areaId"], award["awardedCents"]) for award in told] == [(None, 80_000)]
    said = world.app.state.office.say
    assert {language: said("line.city_wide", language) for language in WHOLE_CITY} == WHOLE_CITY


@pytest.mark.parametrize("outsider", [a_worker(), a_resident(), OFFICER, a_person(("area_worker", None))])
async def test_who_decides_in_an_area_does_not_decide_for_the_whole_city(world: World, outsider: Caller) -> None:
    await a_published_split(world)
    idea = await an_open_initiative(world, area_id=None)
    with pytest.raises(NotOfThisCircle):
        await yes(world, outsider, idea)
    with pytest.raises(NotOfThisCircle):
        await world.as_(outsider).decisions(YEAR, None)


async def test_who_decides_for_the_whole_city_does_not_decide_in_an_area(world: World) -> None:
    await a_published_split(world)
    idea = await an_open_initiative(world)
    with pytest.raises(NotOfThisCircle):
        await yes(world, CITY_WORKER, idea)


async def test_without_money_for_the_whole_city_nobody_tells_an_idea_for_it(world: World) -> None:
    await a_published_split(world, lines=[areas_line(share="1")])
    with pytest.raises(NoMoneyForCity):
        await world.api.submit_idea(an_idea(area_id=None), key=a_key())
    idea = await an_open_initiative(world)
    with pytest.raises(NoMoneyForCity):
        await world.as_(a_worker()).send_to_city(idea.id, a_reason(idea))


async def test_an_area_sends_an_idea_on_with_a_reason_that_the_applicant_reads(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, city_wide_way=Way.CONSENT)
    idea = await yes(world, a_worker(), await an_open_initiative(world))
    idea = (await world.api.initiatives(YEAR))[0]
    told = await world.as_(a_resident()).send_to_city(idea.id, a_reason(idea))
    assert told.risen is not None
    assert (told.risen.area_id, told.risen.reason) == (AREA, "Kinderen uit de hele stad doen mee.")
    now = await world.api.initiative(idea.id)
    assert (now.area_id, now.yes_by, now.version) == (None, [], idea.version + 1)
    to, _, text = (await world.mails())[-1]
    assert to == "sanne@voorbeeld.nl"
    assert "Kinderen uit de hele stad doen mee." in text
    assert f"/mijn-idee/{idea.id}" in text
    assert await world.as_(a_worker()).decisions(YEAR, AREA) == []
    assert await world.api.deliberation(idea.id) == told
    lines = {line.kind: line for line in (await world.api.money(YEAR)).lines if line.asked_cents}
    assert list(lines) == [LineKind.CITY_WIDE]


async def test_only_its_own_circle_sends_an_idea_on_and_only_while_it_is_open(world: World) -> None:
    await a_published_split(world)
    idea = await an_open_initiative(world)
    for outsider in (a_worker("beijum"), CITY_WORKER, OFFICER):
        with pytest.raises(NotOfThisCircle):
            await world.as_(outsider).send_to_city(idea.id, a_reason(idea))
    with pytest.raises(StaleVersion):
        await world.as_(a_worker()).send_to_city(idea.id, SendToCity(version=idea.version + 1, reason="Groot."))
    concerned = a_resident()
    idea = await world.as_(concerned).declare_stake(idea.id, DeclareStake(version=idea.version), key=a_key())
    with pytest.raises(HasStake):
        await world.as_(concerned).send_to_city(idea.id, a_reason(idea))
    done = await an_awarded_initiative(world, contact_email="b@voorbeeld.nl")
    with pytest.raises(InitiativeMove):
        await world.as_(a_worker()).send_to_city(done.id, a_reason(done))
    with pytest.raises(asyncpg.RaiseError):
        await world.rows(f"UPDATE initiatives SET area_id = NULL WHERE id = '{done.id}'")


async def test_sent_on_twice_at_once_it_goes_once_and_never_while_it_is_awarded(world: World) -> None:
    await a_published_split(world)
    idea = await yes(world, a_worker(), await an_open_initiative(world))
    calls: list[Any] = [lambda: world.as_(a_worker()).send_to_city(idea.id, a_reason(idea)) for _ in range(2)]
    calls.append(lambda: yes(world, a_resident(), idea))
    answers = await outcomes(calls)
    assert sum(not isinstance(answer, Exception) for answer in answers) == 1
    now = await world.api.initiative(idea.id)
    assert (now.area_id is None) == (now.state is InitiativeState.OPEN)
