"""Where the tests with a browser begin: in a Voorveld that was just started, or after the example year.

Both are made once a run; each module (or test) goes on in a copy of its own.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.pages import look_at, look_at_english
from tests.browser.people import DESKTOP, Street
from tests.support.installation import Installation, a_running_voorveld, free_ports
from tests.support.prepared import a_copy_of

PROGRESS = "/dev/voorbeeldjaar"


@contextmanager
def a_new_voorveld() -> Iterator[Installation]:
    """Nothing has happened here yet."""
    with a_copy_of("started", _start) as folder, a_running_voorveld(folder, free_ports()) as running:
        yield running


@contextmanager
def a_voorveld_after_the_year(chromium: Browser) -> Iterator[Installation]:
    """The year was played with the button; its clock goes on from there."""
    with a_copy_of("played", lambda folder: _play(chromium, folder)) as folder:
        port = free_ports()
        for mail in (folder / "data" / "mail").glob("*.eml"):
            mail.write_bytes(re.sub(rb"//localhost:\d+", b"//localhost:%d" % port, mail.read_bytes()))
        with a_running_voorveld(folder, port, now="") as running:
            yield running


def _start(folder: Path) -> None:
    with a_running_voorveld(folder, free_ports()):
        pass


def _play(chromium: Browser, folder: Path) -> None:
    """With the button on /dev; its page tells how far it is without being asked."""
    with a_copy_of("started", _start) as new:
        with a_running_voorveld(new, free_ports()) as running:
            _press_the_button(Street(chromium, running.address, DESKTOP))
        (new / "data").rename(folder / "data")


def _press_the_button(street: Street) -> None:
    with street.somebody() as developer:
        developer.visit("/dev")
        developer.press("Speel het voorbeeldjaar")
        developer.sees("Het jaar wordt gespeeld")
        wrong = look_at(developer, "progress while playing")
        expect(developer.page.get_by_role("status")).to_contain_text("Het jaar is gespeeld.", timeout=240_000)
        developer.sees("The closing conference")
        wrong += look_at(developer, "progress after playing")
        developer.follow("Bekijk 2020")
        developer.sees("Heb je een idee voor je buurt?", "Voorbeeld.")
        developer.visit("/taal/en?terug=/2020")
        developer.visit(PROGRESS)
        wrong += look_at_english(developer, "progress after playing")
    assert not wrong, "\n".join(wrong)
