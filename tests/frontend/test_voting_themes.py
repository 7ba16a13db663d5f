"""A round with a budget per theme and a part for the last plan, on its pages: set, said of each plan, its outcome."""

import pytest
import pytest_asyncio

from frontend.forms.form import Form
from frontend.forms.themes import typed_themes
from tests.support.office import a_published_split, somebody
from tests.support.voting import (
    BEFORE,
    DURING,
    a_round_typed,
    a_set_round,
    an_open_idea,
    at,
    cast,
    counted,
    printed_codes,
)
from tests.support.world import World
from voorveld.browser import Page, Person

pytestmark = pytest.mark.asyncio(loop_scope="module")
HERE = "oosterparkwijk"
OFFICER, APPROVER = "beleidsmedewerker", "budgethouder"
THEMES = "Sport: 400\nGroen en tuin € 300,00"


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def split(world: World) -> None:
    await a_published_split(world, 2020)


@pytest.fixture(autouse=True)
def november(world: World) -> None:
    at(world, BEFORE)


async def a_round_in_themes(world: World) -> Page:
    """Plans: 1 a wall of 600, 2 judo of 300, 3 music of 300; 1,000 to divide, of which 400 for sport."""
    for words, euros in (("Een klimmuur", 600), ("Judo op woensdag", 300), ("Muziek in het park", 300)):
        await an_open_idea(world, HERE, words, euros)
    return await a_set_round(world, HERE, manier="greedy", themas=THEMES, deel="ja")


async def test_from_themes_to_a_part_in_the_outcome_and_the_final_page(world: World) -> None:
    managed = await a_round_in_themes(world)
    address = managed.address.removesuffix("/opzet")
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit(managed.address)
        wrong = await say(officer, page, 1, minder="700")
        assert wrong.status == 400
        wrong.must_say("Vul niet meer in dan het plan kost")
        assert wrong.form("/plannen/1/afspraak").fields["minder-1"] == "700"
        page = await say(officer, await officer.visit(managed.address), 1, thema="Sport", minder="250")
        page.must_say("De afspraken over plan 1 zijn bewaard.", "Thema: Sport. Kan ook met € 250.")
        page = await say(officer, page, 2, thema="Sport")
        await officer.send(page, "/bekendmaking", waar="Gemeenteblad 12")
    at(world, DURING)
    async with somebody(world) as anybody:
        (await anybody.visit(address)).must_say(
            "Elk thema heeft eigen geld: Sport € 400; Groen en tuin € 300. We tellen eerst per thema.",
            "Wat daarna over is, gaat naar plannen die nog geen geld hebben",
            "Dan krijgt het beste plan dat ook met minder kan, een deel.",
            "Kan ook met € 250.",
        )
    for code, ballot in zip(await printed_codes(world, address, 4), [(1,), (1, 2), (1, 2, 3), (1, 3)], strict=True):
        await cast(world, address, code, *ballot)
    await counted(world)
    async with somebody(world) as anybody:
        page = await anybody.visit(address)
        # Sport: judo. Left 700: the wall asks 600 and has most votes, music no longer fits.
        page.must_say("Krijgt geld volgens de telling € 900", "Gesteund door 2. Er was genoeg geld voor het thema.")
    async with somebody(world, APPROVER) as approver:
        (await approver.visit(f"{address}/vaststelling")).must_say("Geld. Gesteund door 4.")


async def test_a_part_is_shown_as_a_part(world: World) -> None:
    """Swimming takes 600 of the 1,000 first; the wall asks 600 too and can do with 250.50: it gets 400."""
    for words, euros in (("Een klimwand", 600), ("Zwemmen in de zomer", 600)):
        await an_open_idea(world, HERE, words, euros)
    managed = await a_set_round(world, HERE, manier="greedy", deel="ja")
    address = managed.address.removesuffix("/opzet")
    async with somebody(world, OFFICER) as officer:
        page = await say(officer, await officer.visit(managed.address), 1, minder="250,50")
        page.must_say("Kan ook met € 250,50.")
        page = await say(officer, await officer.visit(page.link("/taal/en")), 1)
        page.must_say("Can do with €250.50 too.")
        await officer.visit(page.link("/taal/nl"))
        page = await officer.visit(managed.address)
        await officer.send(page, "/bekendmaking", waar="Gemeenteblad 12")
    at(world, DURING)
    for code, ballot in zip(await printed_codes(world, address, 3), [(2,), (1, 2), (2,)], strict=True):
        await cast(world, address, code, *ballot)
    await counted(world)
    async with somebody(world, APPROVER) as approver:
        page = await approver.visit(address)
        page.must_say("€ 400 van € 600", "en krijgt de € 400 die over was.", "een deel: € 400", "€ 1.000")
        page = await approver.visit(f"{address}/vaststelling")
        page.must_say("Een deel: € 400.")
        done = await approver.send(page, "/vaststelling", geen_belang="ja")
        done.must_say("De uitslag is vastgesteld.", "€ 400 van € 600")


async def say(officer: Person, page: Page, number: int, **typed: str) -> Page:
    named = {f"{name}-{number}": value for name, value in typed.items()}
    return await officer.send(page, f"/plannen/{number}/afspraak", **named)


async def test_what_is_wrong_with_themes_is_said_at_the_field_and_stays(world: World) -> None:
    where = "/2020/stemmen/nieuw"
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit(where)
        line = list(page.form(where).options["regel"].values())[1]
        page = await officer.send(page, where, **a_round_typed(line, themas="Sport 800\nGroen 300"))
        assert page.status == 422
        page.must_say("De thema's hebben samen meer geld dan er te verdelen is.")
        assert page.form(where).fields["themas"] == "Sport 800\nGroen 300"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Sport", "Dit lukt niet: Sport"),
        ("Sport, spel 200", "zonder komma"),
        ("Sport 0", "Dit lukt niet"),
        ("Sport 100\nSport 200", "één keer"),
        ("x" * 61 + " 5", "Dit lukt niet"),
        ("\n".join(f"Thema{at} 1" for at in range(21)), "te veel thema's"),
    ],
)
async def test_a_line_that_is_no_theme_says_what_to_do(typed: str, said: str) -> None:
    form = Form(None, "nl", themas=typed)
    assert typed_themes(form, "themas", 0) == []
    assert said in form.errors["themas"]


async def test_themes_are_read_as_people_write_them() -> None:
    form = Form(None, "nl", themas=" Sport:  2.000\r\n\nGroen en tuin € 1.250,50 \nKunst 4 = 300,-")
    assert [(theme.name, theme.budget_cents) for theme in typed_themes(form, "themas", 1_000_000)] == [
        ("Sport", 200_000),
        ("Groen en tuin", 125_050),
        ("Kunst 4", 30_000),
    ]
    assert not form.errors
