"""A real Chromium and real installations; without a Chromium these tests are left out, and say so."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.installation import Installation, a_running_voorveld, a_scratch_folder, free_ports
from tests.support.places import quick_place
from voorveld.checks import browser

# As root, and without a network: Chromium's own look-ups would only be refused.
ARGUMENTS = (
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
    with a_scratch_folder(quick_place()) as folder, a_running_voorveld(folder, free_ports()) as running:
        yield running


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    """One for all tests of a module."""
    with a_scratch_folder(quick_place()) as folder, a_running_voorveld(folder, free_ports()) as running:
        yield running
