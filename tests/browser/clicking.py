"""The year by clicking: everything the example year does, as people do it on screens. Reads as the story it is."""

import json
import re
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import expect

from tests.browser.people import Somebody, Street
from voorveld import example_texts as texts
from voorveld.example_stage import a_picture
from voorveld.example_texts import ExampleIdea

AREA = "Oosterparkwijk"
WORKER, RESIDENT = "Willem (voorbeeld)", "Rosa (voorbeeld)"
CONTACT = "Willem van het wijkteam (voorbeeld)"
TEAM_ROLE = {WORKER: "Iemand van het wijkteam", RESIDENT: "Bewoner"}
TITLE = "Negen straten, één bal"
SOURCE = {
    "Naam van de bron": "Preventiedeel van het jeugdbudget (voorbeeld)",
    "Jeugdbudget": "47.800.000",
    "Welk deel gaat naar preventie?": "3%",
}


def play_the_year(street: Street, monitoring: str) -> None:
    """From a plan in November to the closing conference; every step looks at what it did."""
    divide_the_money(street)
    make_a_team(street)
    key = agree_with_a_partner(street)
    set_the_clock(street, "2020-02-03T10:00")
    with street.somebody() as resident:
        link = tell_an_idea(street, resident, texts.FOOTBALL)
        decide(street)
        set_the_clock(street, "2020-04-08T09:00")
        deliver_figures(street, monitoring, key)
        set_the_clock(street, "2020-09-14T19:00")
        share_the_result(resident, link)
    set_the_clock(street, "2021-01-15T15:00")
    hold_the_conference(street)


@contextmanager
def as_a(street: Street, kind: str) -> Iterator[Somebody]:
    """Somebody who chose on /dev who they are."""
    with street.somebody() as person:
        person.visit("/dev")
        person.follow(kind)
        to_the_year(person)
        yield person


def to_the_year(person: Somebody) -> None:
    """Money is divided before its year, and results are shown after it."""
    with person.page.expect_event("framenavigated"):  # Whoever goes elsewhere next would interrupt it.
        person.click(person.page.get_by_role("navigation", name="Jaar").get_by_role("link", name="2020"))


def set_the_clock(street: Street, moment: str) -> None:
    with street.somebody() as developer:
        developer.visit("/dev")
        developer.fill({"Zet de klok op": moment})
        developer.press("Zet de klok")
        developer.sees("De klok is verzet.")


def divide_the_money(street: Street) -> None:
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.follow("Bronnen van 2020")
        officer.fill(SOURCE)
        officer.press("Voeg de bron toe")
        officer.sees("1.434.000", "gepland")
        officer.follow("Naar het plan voor 2020")
        officer.fill({"Naam van dit plan": "Zoals in 2015"})
        officer.page.locator("#r3-hoeveel").fill("180.000")
        officer.press("Reken opnieuw")
        officer.sees("Zo wordt het. Het is nog niet bewaard.", "956.000")
        officer.press("Bewaar als ontwerp")
        officer.sees("Het plan is gemaakt.", "€ 956.000")
        officer.fill({"Waarom deze verdeling?": "Zoals de brief aan de raad."})
        officer.press("Stel voor")
        officer.sees("Voorgesteld. Iemand anders stelt de verdeling vast.")
        officer.sees_no_button("Stel vast")
    with as_a(street, "Budgethouder") as approver:
        approver.follow("Preventiedeel van het jeugdbudget (voorbeeld)")
        approver.press("Bevestig deze bron")
        approver.sees("Bevestigd: dit geld is er.")
        approver.follow("Verdeling")
        approver.fill({"Besluit": "Collegebesluit 2019-118 (voorbeeld)"})
        approver.tick("Ik heb er zelf geen belang bij.")
        approver.press("Stel vast")
        approver.sees("Vastgesteld. Maak de verdeling nu bekend.")
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.fill({"Waar is de verdeling bekendgemaakt?": "Gemeenteblad 2019, 281234 (voorbeeld)"})
        officer.press("Maak bekend")
        officer.sees("Bekendgemaakt. Elk gebied ziet nu hoeveel het heeft.")


