"""A real Chromium and real installations; without a Chromium these tests are left out, and say so."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.beginnings import a_new_voorveld, a_voorveld_after_the_year
from tests.support.installation import Installation
from voorveld.checks import browser

# As root, and without a network: Chromium's own look-ups would only be refused.
# And a page in a new browser needs no second process in reserve, nor the tabs and menus around it that nobody sees.
# (The last list of features counts: those from PaintHolding on are what Playwright wants off too.)
FEATURES_OFF = (
    *("SpareRendererForSitePerProcess", "PreloadTopChromeWebUI"),
    *("PaintHolding", "HttpsUpgrades", "MediaRouter", "OptimizationHints", "ThirdPartyStoragePartitioning"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose"),
)
ARGUMENTS = (
    f"--disable-features={','.join(FEATURES_OFF)}",
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    without = pytest.mark.skip(reason="no Chromium on this machine (VOORVELD_CHROMIUM names one; .ci/run installs it)")
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if browser() is None:
                item.add_marker(without)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Per module, because while it runs no test of this process can have an event loop."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=browser(), args=[*ARGUMENTS]) as program,
    ):
        yield program


@pytest.fixture
def fresh_installation() -> Iterator[Installation]:
    """Nothing has happened here yet."""
    with a_new_voorveld() as running:
        yield running


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    """One for all tests of a module."""
    with a_new_voorveld() as running:
        yield running


@pytest.fixture(scope="module")
def played_installation(chromium: Browser) -> Iterator[Installation]:
    """One for all tests of a module, after the example year."""
    with a_voorveld_after_the_year(chromium) as running:
        yield running
