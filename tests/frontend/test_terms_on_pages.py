"""Pages say the terms that this municipality set, and stand without them when budget does not answer."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from services.budget.contract.client import BudgetClient
from tests.support.office import a_published_split, somebody
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def terms(world: World) -> Iterator[object]:
    """Sets other terms for one test: `terms(answer_weeks=1)`."""
    budget, site = world.apps["budget"], world.apps["frontend"].state.site
    office = budget.state.office

    def set_to(**changed: int) -> None:
        budget.state.office = replace(office, settings=office.settings.model_copy(update=changed))
        site.forget()

    yield set_to
    set_to()


async def words(world: World, path: str) -> str:
    async with somebody(world) as anybody:
        return (await anybody.visit(path)).words


async def test_as_the_settings_come_they_are_four_weeks_thirty_days_and_two_years(world: World) -> None:
    assert "Binnen 4 weken weet je het." in await words(world, "/2020")
    privacy = await words(world, "/privacy")
    assert privacy.count("tot en met 31 december, 2 jaar na het jaar van het geld; 30 dagen als je het idee niet") == 2
    assert "wissen we na 30 dagen" in privacy
    assert "geld van 2019? Dan bewaren we je naam en e-mailadres tot en met 31 december 2021." in privacy


async def test_other_settings_are_what_the_pages_say(world: World, terms) -> None:  # type: ignore[no-untyped-def]
    await a_published_split(world, 2026)
    terms(answer_weeks=1, unconfirmed_days=14, keep_applicant_years=1)
    assert "Binnen 1 week weet je het." in await words(world, "/2020")
    assert "Binnen 1 week De buurt beslist." in await words(world, "/2026/gebieden/noordoost/idee")
    privacy = await words(world, "/privacy")
    for sentence in ("1 jaar na het jaar van het geld; 14 dagen", "na 14 dagen", "tot en met 31 december 2020."):
        assert sentence in privacy
    assert "30 dagen" not in privacy
    terms(keep_applicant_years=0)
    assert "tot en met 31 december van het jaar van het geld; 30 dagen" in await words(world, "/privacy")


async def test_in_english_too(world: World, terms) -> None:  # type: ignore[no-untyped-def]
    terms(answer_weeks=6, keep_applicant_years=1)
    async with somebody(world) as anybody:
        await anybody.visit("/taal/en?terug=/2020")
        (await anybody.visit("/2020")).must_say("You know within 6 weeks.")
        (await anybody.visit("/privacy")).must_say("until 31 December, 1 year after the year of the money; 30 days")


async def test_without_budget_the_pages_stand_and_say_no_number(world: World) -> None:
    site = world.apps["frontend"].state.site
    budget = site.budget
    site.forget()
    site.budget = BudgetClient("http://nobody", transport=httpx.MockTransport(lambda _: httpx.Response(503)))
    try:
        privacy, home = await words(world, "/privacy"), await words(world, "/2020")
    finally:
        await site.budget.close()
        site.budget = budget
        site.forget()
    assert "hoe lang precies, is nu even niet te zien" in privacy
    assert "Bewoners en het wijkteam beslissen samen." in home
    assert "None" not in privacy + home
