"""Every page below a partner of the example year, for anybody, the officer and its own people, in two languages."""

from tests.browser.clicking import as_a
from tests.browser.pages import Screen, look_at, look_at_english
from tests.browser.people import Street
from voorveld import example_partnership_texts as partnership

PARTNERS = (
    Screen("partner", ""),
    Screen("dossier", "/dossier"),
    Screen("figure of money over time", "/cijfers/spent"),
    Screen("partner for the officer", "", "Beleidsmedewerker"),
    Screen("dossier for the officer", "/dossier", "Beleidsmedewerker"),
    Screen("draft of a dossier", "/dossier/concept", "Beleidsmedewerker"),
    Screen("what is due", "/leveren", "Beleidsmedewerker"),
    Screen("a period to look at", "/leveren/2020-Q1", "Beleidsmedewerker"),
    Screen("referrals", "/verwijzingen", "Beleidsmedewerker"),
    Screen("report that was accepted", "/verslag/1", "Beleidsmedewerker"),
    Screen("report in the making", "/verslag/2", "Beleidsmedewerker"),
    Screen("talk both approved", "/gesprek/1", "Beleidsmedewerker"),
    Screen("version of a talk", "/gesprek/1/versies/1", "Beleidsmedewerker"),
    Screen("talk to write", "/gesprek/2", "Beleidsmedewerker"),
    Screen("what was learned", "/leren", "Beleidsmedewerker"),
    Screen("what is due, for the partner", "/leveren", "Buurtzorg Jong (voorbeeld)"),
    Screen("a period to deliver", "/leveren/2020-Q4", "Buurtzorg Jong (voorbeeld)"),
    Screen("report to write", "/verslag/3", "Buurtzorg Jong (voorbeeld)"),
    Screen("talk for the partner", "/gesprek/2", "Buurtzorg Jong (voorbeeld)"),
)
"""Below the page of a partner whose year was played; the kind of its own people is its name."""


def wrong_with_a_partner(played: Street) -> list[str]:
    """What axe finds, and what sticks out, on any of them."""
    wrong = []
    own, member = _where_they_are(played)
    for kind in dict.fromkeys(screen.kind for screen in PARTNERS):
        with played.somebody() as person:
            if kind:
                person.visit("/dev")
                person.visit(member) if kind == partnership.PARTNER else person.follow(kind)
            for screen in PARTNERS:
                if screen.kind == kind:
                    person.visit(own + screen.path)
                    wrong += look_at(person, screen.name)
                    person.visit(f"/taal/en?terug={own}{screen.path}")
                    wrong += look_at_english(person, screen.name)
                    person.visit("/taal/nl?terug=/2020")
    return wrong


def _where_they_are(played: Street) -> tuple[str, str]:
    """The path of the partner, and where somebody of it signs in."""
    with as_a(played, "Beleidsmedewerker") as officer:
        officer.follow("Partners")
        officer.follow(partnership.PARTNER)
        officer.sees("Dossier: de afspraak op vier pijlers")
        member = officer.page.get_by_role("link", name=partnership.PERSON[0]).get_attribute("href")
        assert member
        return officer.page.url.removeprefix(played.address), member
