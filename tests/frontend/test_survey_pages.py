"""A survey at its pages: worded and opened, answered by link and openly, read, followed up, sent to the council."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from services.monitoring.usecases.surveys.tries import MOST_ANSWERS
from tests.budget.pdfs import read_pdf
from tests.support.office import somebody
from tests.support.world import World
from voorveld.browser import Page, Person

pytestmark = pytest.mark.asyncio(loop_scope="module")
SCORES = {"punt-1": "4", "punt-2": "2", "punt-3": ""}


def id_of(page: Page) -> str:
    """Of the survey a page is about."""
    found = re.search(r"/vragenlijsten/([0-9a-f-]{36})", page.address)
    assert found
    return found[1]


async def a_draft(world: World, officer: Person, title: str, **changes: str) -> Page:
    world.clock.set(datetime(2020, 4, 2, 9, tzinfo=UTC))
    page = await officer.visit("/2020/vragenlijsten")
    page = await officer.send(page, "/2020/vragenlijsten", titel=title, sluit="2020-04-20")
    page.must_say("tien ankerpunten", "Concept. De laatste dag wordt 20 april 2020.")
    dropped = {f"{field}-{row}": "" for field in ("naam", "zin", "naam_en", "zin_en") for row in range(4, 11)}
    worded = {"zin-3": "Clubs doen goed mee.", "naam-11": "Eigen punt", "zin-11": "Een eigen zin."}
    page = await officer.send(page, "/beheer", **(dropped | worded | changes))
    assert page.form("/beheer").fields["zin-3"] == "Clubs doen goed mee."
    return page.must_say("Het concept is bewaard.")


async def opened(world: World, officer: Person, title: str, count: int = 6, **changes: str) -> tuple[Page, list[str]]:
    """The desk of an open survey, and the addresses in the mails, in the order of the people."""
    page = await a_draft(world, officer, title, **changes)
    people = "\n".join(f"partner{number}@{title.lower().replace(' ', '')}.nl" for number in range(count))
    page = await officer.send(page, "/uitnodigen/partners", adressen_partners=people)
    page.must_say(f"{count} uitnodigingen gaan meteen op de mail")
    page = await officer.send(page, "/openen")
    page.must_say("De vragenlijst is open.", "Wie antwoordde, zie je niet.")
    await world.settle()
    mails = [file.read_text() for file in sorted((world.data / "mail").glob("*.eml"))]
    survey_id = id_of(page)
    links = [found[1] for mail in mails if (found := re.search(rf"(/vragenlijst/{survey_id}/[\w-]+)\n", mail))]
    return page, links


async def test_the_points_are_worded_added_and_dropped_until_it_opens(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page, _links = await opened(world, officer, "Woorden")
        assert "Een eigen zin." in (await officer.visit(page.address.replace("/beheer", ""))).words
        survey = await officer.visit(page.address.replace("/beheer", ""))
        assert "Clubs doen goed mee." in survey.words
        assert "Afschaling" not in survey.words


async def test_mistakes_in_a_draft_are_told_at_their_fields_and_nothing_typed_is_lost(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await a_draft(world, officer, "Fouten")
        wrong = await officer.send(page, "/beheer", **{"zin-2": "", "sluit": "gisteren", "titel": "Nieuw"})
        wrong.must_say("Schrijf de zin waar mensen een cijfer bij geven", "Kies de laatste dag")
        assert (wrong.status, wrong.form("/beheer").fields["titel"]) == (422, "Nieuw")
        late = await officer.send(page, "/beheer", sluit="2020-01-01")
        late.must_say("De laatste dag moet na vandaag zijn")
        address = await officer.send(page, "/uitnodigen/partners", adressen_partners="geen adres")
        address.must_say("Dit is nog geen e-mailadres: geen adres.")


async def test_a_link_answers_once_shows_it_again_and_stops_the_mail(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page, links = await opened(world, officer, "Links")
        async with somebody(world) as partner:
            form = await partner.visit(links[0])
            form.must_say("Het duurt ongeveer drie minuten", "Wat we bewaren", "hoort je antwoord bij je link")
            empty = await partner.send(form, links[0])
            empty.must_say("Je antwoord is nog leeg")
            person = await partner.send(form, links[0], goed="Mail mij: ik@voorbeeld.nl", **SCORES)
            person.must_say("naar een persoon kan wijzen", "Hier staat een e-mailadres. Haal het weg.")
            done = await partner.send(person, links[0], goed="Het gaat goed.", **SCORES)
            done.must_say("Dank je wel. Je antwoord is binnen.", "Je hebt al geantwoord.")
            assert done.form(links[0]).fields["goed"] == "Het gaat goed."
            assert done.form(links[0]).fields["punt-1"] == "4"
            again = await partner.send(done, links[0], **{"punt-1": "1"})
            assert again.form(links[0]).fields["punt-1"] == "1"
            (await partner.send(again, "/geen-mail")).must_say("We hebben je e-mailadres weggegooid.")
            (await partner.visit(links[0][:-3] + "xxx")).must_say("Deze link werkt niet (meer).")
        desk = await officer.visit(page.address)
        desk.must_say("partners 6 1 (17%)", "1 genodigde wil geen mail meer.")


async def test_an_open_form_sent_twice_is_one_answer_and_is_read_in_english(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page, _links = await opened(world, officer, "Open")
        where = f"/vragenlijst/{id_of(page)}"
        async with somebody(world) as resident:
            form = await resident.visit(where)
            form.must_say("We vragen niet wie je bent")
            (await resident.send(form, where, beter="Meer banken", **SCORES)).must_say("Je antwoord is binnen.")
            back = await resident.send(form, where, beter="Meer banken", **SCORES)
            (await resident.send(back, where)).must_say("Je antwoord is binnen.")
            await resident.visit(f"/taal/en?terug={where}")
            (await resident.visit(f"{where}?wie=ander")).must_say(
                "Residents have a say when something changes", "What we keep"
            )
        (await officer.visit(page.address)).must_say("inwoners open link 1")


async def test_a_browser_that_answered_openly_is_told_so_and_somebody_else_may_use_it(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page, _links = await opened(world, officer, "Toestel")
        where = f"/vragenlijst/{id_of(page)}"
        async with somebody(world) as resident:
            form = await resident.visit(where)
            (await resident.send(form, where, **{"punt-1": ""})).must_say("Je antwoord is nog leeg")
            assert (await resident.visit(where)).form(where), "nothing was answered yet"
            await resident.send(form, where, **SCORES)
            told = await resident.visit(where)
            told.must_say("Je hebt al geantwoord", "Vanaf dit toestel is al een antwoord verstuurd op: Toestel.")
            assert not [each for each in told.forms if each.action == where]
            assert told.link(f"/vragenlijsten/{id_of(page)}")
            fresh = await resident.visit(told.link("?wie=ander"))
            (await resident.send(fresh, where, **SCORES)).must_say("Je antwoord is binnen.")
        async with somebody(world) as neighbour:
            assert (await neighbour.visit(where)).form(where), "another browser is asked as usual"
        (await officer.visit(page.address)).must_say("inwoners open link 2")


async def test_a_second_tab_is_asked_whether_it_is_somebody_else_and_loses_nothing(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page, _links = await opened(world, officer, "Tabbladen")
        where, inside = f"/vragenlijst/{id_of(page)}", "Vanaf dit toestel is al een antwoord verstuurd"
        async with somebody(world) as resident:
            one, two = await resident.visit(where), await resident.visit(where)
            await resident.send(one, where, **SCORES)
            asked = await resident.send(two, where, beter="Meer banken", **SCORES)
            asked.must_say(inside, "Dit antwoord is nog niet verstuurd.")
            assert asked.form(where).fields["beter"] == "Meer banken"
            (await officer.visit(page.address)).must_say("inwoners open link 1")
            (await resident.send(asked, where)).must_say("Je antwoord is binnen.")
        (await officer.visit(page.address)).must_say("inwoners open link 2")


async def test_codes_come_once_as_a_pdf_and_answer_once(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page, _links = await opened(world, officer, "Codes", inwoners="codes")
        form = page.form("/codes")
        answer = await officer.post(form.action, form.fields | {"aantal": "3"})
        text = read_pdf(answer.content).text
        codes = re.findall(r"\b[2-9A-Z]{5}-[2-9A-Z]{5}\b", text)
        assert len(set(codes)) == 3
        assert "/vragenlijst en vul deze code in" in " ".join(text.split())
        other = await officer.send(page, "/codes", aantal="4")
        other.must_say("Dit formulier heb je al verstuurd, met iets anders erin.")
        again = await officer.send(page, "/codes", aantal="3")
        again.must_say("Deze codes hebben we al gegeven.")
        where = f"/vragenlijst/{id_of(page)}"
        async with somebody(world) as resident:
            form_page = await resident.visit("/vragenlijst")
            assert form_page.address.endswith(where)
            (await resident.send(form_page, where, **SCORES)).must_say("Vul de code in")
            (await resident.send(form_page, where, code="22222-22222", **SCORES)).must_say("Deze code klopt niet.")
            (await resident.send(form_page, where, code=codes[0].lower(), **SCORES)).must_say("is binnen.")


async def test_an_answer_that_comes_too_late_is_said_to_be_and_not_lost(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer, somebody(world) as resident:
        page, links = await opened(world, officer, "Te laat")
        where = f"/vragenlijst/{id_of(page)}"
        forms = [(await resident.visit(at), at) for at in (where, links[0])]
        for moment in (datetime(2020, 4, 20, 22, 1, tzinfo=UTC), datetime(2020, 4, 21, 8, tzinfo=UTC)):
            world.clock.set(moment)
            for form, at in forms:
                late = await resident.send(form, at, goed="Mijn hele verhaal", beter="En nog iets", **SCORES)
                late.must_say("Te laat sloot na 20 april 2020.", "Mijn hele verhaal", "En nog iets", "contactpersoon")
                assert late.status == 409
            await world.settle()
        assert (await resident.visit(where)).address.endswith(f"/2020/vragenlijsten/{id_of(page)}")


async def a_closed_one(world: World, officer: Person, title: str) -> str:
    """The address of a survey that six partners answered."""
    page, links = await opened(world, officer, title)
    for number, link in enumerate(links):
        async with somebody(world) as partner:
            scores = {"punt-1": str(number % 5 + 1), "punt-2": "3"}
            form = await partner.visit(link)
            await partner.send(form, link, goed=f"Goed {number}", beter=f"De route {number}", **scores)
    world.clock.set(datetime(2020, 4, 21, 8, tzinfo=UTC))
    await world.settle()
    return page.address.replace("/beheer", "")


async def test_from_results_to_a_summary_that_another_sends_and_that_stays(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        where = await a_closed_one(world, officer, "Sociale basis")
        public = await officer.visit(where)
        public.must_say(
            "Gesloten. De laatste dag was 20 april 2020.",
            "partners 6 6 (100%)",
            "Gemiddeld 2,7 van 5, uit 6 antwoorden. De middelste helft ligt van 1 tot en met 4.",
            "Minder dan vijf mensen gaven hier een cijfer.",
            "Van minder dan vijf antwoorden laten we niets zien.",
        )
        form = await officer.visit(f"{where}/themas/nieuw?soort=better")
        theme = await officer.send(
            form, "/themas/nieuw", titel="De route is niet duidelijk", punt="2", antwoord="Eén loket."
        )
        theme.must_say("Het thema staat erbij.", "De route 0")
        quote = next(each for each in theme.forms if "/citaten/" in each.action)
        field = next(name for name in quote.fields if name.startswith("citaat-"))
        bare = await officer.send(theme, quote.action, **{field: "Waar moet ik zijn?"})
        bare.must_say("Kijk of er geen naam in staat")
        chosen = await officer.send(theme, quote.action, geen_naam="ja", **{field: "Waar moet ik zijn?"})
        chosen.must_say("Het citaat staat bij het thema.")
        follow = {"wie": "together", "wanneer": "2020-09-01"}
        (await officer.send(chosen, f"/themas/{theme.address.split('#')[0].split('/')[-1]}", **follow)).must_say(
            "is bewaard."
        )
        summary = await officer.visit(f"{where}/samenvatting")
        typed = {"inleiding": "We vroegen het iedereen.", "slot": "We maken één loket."}
        summary = await officer.send(summary, "/samenvatting", **typed)
        summary.must_say("Je schreef hieraan mee.", "Concept van versie 1.", "We maken één loket.")
        assert not [form for form in summary.forms if "/versturen" in form.action]
        async with somebody(world, "raadslid") as member:
            assert (await member.visit(f"{where}/samenvatting")).status == 404
        async with somebody(world, "budgethouder") as approver:
            read = await approver.visit(f"{where}/samenvatting")
            sent = await approver.send(read, "/versturen")
            sent.must_say("De samenvatting is naar de raad.", "Versie 1, gestuurd op 21 april 2020.")
        await officer.send(await officer.visit(f"{where}/themas/nieuw?soort=well"), "/themas/nieuw", titel="Nog iets")
    async with somebody(world, "raadslid") as member:
        read = await member.visit(f"{where}/samenvatting")
        read.must_say("Waar moet ik zijn?", "Eén loket.", "gemeente en partners samen, uiterlijk 1 september 2020")
        assert "Nog iets" not in read.words
        pdf = read_pdf((await member.fetch(f"{where}/samenvatting/1/pdf")).content)
        assert "Waar moet ik zijn?" in pdf.text
        assert "Versie 1" in pdf.text


async def test_a_session_is_planned_mailed_come_to_and_written_up(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        where = await a_closed_one(world, officer, "Gesprekken")
        form = await officer.visit(f"{where}/gesprekken/nieuw")
        typed = {"dag": "2020-04-29", "tijd": "19.30", "plaats": "Het buurthuis", "voor": "Inwoners"}
        session = await officer.send(form, "/gesprekken/nieuw", **typed)
        session.must_say("Het gesprek staat gepland.")
        mailed = await officer.send(session, "/uitnodigen", adressen="a@voorbeeld.nl\nb@voorbeeld.nl")
        mailed.must_say("De adressen bewaren we niet.", "Uitgenodigd: 2.")
        async with somebody(world) as resident:
            page = await resident.visit(where)
            page.must_say("29 april 2020 om 19:30 uur", "Aanmelden hoeft niet.")
            (await resident.send(page, "/komen", **{"mensen-1": "veel"})).must_say("Schrijf een heel getal")
            (await resident.send(page, "/komen", **{"mensen-1": "3"})).must_say("3 mensen zeiden al te komen.")
        world.clock.set(datetime(2020, 4, 30, 8, tzinfo=UTC))
        held = await officer.visit(session.address)
        done = await officer.send(held, "/uitkomst", kwamen="12", **{"uit-2": "Eén loket in elk dorp."})
        done.must_say("De uitkomst is bewaard.")
        (await officer.visit(where)).must_say("Er kwamen 12 mensen.", "Eén loket in elk dorp.")


async def test_the_public_manages_nothing(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await a_draft(world, officer, "Niet voor iedereen")
    async with somebody(world) as anybody:
        assert (await anybody.visit(page.address.replace("/beheer", ""))).status == 404
        assert "Niet voor iedereen" not in (await anybody.visit("/2020/vragenlijsten")).words
        assert "/inloggen" in (await anybody.visit(page.address)).address
    async with somebody(world, "budgethouder") as approver:
        (await approver.visit(page.address)).must_say("Een beleidsmedewerker schrijft aan dit concept.")


async def test_too_many_answers_from_one_place_are_refused_and_what_was_typed_stays(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page, _links = await opened(world, officer, "Veel")
    where = f"/vragenlijst/{id_of(page)}"
    async with somebody(world) as resident:
        for _form in range(MOST_ANSWERS):
            form = await resident.visit(f"{where}?wie=ander")
            await resident.post(where, form.form(where).fields | SCORES)
        refused = await resident.send(await resident.visit(f"{where}?wie=ander"), where, beter="Meer banken", **SCORES)
        refused.must_say("kwamen in een uur al 60 antwoorden", "Wat je invulde, staat er nog.")
        assert (refused.status, refused.form(where).fields["beter"]) == (429, "Meer banken")
        assert refused.form(where).fields["punt-1"] == "4"
        world.clock.set(world.clock.now() + timedelta(hours=1))
        (await resident.send(refused, where)).must_say("Je antwoord is binnen.")
