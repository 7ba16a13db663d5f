"""The page on which the policy officer divides the municipality into areas, from a year on."""

import pytest

from tests.frontend.test_parts import is_part, with_htmx
from tests.support.office import a_published_split, somebody
from tests.support.world import World
from voorveld.browser import Page

pytestmark = pytest.mark.asyncio(loop_scope="module")
OFFICER = "beleidsmedewerker"


def where(year: int) -> str:
    return f"/{year}/gebieden/indelen"


def fields(page: Page, year: int) -> dict[str, str]:
    return page.form(where(year)).fields


async def test_the_page_is_linked_for_the_officer_and_shows_what_there_is(world: World) -> None:
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit((await officer.visit("/2021/gebieden")).link("/indelen"))
        page.must_say("Gebieden indelen", "Dit geldt vanaf 2021", "Zo wordt het", "Nu niets Straks niets")
        assert fields(page, 2021)["regio-WK001404"] == "oosterparkwijk"
        assert fields(page, 2021)["naam-oosterparkwijk"] == "Oosterparkwijk"
    async with somebody(world) as anybody:
        assert not [href for _, href in (await anybody.visit("/2021/gebieden")).links if "indelen" in href]
        (await anybody.visit(where(2021))).must_say("Inloggen")
    async with somebody(world, "budgethouder") as approver:
        assert (await approver.visit(where(2021))).status == 404


async def test_what_is_chosen_is_shown_first_and_holds_from_that_year_on_once_saved(world: World) -> None:
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit(where(2022))
        chosen = {"regio-WK001405": "buurten", "regio-WK001404": "", "nieuw": "Helpman", "naam-haren": "Haren e.o."}
        page = await officer.send(page, where(2022), doe="kijk", **chosen)
        page.must_say("Vervalt vanaf 2022 Oosterparkwijk", "Nu niets Straks Oosterparkwijk", "Helpman")
        neighbourhoods = sorted(name for name in fields(page, 2022) if name.startswith("regio-BU001405"))
        assert {fields(page, 2022)[name] for name in neighbourhoods} == {"helpman-en-zuidoost"}
        first, *rest = neighbourhoods
        parts = {first: "oosterparkwijk", **dict.fromkeys(rest, "nieuw:1"), "regio-WK001404": "nieuw:1"}
        saved = await officer.send(page, where(2022), doe="bewaar", **parts)
        saved.must_say("De nieuwe indeling geldt vanaf 2022.", "Helpman", "Haren e.o.")
        again = await officer.visit(where(2022))
        assert fields(again, 2022)[first] == "oosterparkwijk"
        assert fields(again, 2022)["regio-WK001404"] == "helpman"
        assert "Helpman" in (await officer.visit("/2030/gebieden")).words
        earlier = (await officer.visit("/2021/gebieden")).words
    assert "Haren e.o." not in earlier
    assert "Haren, Glimmen" in earlier


async def test_a_stale_screen_is_told_and_loses_nothing(world: World) -> None:
    async with somebody(world, OFFICER) as one, somebody(world, OFFICER) as other:
        seen = await one.visit(where(2023))
        await other.send(await other.visit(where(2023)), where(2023), doe="bewaar", **{"naam-noordwest": "Noord-west"})
        stale = await one.send(seen, where(2023), doe="bewaar", **{"regio-WK001411": "noordwest"})
        assert stale.status == 409
        stale.must_say("Iemand was je voor", "Dit had je gekozen. Het is niet bewaard.", "Noordwest")
        assert fields(stale, 2023)["naam-noordwest"] == "Noord-west"
        assert fields(stale, 2023)["regio-WK001411"] == "noordoost"
        saved = await one.send(stale, where(2023), doe="bewaar", **{"regio-WK001411": "noordwest"})
    saved.must_say("De nieuwe indeling geldt vanaf 2023.")


async def test_a_mistake_stands_at_the_area_with_what_was_chosen(world: World) -> None:
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit(where(2024))
        nameless = await officer.send(page, where(2024), doe="bewaar", **{"naam-noordwest": ""})
        assert nameless.status == 422
        nameless.must_say("Geef dit gebied een naam")
        same = {"naam-haren": "ten boer en ten post", "regio-WK001404": "noordwest"}
        twice = await officer.send(page, where(2024), doe="bewaar", **same)
        assert twice.status == 400
        twice.must_say("Er zijn twee gebieden met de naam")
        assert fields(twice, 2024)["regio-WK001404"] == "noordwest"
        empty = {name: "" for name in fields(page, 2024) if name.startswith("regio-")}
        nothing = await officer.send(page, where(2024), doe="bewaar", **empty)
        nothing.must_say("Kies voor minstens één wijk een gebied.")


async def test_the_officer_is_warned_when_the_money_is_divided_and_not_let_into_a_year_that_is_over(
    world: World,
) -> None:
    await a_published_split(world, 2020)
    async with somebody(world, OFFICER) as officer:
        (await officer.visit(where(2020))).must_say("Let op: het geld van 2020 is al verdeeld", "Deel 2021 in")
        assert "al verdeeld" not in (await officer.visit(where(2021))).words
        over = await officer.visit(where(2018))
        over.must_say("2018 is voorbij", "Deel 2019 in")
        await officer.visit("/taal/en?terug=/2020")
        english = await officer.visit(where(2020))
        english.must_say("Divide into areas", "the money of 2020 is divided already")


async def test_with_htmx_the_form_is_answered_with_the_form_alone(world: World) -> None:
    async with with_htmx(world, OFFICER) as officer:
        page = await officer.visit(where(2025))
        shown = await officer.send(page, where(2025), doe="kijk", nieuw="Nieuw")
        assert (shown.status, is_part(shown)) == (200, True)
        shown.must_say("Het is nog niet bewaard.")
        assert "naam-nieuw:1" in fields(shown, 2025)
