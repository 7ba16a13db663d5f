"""Pictures of the main pages for the documentation: small, whole pages, in an installation after the example year.

`cijfer.png` is not among them: no partner of that year has numbers enough for lines (`tests/support/series.py`).
"""

import io

from PIL import Image

from tests.browser.clicking import as_a, to_the_year
from tests.browser.pages import HERE
from tests.browser.people import Somebody, Street
from voorveld import example_partnership_texts as partnership
from voorveld import example_survey as survey
from voorveld import example_texts as texts
from voorveld.settings import CHECKOUT

FOLDER = CHECKOUT / "docs" / "screenshots"
PAGES = {
    "home": "/2020",
    "gebieden": "/2020/gebieden",
    "gebied": HERE,
    "idee": f"{HERE}/idee",
    "verdeling": "/2020/verdeling",
    "slotconferentie": "/2020/slotconferentie",
    "wijkcontract": f"{HERE}/contract",
    "hielp-het": f"{HERE}/hielp-het",
    "doelen": "/2020/doelen",
}
PARTS = {
    "volg-de-euro": ("/2020/volg-de-euro", "#h-stroom"),
    "profiel": ("/2019/regios/WK051830?thema=youth_care", "#h-youth_care"),
    "vergelijken": ("/2019/vergelijken?plek=WK051830&plek=WK051817&thema=youth_care", "#h-naast"),
    "kaart": ("/2019/kaart/youth_care_per_1000?gemeente=GM0518&niveau=wijk", "#h-kaart"),
    "zorgdruk": ("/2019/zorgdruk?gemeente=GM0518&niveau=wijk", ".vv-funnel"),
}
"""Long pages: one screen of each, from a heading or a drawing on."""
OF_A_PARTNER = {
    "dossier": "/dossier",
    "leveren": "/leveren/2020-Q1",
    "verwijzingen": "/verwijzingen",
    "verslag": "/verslag/1",
    "gesprek": "/gesprek/1",
    "agenda": "/gesprek/2",
    "leren": "/leren",
    "contact": "/contact",
    "webhook": "/webhook",
}
"""Below the page of the partner of the example year, as the officer sees them."""
MOST_BYTES = 200_000


def take_pictures(street: Street, title: str, worker: str, *, is_phone: bool) -> None:
    """All main pages; `telefoon.png` is a phone's first screen of telling an idea."""
    end = "-telefoon" if is_phone else ""
    with street.somebody() as anybody:
        for name, path in PAGES.items():
            anybody.visit(path)
            take(anybody, f"{name}{end}")
            if is_phone and name == "idee":
                take(anybody, "telefoon", whole=False)
        for name, (path, start) in PARTS.items():
            anybody.visit(path)
            anybody.page.locator(start).evaluate("start => start.scrollIntoView()")
            take(anybody, f"{name}{end}", whole=False)
        anybody.visit("/2020/partners")
        anybody.follow(texts.PARTNER)
        anybody.sees("De afspraak voor 2020")
        take(anybody, f"partner{end}")
        anybody.visit("/2020/slotconferentie")
        anybody.follow(title)
        anybody.sees("Wat het opleverde")
        take(anybody, f"initiatief{end}")
    with as_a(street, "Beleidsmedewerker") as member:
        member.follow("Teams")
        member.sees("Wie beslist waar?")
        take(member, f"teams{end}")
        member.visit("/2020/verdeling/plan")
        member.page.locator("#plan").evaluate("start => start.scrollIntoView()")
        take(member, f"plan{end}", whole=False)
        member.follow("Teams")
        member.follow(worker)
        to_the_year(member)
        member.sees("Huiskamer nieuwe stijl")
        take(member, f"beslissen{end}")


def take_pictures_of_a_partner(street: Street, *, is_phone: bool) -> None:
    """From the agreement to what was learned."""
    end = "-telefoon" if is_phone else ""
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit("/2020/partners")
        officer.follow(partnership.PARTNER)
        officer.sees("Dossier: de afspraak op vier pijlers")
        own = officer.page.url.removeprefix(street.address)
        link = officer.page.get_by_role("link", name=partnership.PERSON[0]).first
        member = link.get_attribute("href") or ""
        take_the_partners_agenda(street, member, own, end)
        officer.visit(f"{own}/contact")
        officer.fill({"E-mailadres": "cijfers@voorbeeld.nl"})
        officer.press("Bewaar het adres")
        for name, path in OF_A_PARTNER.items():
            officer.visit(own + path)
            take(officer, f"{name}{end}")


def take_the_partners_agenda(street: Street, sign_in: str, own: str, end: str) -> None:
    """Before the talk: the partner put a point on it, once."""
    with street.somebody() as member:
        member.visit(sign_in)
        member.visit(f"{own}/gesprek/2")
        if partnership.OF_THE_PARTNER["punt-titel"] not in member.page.locator("main").inner_text():
            member.fill({"Waar gaat het over?": partnership.OF_THE_PARTNER["punt-titel"]})
            member.fill({"Waarom wil je het bespreken?": partnership.OF_THE_PARTNER["punt-waarom"]})
            member.press("Zet dit op de agenda")
            member.visit(f"{own}/gesprek/2")
        take(member, f"agenda-partner{end}")


def take_pictures_of_a_survey(street: Street, *, is_phone: bool) -> None:
    """The form, while a survey is open, and what came out of the example's; for the office who gets mail."""
    end = "-telefoon" if is_phone else ""
    with street.somebody() as anybody:
        anybody.visit("/2020/vragenlijsten")
        anybody.follow(survey.TITLE)
        anybody.sees("Wat eruit kwam, per punt")
        anybody.page.locator("#h-uitkomst").evaluate("start => start.scrollIntoView()")
        take(anybody, f"uitkomst{end}", whole=False)
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit("/2020/vragenlijsten/raad")
        take(officer, f"raadsmail{end}")
        officer.visit("/2021/vragenlijsten")
        officer.fill({"Naam": "Opgroeien in onze buurt (voorbeeld)", "Laatste dag om te antwoorden": "2021-05-01"})
        officer.press("Maak het concept")
        officer.press("Open de vragenlijst")
        officer.sees("De vragenlijst is open.")
        of_survey = officer.page.url.removesuffix("/beheer").rsplit("/", 1)[-1]
    with street.somebody() as anybody:
        anybody.visit(f"/vragenlijst/{of_survey}")
        take(anybody, f"vragenlijst{end}")


def take(person: Somebody, name: str, *, whole: bool = True) -> None:
    # Pictures further down load when one gets there.
    person.page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
    person.page.wait_for_load_state("networkidle")
    shot = person.page.screenshot(full_page=whole)
    FOLDER.mkdir(exist_ok=True)
    for colours in (256, 128, 64, 32):
        small = io.BytesIO()
        Image.open(io.BytesIO(shot)).convert("RGB").quantize(colours).save(small, "PNG", optimize=True)
        if small.tell() <= MOST_BYTES:
            break
    (FOLDER / f"{name}.png").write_bytes(small.getvalue())