def make_a_team(street: Street) -> None:
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.follow("Teams")
        for name, role in TEAM_ROLE.items():
            email = f"{name.split()[0].lower()}@voorbeeld.nl"
            officer.fill({"Naam": name, "E-mailadres": email})
            officer.tick(role)
            officer.pick("Gebied", AREA)
            officer.press("Voeg toe")
            officer.sees(f"{name} hoort nu bij het team.")
        officer.pick("Wie wordt contactpersoon?", f"{WORKER}, {AREA}")
        officer.fill(
            {
                "Naam op de site": "Willem van het wijkteam (voorbeeld)",
                "Hoe is deze persoon te bereiken?": "In het buurtcentrum.",
            }
        )
        officer.press("Zet op de site")
        officer.follow("Gebieden")
        officer.follow(f"8. {AREA}")
        officer.sees(CONTACT)


def agree_with_a_partner(street: Street) -> str:
    """Returns the key that is shown once."""
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.follow("Partners")
        officer.fill({"Naam van de organisatie": texts.PARTNER})
        officer.press("Voeg toe")
        officer.sees("De partner staat erbij.")
        here = officer.page.url.removeprefix(street.address)
        officer.follow("Schrijf de afspraak")
        officer.fill({"Wat vinden jullie allebei belangrijk?": texts.CORE_VALUES})
        for number, (code, name, definition, _unit) in enumerate(texts.KPIS, start=1):
            if number > 1:
                officer.click(officer.page.get_by_text(f"Cijfer {number}", exact=True))
            officer.fill(
                {
                    f"Naam van cijfer {number}": name,
                    f"Code van cijfer {number}": code,
                    f"Wat telt mee bij cijfer {number}?": definition,
                }
            )
            officer.pick(f"Eenheid van cijfer {number}", "kinderen" if number == 1 else "gezinnen")
            officer.tick(f"De partner levert cijfer {number} per gebied")
        officer.press("Bewaar het concept")
        officer.sees("Er is een concept")
    with as_a(street, "Budgethouder") as approver:
        approver.visit(f"{here}/dossier")
        approver.press("Stel deze afspraak vast")
        approver.sees("Versie 1 geldt vanaf nu.")
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit(here)
        officer.sees(texts.KPIS[0][1])
        officer.press("Maak een sleutel")
        officer.sees("Bewaar deze sleutel nu.")
        return officer.page.get_by_label("Sleutel", exact=True).inner_text().strip()


def tell_an_idea(street: Street, resident: Somebody, idea: ExampleIdea) -> str:
    """From the first page to the confirmed idea; then a phone elsewhere follows it. Returns the private link."""
    resident.visit("/")
    resident.follow("Vertel je idee")
    choose_the_area(resident)
    resident.follow("Vertel je idee")
    resident.fill(
        {
            "Wat wil je doen, en voor wie?": idea.what,
            "Hoeveel geld heb je nodig?": idea.euros,
            "Wanneer?": idea.when,
            "Waar?": idea.where,
            "Hoe heet je?": idea.name,
            "Je e-mailadres": idea.email,
        }
    )
    resident.tick("Stuur mij hierop berichten over mijn idee.")
    resident.press("Verstuur je idee")
    resident.sees("Daarin staat een code van zes cijfers.")
    with street.somebody() as reader:
        mail = mail_to(reader, idea.email)
        code = re.search(r"\b\d{6}\b", mail)
        assert code, mail
        resident.fill({"Code uit de mail": code[0]})
        resident.press("Bevestig je idee")
        resident.sees("Je idee is binnen.", TITLE)
        link = reader.page.get_by_role("link", name="/mijn-idee/openen/").get_attribute("href")
        assert link
        reader.click(reader.page.get_by_role("link", name="/mijn-idee/openen/"))
        reader.sees("De buurt beslist. Je hoort het uiterlijk op")
        assert "openen" not in reader.page.url
    return link


def choose_the_area(person: Somebody) -> None:
    """From the list on the first page: number, name and money in one link."""
    person.click(person.page.get_by_role("region", name="Waar woon je?").get_by_role("link", name=AREA))


