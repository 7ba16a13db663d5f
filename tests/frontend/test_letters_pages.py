"""A no, a question that stops the clock and the letters, on the pages of who asked, of who decides and of everybody."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
import pytest_asyncio

from services.kit.http import FetchedPage
from tests.budget.pdfs import read_pdf
from tests.support.money import AREA, two_circles
from tests.support.office import somebody
from tests.support.world import World
from voorveld.browser import Person
from voorveld.example_ideas import tell_an_idea
from voorveld.example_stage import Stage
from voorveld.example_texts import ExampleIdea

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def circle(world: World) -> dict[str, str]:
    return await two_circles(world)


@asynccontextmanager
async def an_applicant(world: World, name: str) -> AsyncIterator[tuple[Person, str]]:
    """Somebody at the browser that follows their confirmed idea; and its id."""
    monitoring = world.monitoring()
    stage = Stage(world.person, monitoring, lambda _line: None, world.settle, area=AREA)
    idea = ExampleIdea(f"{name} wil een middag met muziek", "400", "In mei", "Het plein", name, f"{name}@voorbeeld.nl")
    link = await tell_an_idea(stage, idea)
    await monitoring.close()
    async with somebody(world) as applicant:
        yield applicant, (await applicant.visit(link)).address.rsplit("/", 1)[-1]


async def test_a_no_goes_from_proposal_to_letter(world: World, circle: dict[str, str]) -> None:
    async with an_applicant(world, "Noor") as (noor, idea):
        where = f"/ideeen/{idea}/beslissing"
        async with somebody(world, "wijkteam", circle["Willem"]) as worker:
            listed = await worker.visit(f"/2020/gebieden/{AREA}/beslissen")
            assert "loopt bijna af" not in listed.words
            page = await worker.visit(listed.link(where))
            empty = await worker.send(page, "/nee", reden="")
            assert empty.status == 422
            empty.must_say("Kies een reden", "Zet een vinkje als je er zelf geen belang bij hebt")
            typed = {
                "reden": "not-the-purpose",
                "toelichting": "Muziek is er al.",
                "anderen": "ja",
                "geen_belang": "ja",
            }
            done = await worker.send(page, "/nee", **typed)
            done.must_say("Voorgesteld: nee", "Je idee past niet bij het doel van dit geld.", "Neem het nee terug")
        own = await noor.visit(f"/mijn-idee/{idea}")
        own.must_say("Reageer voordat er beslist wordt", "Muziek is er al.")
        (await noor.send(own, "/reactie", antwoord="Niet voor kinderen.")).must_say("Je reactie is binnen.")
        async with somebody(world, "bewoner", circle["Rosa"]) as resident:
            seen = (await resident.visit(where)).must_say("Niet voor kinderen.")
            (await resident.send(seen, "/nee-instemming", geen_belang="ja")).must_say("Over dit idee is beslist.")
        own = (await noor.visit(f"/mijn-idee/{idea}")).must_say("Nee, je idee krijgt geen geld.", "Beste Noor,")
        pdf = await noor.fetch(own.link("/brieven/"))
        assert pdf.status == 200
    async with somebody(world) as anybody:
        public = (await anybody.visit(f"/ideeen/{idea}")).must_say("Niet doorgegaan", "past niet bij het doel")
        assert "Muziek is er al" not in public.words
        (await anybody.visit(f"/2020/gebieden/{AREA}")).must_say("Niet doorgegaan")
    async with somebody(world, "beleidsmedewerker") as officer:
        letters = (await officer.visit(f"/ideeen/{idea}/brieven")).must_say("Beste Noor,", "(pdf)")
        file: FetchedPage = await officer.fetch(letters.link(".pdf"))
        assert read_pdf(file.content).pages == 1


async def test_a_question_stops_the_clock_until_the_answer(world: World, circle: dict[str, str]) -> None:
    async with an_applicant(world, "Vera") as (vera, idea):
        async with somebody(world, "bewoner", circle["Rosa"]) as resident:
            page = await resident.visit(f"/ideeen/{idea}/beslissing")
            (await resident.send(page, "/aanvulling", aanvulling="")).must_say("Schrijf wat je nog wilt weten")
            asked = await resident.send(page, "/aanvulling", aanvulling="Hoeveel kinderen komen er?")
            asked.must_say("De klok staat stil: we wachten op de aanvrager.")
        own = (await vera.visit(f"/mijn-idee/{idea}")).must_say(
            "We willen nog iets weten", "We wachten op jouw antwoord."
        )
        assert (await vera.send(own, "/aanvulling", antwoord="")).status == 422
        done = await vera.send(own, "/aanvulling", antwoord="Dertig")
        done.must_say("Je antwoord is binnen.", "Wat we vroegen en wat je zei", "Dertig")


async def test_who_asked_chooses_mails_and_an_officer_sees_how_they_went(world: World, circle: dict[str, str]) -> None:
    async with an_applicant(world, "Mies") as (mies, idea):
        own = await mies.visit(f"/mijn-idee/{idea}")
        form = await mies.visit(own.link("/mails"))
        (await mies.send(form, "/mails", journal="")).must_say("Je keuze is bewaard.")
        async with somebody(world, "beleidsmedewerker") as officer:
            (await officer.visit("/berichten?alles=ja")).must_say(
                "Afgegeven", "Mies wil een middag", "Ontvangst en code"
            )
            (await officer.visit("/berichten")).must_say("Alles is goed gegaan")
        async with somebody(world, "bewoner", circle["Rosa"]) as resident:
            assert (await resident.visit("/berichten")).status == 404


async def test_who_asked_withdraws_the_idea(world: World, circle: dict[str, str]) -> None:
    async with an_applicant(world, "Wout") as (wout, idea):
        own = await wout.visit(f"/mijn-idee/{idea}")
        sure = await wout.visit(own.link("/intrekken"))
        (await wout.send(sure, "/intrekken")).must_say("Je hebt dit idee ingetrokken.", "Vertel een nieuw idee")
        again = await wout.send(sure, "/intrekken")
        assert again.status in (200, 409)
    async with somebody(world) as anybody:
        assert (await anybody.visit(f"/ideeen/{idea}")).status == 404


async def test_others_see_no_letters_and_no_steps(world: World, circle: dict[str, str]) -> None:
    async with an_applicant(world, "Bram") as (_, idea):
        async with somebody(world, "bewoner", circle["Ria"]) as other:
            assert (await other.visit(f"/ideeen/{idea}/beslissing")).status in (403, 404)
            assert (await other.visit(f"/ideeen/{idea}/brieven")).status in (403, 404)
        async with somebody(world) as anybody:
            assert "/inloggen" in (await anybody.visit(f"/ideeen/{idea}/beslissing")).address


async def test_a_button_files_the_objection_and_somebody_else_decides_on_it(
    world: World, circle: dict[str, str]
) -> None:
    async with an_applicant(world, "Olaf") as (olaf, idea):
        async with somebody(world, "wijkteam", circle["Willem"]) as worker:
            page = await worker.visit(f"/ideeen/{idea}/beslissing")
            await worker.send(page, "/nee", reden="not-the-purpose", geen_belang="ja")
        async with somebody(world, "bewoner", circle["Rosa"]) as resident:
            page = await resident.visit(f"/ideeen/{idea}/beslissing")
            await resident.send(page, "/nee-instemming", geen_belang="ja")
        own = await olaf.visit(f"/mijn-idee/{idea}")
        form = await olaf.visit(own.link("/bezwaar"))
        (await olaf.send(form, "/bezwaar", waarom="")).must_say("Schrijf waarom je het er niet mee eens bent")
        filed = await olaf.send(form, "/bezwaar", waarom="Mijn idee past er juist bij.")
        filed.must_say("Je maakte bezwaar", "Trek je bezwaar in", "Je bezwaar is binnen. Je krijgt uiterlijk op")
        assert not [href for _, href in filed.links if href.endswith("/bezwaar")]
        async with somebody(world, "beleidsmedewerker") as officer:
            listed = (await officer.visit("/2020/bezwaren")).must_say("Beslis uiterlijk op", "Olaf wil een middag")
            one = await officer.visit(listed.link("/bezwaren/"))
            one.must_say("Mijn idee past er juist bij.", "Ja, het kon tot en met")
            (await officer.send(one, "/besluit", redenen="")).must_say("Kies een uitkomst", "Schrijf waarom")
            longer = await officer.send(one, "/verlenging")
            longer.must_say("De termijn is zes weken verlengd.")
            typed = {"uitkomst": "upheld", "redenen": "Het past wel bij het doel.", "niet_meebeslist": "ja"}
            (await officer.send(longer, "/besluit", **typed)).must_say("Gegrond")
        (await olaf.visit(f"/mijn-idee/{idea}")).must_say("Je krijgt gelijk.", "De buurt beslist.")


async def test_an_objection_that_is_upheld_gives_the_money_at_once(world: World, circle: dict[str, str]) -> None:
    async with an_applicant(world, "Fleur") as (fleur, idea):
        async with somebody(world, "wijkteam", circle["Willem"]) as worker:
            page = await worker.visit(f"/ideeen/{idea}/beslissing")
            await worker.send(page, "/nee", reden="not-the-purpose", geen_belang="ja")
        async with somebody(world, "bewoner", circle["Rosa"]) as resident:
            page = await resident.visit(f"/ideeen/{idea}/beslissing")
            await resident.send(page, "/nee-instemming", geen_belang="ja")
        form = await fleur.visit(f"/mijn-idee/{idea}/bezwaar")
        await fleur.send(form, "/bezwaar", waarom="Mijn idee past er juist bij.")
        async with somebody(world, "beleidsmedewerker") as officer:
            one = await officer.visit((await officer.visit("/2020/bezwaren")).link("/bezwaren/"))
            one.must_say("Het nieuwe bedrag, als het bezwaar gegrond is", "Vrij in deze pot:")
            typed = {"uitkomst": "upheld", "redenen": "Het past wel bij het doel.", "niet_meebeslist": "ja"}
            much = await officer.send(one, "/besluit", **typed, bedrag="9.000")
            much.must_say("Meer kun je niet toekennen.")
            done = await officer.send(much, "/besluit", **typed, bedrag="60")
            done.must_say("Het nieuwe bedrag", "€ 60")
            (await officer.visit(done.link("/grootboek"))).must_say("besluit op bezwaar van")
        (await fleur.visit(f"/mijn-idee/{idea}")).must_say("Je krijgt gelijk: het wordt een ja.", "Vul je rekening in")


async def test_staff_enter_an_objection_that_came_by_post(world: World, circle: dict[str, str]) -> None:
    async with an_applicant(world, "Pien") as (pien, idea):
        for kind, member in (("wijkteam", "Willem"), ("bewoner", "Rosa")):
            async with somebody(world, kind, circle[member]) as decider:
                seen = await decider.visit(f"/2020/gebieden/{AREA}/beslissen")
                await decider.send(seen, f"/ideeen/{idea}/ja", geen_belang="ja")
        async with somebody(world, "beleidsmedewerker") as officer:
            page = await officer.visit(f"/ideeen/{idea}/bezwaar")
            (await officer.send(page, "/bezwaar")).must_say("Kies hoe het binnenkwam", "Kies wie bezwaar maakt")
            today = world.clock.today().isoformat()
            typed = {"wie": "ander", "hoe": "post", "ontvangen": today, "waarom": "De muziek is te luid."}
            done = await officer.send(page, "/bezwaar", **typed)
            done.must_say("Het bezwaar staat erin.", "Beste inwoner,", "De muziek is te luid.")
        assert "te luid" not in (await pien.visit(f"/mijn-idee/{idea}")).words


async def test_a_term_that_is_about_to_end_or_over_is_said_where_people_decide(
    world: World, circle: dict[str, str]
) -> None:
    now = world.clock.now()
    async with an_applicant(world, "Teun"):
        pass
    try:
        for days, words in ((23, "De termijn loopt bijna af."), (60, "Dit antwoord is te laat.")):
            world.clock.set(now + timedelta(days=days))
            async with somebody(world, "wijkteam", circle["Willem"]) as worker:
                (await worker.visit(f"/2020/gebieden/{AREA}/beslissen")).must_say(words)
    finally:
        world.clock.set(now)
