"""A result in a form of one's own on the pages: pictures, a film, a PDF; added to afterwards."""

import pytest
import pytest_asyncio

from tests.support.money import a_followed_award, two_circles
from tests.support.office import somebody
from tests.support.pdf_files import a_pdf
from tests.support.world import World
from voorveld.browser import Page
from voorveld.example_stage import a_picture

pytestmark = pytest.mark.asyncio(loop_scope="module")
A_PDF = a_pdf()
FILES = {"foto1": ("a.png", a_picture(), "image/png"), "document": ("a.pdf", A_PDF, "application/pdf")}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def circle(world: World) -> dict[str, str]:
    return await two_circles(world)


async def sent(world: World, link: str, files: dict[str, tuple[str, bytes, str]], **typed: str) -> Page:
    async with somebody(world) as me:
        own = await me.visit(link)
        form = await me.visit(f"{own.address}/resultaat")
        return await me.send_files(form, "/resultaat", files, **typed)


async def test_one_sentence_is_shown_without_a_zero(world: World, circle: dict[str, str]) -> None:
    idea, link = await a_followed_award(world, circle, "Kees", "200")
    (await sent(world, link, {}, verhaal="Het was feest.")).must_say("Dank je wel.")
    async with somebody(world) as anybody:
        page = await anybody.visit(f"/ideeen/{idea}")
    page.must_say("Het was feest.", "Wat het opleverde")
    assert "kinderen en jongeren deden mee" not in page.words


async def test_all_forms_are_shown_and_the_film_stays_a_link(world: World, circle: dict[str, str]) -> None:
    idea, link = await a_followed_award(world, circle, "Lies", "200")
    film = "https://www.youtube.com/watch?v=1"
    async with somebody(world) as me:
        own = await me.visit(link)
        form = await me.visit(f"{own.address}/resultaat")
        typed = {"verhaal": "Kijk maar.", "film": "youtube.com", "foto1_beschrijving": "Het plein"}
        wrong = await me.send_files(form, "/resultaat", FILES, **typed)
        assert wrong.status == 422
        wrong.must_say("Plak het hele adres van de film", "Je document is bewaard.", "Wat staat er op foto 1?")
        done = await me.send(wrong, "/resultaat", film=film, kinderen="12", cijfer="4")
        done.must_say("Dank je wel.")
    async with somebody(world) as anybody:
        page = await anybody.visit(f"/ideeen/{idea}")
        page.must_say("Bekijk de film, op youtube.com (een andere site)", "12 kinderen", "4 van de 5")
        assert page.link("/documenten/")
        assert film in [href for _, href in page.links]


async def test_a_result_is_added_to_and_a_photo_taken_away(world: World, circle: dict[str, str]) -> None:
    idea, link = await a_followed_award(world, circle, "Mies", "200")
    await sent(world, link, FILES, verhaal="Eerst dit.", kinderen="30", foto1_beschrijving="Het plein")
    async with somebody(world) as me:
        own = await me.visit(link)
        form = await me.visit(f"{own.address}/resultaat")
        fields = form.form("/resultaat").fields
        assert (fields["verhaal"], fields["kinderen"]) == ("Eerst dit.", "30")
        typed = {f"weg-{fields['foto_id']}": "ja", "verhaal": "En dit ook.", "kinderen": ""}
        (await me.send(form, "/resultaat", **typed)).must_say("Het is aangepast.")
        stale = await me.send(form, "/resultaat", verhaal="Nog iets.")
        assert stale.status == 409
    async with somebody(world) as anybody:
        page = await anybody.visit(f"/ideeen/{idea}")
        page.must_say("En dit ook.", "Aangevuld op")
        assert "30 kinderen" not in page.words
