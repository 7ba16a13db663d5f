"""A council member at a profile and a comparison: on a phone, without a script, by keyboard, in a frame elsewhere."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import look_at
from tests.browser.people import DESKTOP, NO_SCRIPT, PHONE, Street
from tests.support.installation import Installation

PROFILE = "/2019/regios/WK051842?thema=youth_care"
CARE = "Jongeren met jeugdzorg per 1.000 van 0 tot 25 jaar"


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_from_a_theme_to_what_a_figure_means(
    chromium: Browser, installation: Installation, screen: dict[str, object]
) -> None:
    with Street(chromium, installation.address, screen).somebody() as member:
        member.visit("/2019/regios/WK051842")
        member.sees("Wie wonen hier, en wat is er?")
        member.follow("Jeugdhulp")
        member.sees("Duidelijk hoger dan in Nederland.")
        summary = member.page.get_by_text(f"Wat is dit, en waar komt het vandaan? {CARE}")
        summary.focus()
        member.page.keyboard.press("Enter")
        opened = member.page.locator("details[open]")
        expect(opened.get_by_text("Hoe streng we oordelen")).to_be_visible()
        expect(opened.get_by_text("Kopieer deze regel:")).to_be_visible()
        assert not look_at(member, "profile with an open figure")


@pytest.mark.parametrize("screen", [NO_SCRIPT, {**PHONE, "java_script_enabled": False}], ids=["desktop", "phone"])
def test_places_are_chosen_by_name_without_a_script(
    chromium: Browser, installation: Installation, screen: dict[str, object]
) -> None:
    with Street(chromium, installation.address, screen).somebody() as member:
        member.visit(PROFILE)
        member.follow("Vergelijk met een andere plek")
        member.page.get_by_label("Plek 2").fill("wijk 39 binckhorst")
        member.press("Zet naast elkaar")
        member.sees("Wijk 42 Ypenburg en Wijk 39 Binckhorst")
        member.follow("Jeugdhulp")
        member.sees("Verschil met Wijk 42 Ypenburg: door afronding niet te zeggen")
        member.page.get_by_label("Plek 3").fill("duin")
        member.press("Zet naast elkaar")
        member.sees("Er zijn meer plekken met deze naam. Kies er hieronder een.")
        member.page.get_by_role("link", name="Wijk 08 Duindorp").first.click()
        member.sees("Wijk 42 Ypenburg, Wijk 39 Binckhorst en Wijk 08 Duindorp")


@contextmanager
def another_site(page: str) -> Iterator[str]:
    """A site with one page; a real one, since a browser does not let what never came over a network frame localhost."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            """Not among what the tests say."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_another_site_shows_the_chart_in_a_frame(chromium: Browser, installation: Installation) -> None:
    address = f"{installation.address}/insluiten/2019/WK051842/youth_care_per_1000"
    page = f'<h1>Elders</h1><link rel="icon" href="data:,"><iframe src="{address}" title="{CARE}" width="600"></iframe>'
    with Street(chromium, installation.address, DESKTOP).somebody() as reader, another_site(page) as elsewhere:
        reader.page.goto(elsewhere)
        chart = reader.page.frame_locator("iframe")
        expect(chart.get_by_text("Duidelijk hoger dan in Nederland.")).to_be_visible()
        expect(chart.get_by_role("link", name="Bekijk dit in Voorveld, met uitleg")).to_be_visible()
        assert reader.page.context.cookies() == []
        reader.visit("/insluiten/2019/WK051842/youth_care_per_1000")
        assert not look_at(reader, "chart by itself")


def test_all_of_a_place_is_printed_on_a_few_sheets(chromium: Browser, installation: Installation) -> None:
    with Street(chromium, installation.address, DESKTOP).somebody() as member:
        member.visit("/2020/regios/WK051842?thema=alles")
        printed = member.page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 12
        assert not look_at(member, "all themes")
