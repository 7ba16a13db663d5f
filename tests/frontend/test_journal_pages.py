"""The open journal on the pages: its people write, everybody reads, the circle asks and says it wants to talk."""

import pytest
import pytest_asyncio

from tests.support.money import a_followed_award, two_circles
from tests.support.office import somebody
from tests.support.world import World
from voorveld.browser import Page
from voorveld.example_stage import a_picture

pytestmark = pytest.mark.asyncio(loop_scope="module")
ENTRY = {"bedrag": "45,50", "wat": "Limonade", "dag": "2019-10-30"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def circle(world: World) -> dict[str, str]:
    return await two_circles(world)


async def written(world: World, link: str, idea: str, **typed: str) -> Page:
    async with somebody(world) as me:
        await me.visit(link)
        form = await me.visit(f"/mijn-idee/{idea}/kasboek")
        files = {"foto": ("bon.png", a_picture(), "image/png")}
        return await me.send_files(form, f"{idea}/kasboek", files, **{**ENTRY, **typed})


async def test_what_is_written_stands_on_the_page_of_the_idea(world: World, circle: dict[str, str]) -> None:
    idea, link = await a_followed_award(world, circle, "Anna", "300")
    page = await written(world, link, idea)
    page.must_say("Het staat erin.", "Limonade", "45,50", "Bekijk het bonnetje")
    async with somebody(world) as anybody:
        seen = await anybody.visit(f"/ideeen/{idea}")
    seen.must_say(
        "Het kasboek", "Limonade", "Samen uitgegeven 45,50", "Gekregen van de buurt 300", "contactpersoon van"
    )
    assert not [form for form in seen.forms if "/kasboek" in form.action]


async def test_a_mistake_comes_back_at_its_field_and_the_photo_is_kept(world: World, circle: dict[str, str]) -> None:
    idea, link = await a_followed_award(world, circle, "Bas", "300")
    page = await written(world, link, idea, dag="2031-01-01", bedrag="12")
    assert page.status == 400
    page.must_say("Kies een dag die geweest is", "Je foto is al bewaard.")
    assert "#dag" in [href for _, href in page.links]
    empty = await written(world, link, idea, dag="", bedrag="", wat="")
    assert empty.status == 422
    empty.must_say("3 dingen kloppen nog niet")


async def test_the_circle_asks_talks_and_settles_and_the_applicant_answers(
    world: World, circle: dict[str, str]
) -> None:
    idea, link = await a_followed_award(world, circle, "Cor", "300")
    where = f"{idea}/kasboek/bericht"
    async with somebody(world, "wijkteam", circle["Willem"]) as worker:
        page = await worker.visit(f"/ideeen/{idea}")
        asking = next(form for form in page.forms if form.fields.get("soort") == "vraag")
        talking = next(form for form in page.forms if form.fields.get("soort") == "zorg")
        empty = Page(await worker.post(asking.action, {**asking.fields, "tekst-vraag": ""}))
        assert empty.status == 422
        empty.must_say("Schrijf een paar woorden")
        page = Page(await worker.post(asking.action, {**asking.fields, "tekst-vraag": "Waar is dat?", "namens": "ja"}))
        page.must_say("Waar is dat?", "gevraagd door iemand uit de buurt")
        page = Page(await worker.post(talking.action, {**talking.fields, "tekst-zorg": "Wij snappen dit niet."}))
        page.must_say("De buurt wil hierover praten.", "Wij snappen dit niet.")
        settle = next(form for form in page.forms if form.fields.get("soort") == "besproken")
        field = f"tekst-{settle.fields['over']}"
        done = Page(await worker.post(settle.action, {**settle.fields, field: "Gebeld, het klopt."}))
        done.must_say("Hierover is gepraat:", "Gebeld, het klopt.")
        assert "De buurt wil hierover praten." not in done.words
    async with somebody(world) as me:
        await me.visit(link)
        page = await me.visit(f"/mijn-idee/{idea}/kasboek")
        answer = next(form for form in page.forms if form.fields.get("soort") == "antwoord")
        assert answer.action.endswith(where)
        page = Page(await me.post(answer.action, {**answer.fields, f"tekst-{answer.fields['over']}": "Op het plein."}))
        page.must_say("Op het plein.", "de mensen van dit idee")


async def test_an_entry_is_struck_and_words_are_taken_away_with_a_button(world: World, circle: dict[str, str]) -> None:
    idea, link = await a_followed_award(world, circle, "Dora", "300")
    await written(world, link, idea)
    await written(world, link, idea, wat="Taxi voor Piet")
    async with somebody(world) as me:
        await me.visit(link)
        page = await me.visit(f"/mijn-idee/{idea}/kasboek")
        for what, said in (("streep", "dit klopte niet"), ("tekst", "iets over een persoon"), ("foto", "weggehaald")):
            form = next(form for form in page.forms if form.fields.get("wat") == what)
            page = Page(await me.post(form.action, form.fields))
            page.must_say("Het is aangepast.", said)
    async with somebody(world, "bewoner", circle["Ria"]) as neighbour:
        seen = await neighbour.visit(f"/ideeen/{idea}")
        assert not [form for form in seen.forms if "/kasboek" in form.action]
