"""An empty pot: ideas wait in order, hear where else money is, and hear it when money comes free."""

from datetime import UTC, datetime, timedelta

import pytest

from services.budget.contract.deliberation_refusals import EnoughLeft, WaitsAlready
from services.budget.contract.deliberations import Deliberation, PutOnWaitingList, Waiting
from services.budget.contract.initiatives import InitiativeState, InitiativeView
from services.budget.contract.ledger import ReleaseAward
from services.budget.contract.refusals import NotOfThisCircle
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
    an_open_initiative,
    outcomes,
    yes,
)

FUND = {"name": "Oranje Fonds", "text": "voor buurten", "url": "https://www.oranjefonds.nl"}


async def an_empty_pot(world: World) -> InitiativeView:
    """All money of the area went to one idea."""
    await a_published_split(world)
    await a_published_scheme(world, other_funds=[FUND], new_money_on="2021-01-04")
    line = next(line for line in (await world.api.money(YEAR)).lines if line.area_id == AREA)
    return await an_awarded_initiative(world, amount_cents=line.left_cents, contact_email="groot@voorbeeld.nl")


async def waits(world: World, who: Caller, idea: InitiativeView) -> Deliberation:
    body = PutOnWaitingList(version=idea.version)
    return await world.as_(who).put_on_waiting_list(idea.id, body, key=a_key())


async def told(world: World, email: str) -> list[str]:
    return [subject + text for to, subject, text in await world.mails() if to == email]


async def freed(world: World, awarded: InitiativeView, cents: int) -> None:
    body = ReleaseAward(
        initiative_id=awarded.id, amount_cents=cents, document="Brief 1", ground="withdrawn_by_applicant"
    )
    await world.as_(OFFICER).release_award(body, key=a_key())
    await world.do_work()


async def test_ideas_wait_in_order_and_hear_their_place_other_funds_and_the_next_date(world: World) -> None:
    await an_empty_pot(world)
    first = await an_open_initiative(world, contact_email="a@voorbeeld.nl")
    second = await an_open_initiative(world, contact_email="b@voorbeeld.nl")
    for idea in (first, second):
        assert (await world.as_(a_worker()).deliberation(idea.id)).may_wait
    assert (await waits(world, a_worker(), first)).waiting == Waiting(
        place=1, since=world.clock.today(), noticed_on=None
    )
    world.clock.set(world.clock.now() + timedelta(minutes=1))
    found = await waits(world, a_resident(), second)
    assert found.waiting is not None
    assert (found.waiting.place, found.may_wait) == (2, False)
    assert [fund.name for fund in found.other_funds] == ["Oranje Fonds"]
    text = (await told(world, "b@voorbeeld.nl"))[-1]
    for said in ("nummer 2", "Oranje Fonds, voor buurten, https://www.oranjefonds.nl", "4 januari 2021"):
        assert said in text
    assert (await world.api.initiative(second.id)).state is InitiativeState.OPEN


async def test_a_date_of_new_money_that_went_by_is_not_told_any_more(world: World) -> None:
    await an_empty_pot(world)
    idea = await an_open_initiative(world)
    await waits(world, a_worker(), idea)
    for day, is_told in ((4, True), (5, False)):
        world.clock.set(datetime(2021, 1, day, 12, tzinfo=UTC))
        assert ((await world.as_(a_worker()).deliberation(idea.id)).new_money_on is not None) is is_told


async def test_when_money_comes_free_the_first_that_fits_hears_it_once_and_can_be_awarded(world: World) -> None:
    large = await an_empty_pot(world)
    first = await an_open_initiative(world, contact_email="a@voorbeeld.nl", amount_cents=100_000)
    second = await an_open_initiative(world, contact_email="b@voorbeeld.nl", amount_cents=30_000)
    await waits(world, a_worker(), first)
    world.clock.set(world.clock.now() + timedelta(minutes=1))
    await waits(world, a_worker(), second)
    await freed(world, large, 40_000)
    assert not any("Er is geld vrij voor" in text for text in await told(world, "a@voorbeeld.nl"))
    assert sum("Er is geld vrij voor" in text for text in await told(world, "b@voorbeeld.nl")) == 1
    await freed(world, large, 90_000)
    assert sum("Er is geld vrij voor" in text for text in await told(world, "a@voorbeeld.nl")) == 1
    assert sum("Er is geld vrij voor" in text for text in await told(world, "b@voorbeeld.nl")) == 1
    seen = await world.api.initiative(first.id)
    await yes(world, a_resident(), await yes(world, a_worker(), seen))
    left = (await world.api.deliberation(second.id)).waiting
    assert left is not None
    assert (left.place, left.noticed_on) == (1, world.clock.today())
    assert (await world.api.deliberation(first.id)).waiting is None


async def test_only_an_idea_that_does_not_fit_waits_and_only_its_circle_lets_it(world: World) -> None:
    await a_published_split(world)
    idea = await an_open_initiative(world)
    assert not (await world.as_(a_worker()).deliberation(idea.id)).may_wait
    with pytest.raises(EnoughLeft):
        await waits(world, a_worker(), idea)
    large = await an_open_initiative(world, contact_email="b@voorbeeld.nl", amount_cents=90_000_000)
    for outsider in (OFFICER, a_worker("beijum")):
        with pytest.raises(NotOfThisCircle):
            await waits(world, outsider, large)
    with pytest.raises(StaleVersion):
        await waits(world, a_worker(), large.model_copy(update={"version": large.version + 1}))


async def test_put_on_the_list_four_times_at_once_it_stands_there_once(world: World) -> None:
    await an_empty_pot(world)
    idea = await an_open_initiative(world, contact_email="a@voorbeeld.nl")
    answers = await outcomes([lambda: waits(world, a_worker(), idea) for _ in range(4)])
    assert sum(isinstance(answer, Deliberation) for answer in answers) == 1
    assert sum(isinstance(answer, WaitsAlready) for answer in answers) == 3
    assert sum("wachtlijst" in text for text in await told(world, "a@voorbeeld.nl")) == 1
