"""Without a script: back and reload after a refusal are harmless; a form whose cookie is gone comes back filled in."""

import os
from pathlib import Path

from playwright.sync_api import Browser, expect

from frontend.security import CSRF_COOKIE
from tests.browser.pages import too_wide
from tests.browser.people import Street
from tests.support.installation import Installation

PHONE_WITHOUT_SCRIPTS = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}
WHERE = "/2095/bronnen"


def test_back_reload_and_a_lost_cookie_lose_nothing(chromium: Browser, installation: Installation) -> None:
    street = Street(chromium, installation.address, PHONE_WITHOUT_SCRIPTS)
    with street.somebody() as officer:
        page = officer.page
        page.goto(installation.address + "/dev/inloggen/beleidsmedewerker")
        page.goto(installation.address + WHERE)
        name, amount = page.locator("#naam"), page.locator("#bedrag")
        name.fill("Bijdrage van Zorgzaam")
        amount.fill("veel")
        page.get_by_label("Een vast bedrag").check()
        amount.press("Enter")
        expect(page.locator(".vv-error-summary")).to_be_visible()
        refused = page.url

        again = page.reload()
        assert again is not None
        assert again.status == 422
        expect(name).to_have_value("Bijdrage van Zorgzaam")
        page.goto(installation.address + WHERE)
        page.go_back()
        assert page.url == refused
        expect(name).to_have_value("Bijdrage van Zorgzaam")
        page.go_back()
        page.go_forward()
        expect(name).to_have_value("Bijdrage van Zorgzaam")

        page.context.clear_cookies(name=CSRF_COOKIE)
        amount.fill("12.345")
        amount.press("Enter")
        expect(page.locator(".vv-error-summary")).to_contain_text("Dit formulier stond te lang open.")
        expect(name).to_have_value("Bijdrage van Zorgzaam")
        assert too_wide(page) == ""
        if folder := os.environ.get("VOORVELD_PICTURES"):
            page.screenshot(path=Path(folder) / "te-lang-open.png", full_page=True)
        page.reload()
        expect(amount).to_have_value("12.345")
        amount.press("Enter")
        expect(page.get_by_text("De bron staat in het overzicht.")).to_be_visible()
        assert page.get_by_role("rowheader", name="Bijdrage van Zorgzaam").count() == 1
