"""Every page of one installation, before anything happened and after the whole year: as people and axe see it."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.clicking import AREA, RESIDENT, TITLE, WORKER, as_a, mail_to, to_the_year
from tests.browser.pages import HERE, PUBLIC, STAFF, Screen, look_at, look_at_english
from tests.browser.partner_pages import wrong_with_a_partner
from tests.browser.people import DESKTOP, PHONE, Somebody, Street
from tests.browser.pictures import take_pictures, take_pictures_of_a_partner, take_pictures_of_a_survey
from tests.support.installation import Installation
from voorveld import example_texts as texts

# Played in this order: first what is empty, then the year, then what is full.


@pytest.fixture(scope="module")
def street(chromium: Browser, installation: Installation) -> Street:
    return Street(chromium, installation.address, DESKTOP)


@pytest.fixture
def somebody(street: Street) -> Iterator[Somebody]:
    with street.somebody() as person:
        yield person


def wrong_with(street: Street, screens: tuple[Screen, ...]) -> list[str]:
    """What is wrong with these screens, each visited by who it is for."""
    wrong = []
    for kind in dict.fromkeys(screen.kind for screen in screens):
        with street.somebody() as person:
            if kind:
                person.visit("/dev")
                person.follow(kind)
            for screen in screens:
                if screen.kind == kind:
                    person.visit(screen.path)
                    wrong += look_at(person, screen.name)
    return wrong


@pytest.mark.parametrize("screens", [PUBLIC, STAFF], ids=["public", "staff"])
def test_every_page_before_anything_happened(street: Street, screens: tuple[Screen, ...]) -> None:
    wrong = wrong_with(street, screens)
    assert not wrong, "\n".join(wrong)


def test_the_skip_link_goes_past_the_menu(somebody: Somebody) -> None:
    somebody.visit("/2020")
    somebody.page.keyboard.press("Tab")
    skip = somebody.page.get_by_role("link", name="Direct naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    somebody.page.keyboard.press("Enter")
    somebody.page.keyboard.press("Tab")
    assert focused_within(somebody.page, "main")


def test_the_map_works_with_the_keyboard(somebody: Somebody) -> None:
    somebody.visit("/2020")
    area = somebody.page.get_by_role("group", name="Kaart van de gebieden").get_by_role("link", name=AREA)
    for _ in range(40):
        somebody.page.keyboard.press("Tab")
        if area.evaluate("link => link === document.activeElement"):
            break
    else:
        pytest.fail(f"{AREA} on the map was not reached with Tab")
    somebody.page.keyboard.press("Enter")
    expect(somebody.page.get_by_role("heading", level=1, name=AREA)).to_be_visible()


def test_districts_are_divided_with_the_map_beside_them_and_saved_at_the_end(street: Street) -> None:
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit("/2040/gebieden/indelen")
        officer.page.get_by_label("Oosterparkwijk").last.select_option("in geen gebied")
        officer.page.get_by_label("Zuidoost", exact=True).select_option("per buurt kiezen")
        officer.page.get_by_label("Nog een gebied").fill("Sontplein")
        show = officer.page.get_by_role("button", name="Laat zien")
        show.click()
        expect(officer.page.get_by_text("Het is nog niet bewaard.")).to_be_visible()
        expect(show).to_be_focused()
        expect(officer.page.get_by_role("heading", name="Vervalt vanaf 2040")).to_be_visible()
        assert not look_at(officer, "areas as they become")
        officer.page.get_by_label("Europapark").select_option("Sontplein")
        officer.page.get_by_label("Oosterparkwijk").last.select_option("Oosterparkwijk")
        officer.page.get_by_role("button", name="Bewaar vanaf 2040").click()
        officer.sees("De nieuwe indeling geldt vanaf 2040.", "Sontplein")
        officer.visit("/2039/gebieden")
        expect(officer.page.get_by_text("Sontplein")).to_have_count(0)


def test_unknown_pages_say_so(somebody: Somebody) -> None:
    for path in ("/nergens", "/2020/gebieden/nergens"):
        response = somebody.page.goto(somebody.address + path)
        assert response is not None
        assert response.status == 404
        expect(somebody.page.get_by_role("link", name="Naar de startpagina")).to_be_visible()


@pytest.fixture(scope="module")
def played(street: Street) -> Street:
    """After the year, played with the button on /dev; its page tells how far it is without being asked."""
    with street.somebody() as developer:
        developer.visit("/dev")
        developer.press("Speel het voorbeeldjaar")
        developer.sees("Het jaar wordt gespeeld")
        assert not look_at(developer, "progress while playing")
        expect(developer.page.get_by_role("status")).to_contain_text("Het jaar is gespeeld.", timeout=240_000)
        developer.sees("The closing conference")
        developer.follow("Bekijk 2020")
        developer.sees("Heb je een idee voor je buurt?", "Voorbeeld.")
    return street


def test_the_button_plays_the_example_year(played: Street) -> None:
    with played.somebody() as anybody:
        anybody.visit(HERE)
        anybody.sees("Bereikt met initiatieven", str(texts.CHILDREN_REACHED))


@pytest.mark.parametrize("screens", [PUBLIC, STAFF], ids=["public", "staff"])
def test_every_page_after_the_year(played: Street, screens: tuple[Screen, ...]) -> None:
    wrong = wrong_with(played, screens)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", dict.fromkeys(screen.kind for screen in (*PUBLIC, *STAFF)))
def test_every_page_in_english(played: Street, kind: str) -> None:
    wrong = []
    with played.somebody() as person:
        if kind:
            person.visit("/dev")
            person.follow(kind)
        person.visit("/taal/en?terug=/2020")
        for screen in (*PUBLIC, *STAFF):
            if screen.kind == kind:
                person.visit(screen.path)
                wrong += look_at_english(person, screen.name)
    assert not wrong, "\n".join(wrong)


def test_what_people_wrote_says_on_an_english_page_that_it_is_dutch(played: Street) -> None:
    wrong = []
    with as_a(played, "Beleidsmedewerker") as member:
        member.follow("Teams")
        member.follow(WORKER)
        member.visit("/taal/en?terug=/2020")
        for first, link, words in (
            (f"{HERE}/beslissen", "", "Huiskamer nieuwe stijl"),
            (HERE, TITLE, texts.RESULT),
            (HERE, texts.PARTNER, texts.KPIS[0][2]),
        ):
            member.visit(first)
            if link:
                member.follow(link)
            expect(member.page.locator("[lang=nl]", has_text=words).first).to_be_visible()
            wrong += look_at_english(member, words)
    assert not wrong, "\n".join(wrong)


def test_the_pages_of_those_who_take_part(played: Street) -> None:
    """Applicants, the circle, an initiative, a partner: pages one comes to by following links."""
    wrong = []
    with played.somebody() as applicant:
        mail_to(applicant, texts.FOOTBALL.email)
        wrong += look_at(applicant, "one mail")
        applicant.click(applicant.page.get_by_role("link", name="/mijn-idee/openen/"))
        applicant.sees("Je liet zien wat het opleverde.")
        wrong += look_at(applicant, "own initiative, done")
        applicant.follow("Bekijk de pagina")
        wrong += look_at(applicant, "initiative with result")
    for name in (WORKER, RESIDENT):
        with as_a(played, "Beleidsmedewerker") as member:
            member.follow("Teams")
            member.follow(name)
            to_the_year(member)
            member.sees("Huiskamer nieuwe stijl")
            wrong += look_at(member, f"decisions of {name}")
            member.press("Ja, doen")
            member.sees("Zet een vinkje")
            wrong += look_at(member, f"decisions of {name} with a mistake")
    with as_a(played, "Beleidsmedewerker") as officer:
        officer.follow("Partners")
        officer.follow(texts.PARTNER)
        wrong += look_at(officer, "partner for the officer")
        officer.click(officer.page.get_by_role("link", name="Bekijk het verloop").first)
        officer.sees("Wat het cijfer betekent")
        wrong += look_at(officer, "a figure over time")
        officer.follow(texts.PARTNER)
        officer.follow("Verslag over het 1e kwartaal 2020")
        officer.sees("Hoe de cijfers binnenkwamen")
        wrong += look_at(officer, "report of a quarter")
        officer.follow(texts.PARTNER)
        officer.press("Maak een sleutel")
        officer.sees("Bewaar deze sleutel nu.")
        wrong += look_at(officer, "partner with a new key")
        officer.follow("Partners")
        officer.fill({"Naam van de organisatie": "Buurtvaders (voorbeeld)"})
        officer.press("Voeg toe")
        wrong += look_at(officer, "partner without an agreement")
        officer.follow("Schrijf de afspraak")
        officer.press("Bewaar het concept")
        expect(officer.page.get_by_role("alert")).to_be_focused()
        wrong += look_at(officer, "agreement with mistakes")
        officer.follow("Teams")
        officer.press("Voeg toe")
        wrong += look_at(officer, "teams with mistakes")
    assert not wrong, "\n".join(wrong)


def test_the_pages_of_a_partner(played: Street) -> None:
    wrong = wrong_with_a_partner(played)
    assert not wrong, "\n".join(wrong)


def test_a_yes_is_said_where_one_is_without_loading_the_page(played: Street) -> None:
    with as_a(played, "Beleidsmedewerker") as member:
        member.follow("Teams")
        member.follow(RESIDENT)
        to_the_year(member)
        member.sees("Huiskamer nieuwe stijl")
        member.page.evaluate("window.isStillHere = true")
        member.press("Ja, doen")
        expect(member.page.get_by_role("alert")).to_be_focused()
        assert member.page.title().startswith("Fout:")
        member.tick("Ik heb er zelf geen belang bij.")
        member.press("Ja, doen")
        member.sees("Je ja staat erbij. Nog één ja nodig.")
        expect(member.page.get_by_text("Jij zei ja.").locator("xpath=..")).to_be_focused()
        assert member.page.title().startswith("Beslissen in")
        assert member.page.evaluate("window.isStillHere")
        assert not look_at(member, "decisions after a yes")


def test_who_was_signed_out_meanwhile_gets_a_whole_page_that_says_so(played: Street) -> None:
    with as_a(played, "Beleidsmedewerker") as member:
        member.follow("Teams")
        member.follow(WORKER)
        to_the_year(member)
        member.sees("Huiskamer nieuwe stijl")
        elsewhere = Somebody(member.page.context.new_page(), member.address, touches=False)
        elsewhere.visit("/2020")
        elsewhere.press("Uitloggen")
        member.tick("Ik heb er zelf geen belang bij.")
        member.press("Ja, doen")
        member.sees("Wat je invulde, is nog niet verstuurd.")
        expect(member.page.get_by_role("main")).to_have_count(1)
        expect(member.page.get_by_role("main")).to_be_focused()
        assert not look_at(member, "signed out meanwhile")


def test_telling_an_idea_from_empty_form_to_code(played: Street) -> None:
    wrong = []
    with played.somebody() as resident:
        resident.visit(f"{HERE}/idee")
        resident.page.evaluate("window.isStillHere = true")
        resident.press("Verstuur je idee")
        summary = resident.page.get_by_role("alert")
        expect(summary).to_be_focused()
        expect(summary.get_by_role("link")).to_have_count(7)
        assert resident.page.title().startswith("Fout:")
        assert resident.page.evaluate("window.isStillHere")
        wrong += look_at(resident, "idea with mistakes")
        idea = texts.LIVING_ROOM
        resident.fill({"Wat wil je doen, en voor wie?": idea.what, "Hoeveel geld heb je nodig?": idea.euros})
        resident.fill({"Wanneer?": idea.when, "Waar?": idea.where, "Hoe heet je?": idea.name})
        resident.fill({"Je e-mailadres": "leila@voorbeeld.nl"})
        resident.tick("Stuur mij hierop berichten over mijn idee.")
        resident.press("Verstuur je idee")
        resident.fill({"Code uit de mail": "12"})
        resident.press("Bevestig je idee")
        resident.sees("De code heeft zes cijfers.")
        wrong += look_at(resident, "code with a mistake")
    assert not wrong, "\n".join(wrong)


SMALL_PHONE = {**PHONE, "viewport": {"width": 360, "height": 740}}


@pytest.mark.skipif(not os.environ.get("VOORVELD_SCREENSHOTS"), reason="VOORVELD_SCREENSHOTS=1 takes new pictures")
@pytest.mark.parametrize("screen", [DESKTOP, SMALL_PHONE], ids=["desktop", "phone"])
def test_pictures(played: Street, screen: dict[str, object]) -> None:
    street = Street(played.browser, played.address, screen)
    take_pictures(street, TITLE, WORKER, is_phone=screen is SMALL_PHONE)
    take_pictures_of_a_partner(street, is_phone=screen is SMALL_PHONE)
    take_pictures_of_a_survey(street, is_phone=screen is SMALL_PHONE)


def focused_within(page: Page, selector: str) -> bool:
    return bool(page.evaluate("selector => document.activeElement.closest(selector) !== null", selector))
