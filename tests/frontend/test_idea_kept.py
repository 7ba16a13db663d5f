"""An idea on the page while it is typed: kept by a button, shared by a link, two texts at once, nothing lost."""

import json
import re
from pathlib import Path

import pytest
import pytest_asyncio

from tests.support.office import a_published_split, somebody
from tests.support.site import a_browser, token_of
from tests.support.world import World
from voorveld.browser import Page, Person

pytestmark = pytest.mark.asyncio(loop_scope="module")
YEAR = 2063
HERE = f"/{YEAR}/gebieden/noordoost/idee"
IDEA = {
    "wat": "Een middag met muziek voor de hele straat",
    "bedrag": "300",
    "wanneer": "In mei",
    "waar": "Het plein",
    "naam": "Noor",
    "email": "noor.bewaart@voorbeeld.nl",
    "akkoord": "ja",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def divided(world: World) -> None:
    """Money for the year, whichever of these tests comes first."""
    await a_published_split(world, YEAR)


async def keep(person: Person, page: Page | None = None, **typed: str) -> Page:
    return await person.send(page or await person.visit(HERE), "/idee", **typed, actie="bewaar")


def link_of(page: Page) -> str:
    return page.link("/idee/verder/").removeprefix("http://voorveld.test")


async def test_half_an_idea_is_kept_by_a_button_and_opens_on_another_device(world: World) -> None:
    async with somebody(world) as here, somebody(world) as there:
        page = await keep(here, wat="Een mid", bedrag="driehonderd")
        page.must_say("Bewaard. Je kunt later verder")
        elsewhere = await there.visit(link_of(page))
        assert elsewhere.form("/idee").fields["wat"] == "Een mid"
        assert elsewhere.form("/idee").fields["bedrag"] == "driehonderd"
        (await here.visit(HERE)).must_say("Je was al bezig met een idee.")
        again = await here.visit((await here.visit(HERE)).link("/idee/concept/"))
        assert again.form("/idee").fields["wat"] == "Een mid"


async def test_two_texts_at_one_field_are_both_shown_and_one_is_chosen_before_it_is_sent(world: World) -> None:
    async with somebody(world) as sanne, somebody(world) as noor:
        hers = await keep(sanne, wat="Een middag")
        of_noor = await noor.visit(link_of(hers))
        await keep(sanne, hers, wat="Een middag met muziek voor de straat")
        both = await keep(noor, of_noor, wat="Een middag met dans voor de straat", waar="Het plein")
        both.must_say("Deze tekst is er ook.", "Een middag met dans voor de straat")
        assert both.form("/idee").fields["wat"] == "Een middag met muziek voor de straat"
        assert both.form("/idee").fields["waar"] == "Het plein"
        refused = await noor.send(both, "/idee", **{**IDEA, "wat": both.form("/idee").fields["wat"]})
        assert refused.status == 409
        refused.must_say("Een middag met dans voor de straat")
        chosen = await noor.send(refused, "/idee", actie="neem:wat:0")
        assert chosen.form("/idee").fields["wat"] == "Een middag met dans voor de straat"
        assert "Deze tekst is er ook." not in chosen.words
        sent = await noor.send(chosen, "/idee", akkoord="ja")
        sent.must_say("Vul de code in")
        late = await keep(sanne, hers, wat="Nog iets anders")
        late.must_say("Vul de code in")
        (await sanne.visit(link_of(hers))).must_say("Vul de code in")


async def test_what_somebody_else_typed_is_seen_before_it_is_sent(world: World) -> None:
    async with somebody(world) as sanne, somebody(world) as noor:
        hers = await keep(sanne, **IDEA)
        of_noor = await noor.visit(link_of(hers))
        await keep(noor, of_noor, bedrag="450")
        page = await sanne.send(hers, "/idee", akkoord="ja")
        assert page.status == 409
        page.must_say("Iemand anders met de link typte ook.")
        assert page.form("/idee").fields["bedrag"] == "450"
        (await sanne.send(page, "/idee", akkoord="ja")).must_say("Vul de code in")


async def test_sending_twice_from_an_old_screen_is_one_idea(world: World) -> None:
    async with somebody(world) as sanne:
        page = await keep(sanne, **{**IDEA, "email": "twee.keer@voorbeeld.nl"})
        first = await sanne.send(page, "/idee", akkoord="ja")
        second = await sanne.send(page, "/idee", akkoord="ja")
        assert first.address == second.address
        fresh = await sanne.visit(HERE)
        assert "Je was al bezig" not in fresh.words


async def test_a_script_keeps_what_is_typed_and_hears_what_to_carry_from_here_on(world: World) -> None:
    async with somebody(world) as sanne:
        fields = (await sanne.visit(HERE)).form("/idee").fields
        first = json.loads((await sanne.post(f"{HERE}/bewaar", {**fields, "wat": "Een mid"})).text)
        assert first["nieuws"] == {}
        marks = {name: first[name] for name in ("concept", "versie", "gezien")}
        second = json.loads((await sanne.post(f"{HERE}/bewaar", {**fields, **marks, "wat": "Een middag"})).text)
        assert second["concept"] == first["concept"]
        page = await sanne.visit(second["adres"])
        assert page.form("/idee").fields["wat"] == "Een middag"


async def test_a_draft_can_be_mailed_and_thrown_away(world: World) -> None:
    async with somebody(world) as sanne:
        page = await keep(sanne, wat="Een mid")
        (await sanne.send(page, "/link", link_naar="geen adres")).must_say("Dit e-mailadres klopt nog niet.")
        (await sanne.send(page, "/link", link_naar="sanne@voorbeeld.nl")).must_say("We hebben de link gemaild.")
        await world.settle()
        mail = sorted((world.data / "mail").glob("*.eml"))[-1].read_text()
        assert re.search(r"/idee/verder/", mail)
        (await sanne.send(page, "/weg")).must_say("Weggegooid.")
        (await sanne.visit(link_of(page))).must_say("Deze link werkt niet meer")


async def test_while_no_service_answers_the_form_keeps_what_was_typed(tmp_path: Path) -> None:
    async with a_browser(tmp_path) as browser:
        token = await token_of(browser)
        typed = {**IDEA, "csrf": token}
        answer = await browser.post(f"/{YEAR}/gebieden/noordoost/idee", data=typed)
        assert answer.status_code == 503
        for text in (IDEA["wat"], "300", "In mei", "Het plein", "Noor", IDEA["email"]):
            assert text in answer.text
        kept = await browser.post(f"/{YEAR}/gebieden/noordoost/idee/bewaar", data=typed)
        assert kept.status_code == 503
