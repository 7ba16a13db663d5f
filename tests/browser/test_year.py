"""The whole year, by clicking, on three kinds of screen; each time in a Voorveld where nothing had happened yet."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.clicking import play_the_year
from tests.browser.people import DESKTOP, NO_SCRIPT, PHONE, Street
from tests.support.installation import Installation


@pytest.mark.parametrize("screen", [DESKTOP, PHONE, NO_SCRIPT], ids=["desktop", "phone", "without script"])
def test_the_year_can_be_clicked(chromium: Browser, fresh_installation: Installation, screen: dict[str, Any]) -> None:
    play_the_year(Street(chromium, fresh_installation.address, screen), fresh_installation.monitoring)
