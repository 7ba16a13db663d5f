"""What is printed of a survey: a camera reads the address of its form, and who types it comes to the same place."""

import re
from uuid import UUID
from xml.etree import ElementTree

import pytest
import segno

from frontend.drawing.qr import DAMAGE, QUIET, qr_svg
from tests.budget.pdfs import read_pdf
from tests.frontend.test_survey_pages import id_of, opened
from tests.support.office import somebody
from tests.support.world import World

SVG = "{http://www.w3.org/2000/svg}"
WHOLE = f"https://voorveld.example/vragenlijst/{UUID(int=1)}?code=K7M4Q-XP2RA"
_STEP = re.compile(r"([Mmh])(-?\d+(?:\.5)?)(?: ?(-?\d+(?:\.5)?))?")


def modules(drawn: str) -> set[tuple[int, int]]:
    """The dark modules of a drawing, by column and row: its lines are one module high."""
    root = ElementTree.fromstring(drawn)
    lines = next(path for path in root.iter(f"{SVG}path") if path.get("stroke"))
    x, y, dark = 0.0, 0.0, set()
    for kind, across, down in _STEP.findall(lines.attrib["d"]):
        if kind == "h":
            dark |= {(int(x) + step, int(y)) for step in range(int(across))}
            x += float(across)
        elif kind == "M":
            x, y = float(across), float(down)
        else:
            x, y = x + float(across), y + float(down)
    return dark


@pytest.mark.parametrize("address", [WHOLE, "http://127.0.0.1:8000/vragenlijst"])
def test_every_module_lies_where_the_standard_puts_it_inside_enough_white(address: str) -> None:
    matrix = segno.make_qr(address, error=DAMAGE).matrix
    wanted = {(QUIET + x, QUIET + y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}
    assert modules(qr_svg(address)) == wanted
    root = ElementTree.fromstring(qr_svg(address))
    assert root.attrib["viewBox"] == f"0 0 {len(matrix) + 2 * QUIET} {len(matrix) + 2 * QUIET}"


def test_another_address_is_another_drawing() -> None:
    assert modules(qr_svg(WHOLE)) != modules(qr_svg(WHOLE.replace("K7M4Q", "K7M4R")))


@pytest.mark.asyncio(loop_scope="module")
async def test_the_poster_says_where_to_go_and_its_short_address_leads_to_the_form(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page, _links = await opened(world, officer, "Poster")
        made = await officer.fetch(page.address + "/poster")
        assert made.content[:5] == b"%PDF-"
        text = " ".join(read_pdf(made.content).text.split())
        assert "Antwoorden kan tot en met 20 april 2020." in text
        assert "4 korte zinnen en twee vragen" in text
        assert re.search(r"https?://\S+/vragenlijst Antwoorden", text)
        async with somebody(world) as resident:
            assert (await resident.visit("/vragenlijst")).address.endswith(f"/vragenlijst/{id_of(page)}")
            assert "/inloggen" in (await resident.visit(page.address + "/poster")).address


@pytest.mark.asyncio(loop_scope="module")
async def test_a_scanned_strip_brings_its_code_along(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page, _links = await opened(world, officer, "Scannen", inwoners="codes")
        form = page.form("/codes")
        answer = await officer.post(form.action, form.fields | {"aantal": "1"})
        code = re.findall(r"\b[2-9A-Z]{5}-[2-9A-Z]{5}\b", read_pdf(answer.content).text)[0]
        where = f"/vragenlijst/{id_of(page)}"
        async with somebody(world) as resident:
            scanned = await resident.visit(f"{where}?code={code}")
            assert scanned.address.endswith(where), "the code stays in no history"
            assert scanned.form(where).fields["code"] == code
            assert (await resident.visit(where)).form(where).fields["code"] == code, "loading again keeps it"
            (await resident.send(scanned, where, **{"punt-1": "4"})).must_say("Je antwoord is binnen.")
            assert (await resident.visit(where)).form(where).fields["code"] == "", "the next one types their own"
