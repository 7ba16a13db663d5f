"""A referral put right by somebody of the partner, on a phone without scripts, and how its page looks."""

import os
from pathlib import Path

from tests.browser.pages import look_at, look_at_english
from tests.browser.people import Somebody, Street


def keep_picture(person: Somebody, name: str) -> None:
    """Only when somebody asks for them: `VOORVELD_LOOK=/tmp/x`."""
    if folder := os.environ.get("VOORVELD_LOOK"):
        person.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def put_right(street: Street, here: str, member_link: str) -> list[str]:
    """By somebody of the partner on a phone without scripts: the difference first, then an end, then one withdrawn."""
    with street.somebody(java_script_enabled=False, viewport={"width": 360, "height": 800}) as member:
        member.visit(member_link)
        member.visit(f"{here}/verwijzingen")
        member.follow("BJ-1")
        member.page.get_by_text("De verwijzing verbeteren").click()
        member.fill({"Begrote kosten in hele euro's": "9.500", "Wat was er verkeerd?": "kosten te laag"})
        member.press("Bekijk het verschil")
        member.sees(
            "Er is nog niets bewaard.", "wordt: € 9.500", "Zo blijft de verwijzing binnen versie 1 van de afspraak."
        )
        keep_picture(member, "referral-difference-360")
        member.press("Verbeter het zo")
        member.sees("Versie 1, verbeterd op 22 juli 2020", "daarna: € 9.500")
        member.page.get_by_text("Het einde verbeteren").click()
        member.pick("Hoe is de hulp gestopt?", "volgens plan")
        member.fill({"Laatste dag": "2020-06-30", "Wat was er verkeerd aan het einde?": "niet gemeld"})
        member.press("Verbeter het einde")
        member.sees("30 juni 2020, volgens plan")
        keep_picture(member, "referral-360")
        member.visit(f"{here}/verwijzingen")
        member.follow("BJ-2")
        member.page.get_by_text("De verwijzing intrekken").click()
        member.fill({"Waarom was dit geen verwijzing?": "moeder van Sanne belde af"})
        member.press("Trek de verwijzing in")
        member.sees("Hier staat een naam.")
        member.fill({"Waarom was dit geen verwijzing?": "dubbel gestuurd"})
        member.press("Trek de verwijzing in")
        member.sees("Ingetrokken op 22 juli 2020. Deze telt niet mee.")
    return how_it_looks(street, here, member_link)


def how_it_looks(street: Street, here: str, member_link: str) -> list[str]:
    """The page of a referral with its forms open, and with a difference to agree to."""
    with street.somebody() as member:
        member.visit(member_link)
        member.visit(f"{here}/verwijzingen")
        member.follow("BJ-1")
        where = member.page.url.removeprefix(street.address)
        for summary in member.page.locator("summary").all():
            summary.click()
        wrong = look_at(member, "referral to put right")
        keep_picture(member, "referral")
        member.fill({"AGB-code van de aanbieder": "22220003", "Wat was er verkeerd?": "andere aanbieder"})
        member.press("Bekijk het verschil")
        member.sees("Zo valt de verwijzing buiten de afspraak:")
        wrong += look_at(member, "difference of a referral")
        keep_picture(member, "referral-difference")
        member.visit(f"/taal/en?terug={where}")
        return wrong + look_at_english(member, "referral to put right")