def mail_to(reader: Somebody, to: str) -> str:
    """The first mail to somebody. Mail travels by itself: look again until it is there."""
    there = reader.page.get_by_role("listitem").filter(has_text=to)
    deadline = time.monotonic() + 20
    reader.visit("/dev/mail")
    while there.count() == 0:
        assert time.monotonic() < deadline, f"no mail to {to}"
        time.sleep(0.2)
        reader.visit("/dev/mail")
    reader.click(there.last.get_by_role("link"))
    reader.sees(f"Aan {to}")
    return reader.page.locator("main").inner_text()


def decide(street: Street) -> None:
    """A worker and a resident each say yes; the second yes awards."""
    for name, answer in ((WORKER, "Je ja staat erbij. Nog één ja nodig."), (RESIDENT, "Dit was de tweede ja.")):
        with as_a(street, "Beleidsmedewerker") as somebody:
            somebody.follow("Teams")
            somebody.follow(name)
            somebody.sees(f"Beslissen in {AREA}", TITLE)
            somebody.tick("Ik heb er zelf geen belang bij.")
            somebody.press("Ja, doen")
            somebody.sees(answer)
    with street.somebody() as anybody:
        anybody.visit("/")
        choose_the_area(anybody)
        anybody.sees("De buurt zei ja")
        anybody.follow(TITLE)
        anybody.sees("Wie zei ja", "€ 800")


def deliver_figures(street: Street, monitoring: str, key: str) -> None:
    """The partner's software needs no browser. The same again gets the same receipt."""
    values = [{"kpi": code, "areaId": "oosterparkwijk", "value": 17} for code, *_ in texts.KPIS]
    body = json.dumps({"period": "2020-Q1", "values": values}).encode()
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}

    def post() -> object:
        request = urllib.request.Request(f"{monitoring}/v1/submissions", body, headers)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    assert post() == post()
    with street.somebody() as anybody:
        anybody.visit("/")
        choose_the_area(anybody)
        row = anybody.page.get_by_role("row").filter(has_text=texts.KPIS[0][1])
        expect(row).to_contain_text("17")
        anybody.follow(texts.PARTNER)
        expect(anybody.page.get_by_role("table", name=texts.KPIS[0][1])).to_contain_text("17")


def share_the_result(resident: Somebody, link: str) -> None:
    resident.page.goto(link)
    resident.follow("Laat zien wat het opleverde")
    resident.fill(
        {
            "Wat gebeurde er?": texts.RESULT,
            "Hoeveel kinderen en jongeren deden mee?": str(texts.CHILDREN_REACHED),
            "Wat zou je een volgende keer anders doen?": texts.LEARNED,
        }
    )
    photo = {"name": "veldje.png", "mimeType": "image/png", "buffer": a_picture()}
    resident.page.locator("#foto1").set_input_files(photo)
    resident.page.locator("#foto1_beschrijving").fill(texts.PHOTO_WORDS)
    resident.pick("Hoe was het?", "5: heel goed")
    resident.press("Deel het resultaat")
    resident.sees("Dank je wel. Iedereen kan je resultaat nu zien.")


def hold_the_conference(street: Street) -> None:
    with street.somebody() as anybody:
        anybody.visit("/")
        to_the_year(anybody)
        anybody.follow("Resultaten")
        anybody.sees(TITLE, str(texts.CHILDREN_REACHED))
        photo = anybody.page.get_by_role("img", name=texts.PHOTO_WORDS)
        photo.scroll_into_view_if_needed()
        expect(photo).to_be_visible()
        anybody.follow(TITLE)
        anybody.follow(AREA)
        anybody.sees("Wie wonen hier?")
        row = anybody.page.get_by_role("table", name="Bereikt met initiatieven").get_by_role("row")
        # The number travels to monitoring by itself.
        deadline = time.monotonic() + 20
        while row.filter(has_text=TITLE).count() == 0:
            assert time.monotonic() < deadline, "64 did not arrive among the area's figures"
            time.sleep(0.2)
            anybody.page.reload()
        expect(row.filter(has_text=TITLE)).to_contain_text(str(texts.CHILDREN_REACHED))
