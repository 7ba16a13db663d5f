"""What an area learned, typed at *Hielp het?*: refused without losing a word, saved, and seen with the next plan."""

import pytest
from playwright.sync_api import Browser

from tests.browser.clicking import as_a, set_the_clock
from tests.browser.pages import HERE, look_at
from tests.browser.people import DESKTOP, NO_SCRIPT, Street
from tests.support.installation import Installation

WORKED = "De huiskamer trok ouders die we nog niet kenden."
CHANGES = "Volgend jaar ook op woensdagmiddag."
TOO_LONG = "Vaker open. " * 200


@pytest.mark.parametrize("screen", [DESKTOP, NO_SCRIPT], ids=["script", "no script"])
def test_a_lesson_is_refused_kept_mended_saved_and_read_with_the_next_plan(
    chromium: Browser, installation: Installation, screen: dict[str, object]
) -> None:
    street = Street(chromium, installation.address, screen)
    set_the_clock(street, "2020-11-16T10:00")
    wrong = []
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit(f"{HERE}/hielp-het")
        officer.fill({"Wat werkte hier?": WORKED, "Wat doen jullie volgend jaar anders?": TOO_LONG})
        officer.press("Bewaar voor volgend jaar")
        officer.sees("Dit is te lang. Gebruik hoogstens 2000 tekens.")
        assert officer.page.get_by_label("Wat werkte hier?").input_value() == WORKED
        assert officer.page.get_by_label("Wat doen jullie volgend jaar anders?").input_value() == TOO_LONG.strip()
        if screen is DESKTOP:
            wrong += look_at(officer, "lesson with a mistake")
        officer.fill({"Wat doen jullie volgend jaar anders?": CHANGES})
        officer.press("Bewaar voor volgend jaar")
        officer.sees("Bewaard. Het staat ook bij het plan van 2021.")
        assert officer.page.get_by_label("Wat doen jullie volgend jaar anders?").input_value() == CHANGES
        officer.visit("/2021/verdeling/plan")
        officer.sees("Wat we leerden in 2020", WORKED, CHANGES)
    with street.somebody() as anybody:
        anybody.visit(f"{HERE}/hielp-het")
        anybody.sees(WORKED, CHANGES)
        assert anybody.page.get_by_label("Wat werkte hier?").count() == 0
    assert not wrong, "\n".join(wrong)
