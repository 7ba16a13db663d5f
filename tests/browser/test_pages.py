"""Every page of one installation after the whole year: as people and axe see it."""

import os

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.by_keyboard import try_by_keyboard
from tests.browser.clicking import RESIDENT, TITLE, WORKER, as_a, mail_to, to_the_year
from tests.browser.pages import AFTER, HERE, PUBLIC, STAFF, Screen, look_at, look_at_english, wrong_with
from tests.browser.partner_pages import wrong_with_a_partner
from tests.browser.people import DESKTOP, PHONE, Somebody, Street
from tests.browser.pictures import take_pictures, take_pictures_of_a_partner, take_pictures_of_a_survey
from tests.support.installation import Installation
from voorveld import example_texts as texts


@pytest.fixture(scope="module")
def played(chromium: Browser, played_installation: Installation) -> Street:
    return Street(chromium, played_installation.address, DESKTOP)


def test_the_button_plays_the_example_year(played: Street) -> None:
    with played.somebody() as anybody:
        anybody.visit(HERE)
        anybody.sees("Bereikt met initiatieven", str(texts.CHILDREN_REACHED))


@pytest.mark.parametrize("screens", [PUBLIC, STAFF], ids=["public", "staff"])
def test_every_page_after_the_year(played: Street, screens: tuple[Screen, ...]) -> None:
    wrong = wrong_with(played, screens, AFTER)
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


def test_a_period_is_tried_by_keyboard_and_the_answer_has_the_focus(played: Street) -> None:
    try_by_keyboard(played)


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
