"""Staff print codes as a PDF of strips; the browser may not keep it."""

import pytest

from tests.frontend.test_voting_pages import HERE, OFFICER, an_open_round
from tests.support.office import a_published_split, somebody
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_strips_are_a_pdf_and_the_page_says_what_to_do_with_it(world: World) -> None:
    await a_published_split(world, 2020)
    address = await an_open_round(world, HERE)
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit(f"{address}/opzet")
        page.must_say("Gooi het bestand weg als de brieven weg zijn", "Stroken om op te sturen (PDF)")
        (await officer.send(page, "/codes", aantal="501", hoe="stroken")).must_say("van 1 tot en met 500")
        form = page.form("/codes")
        strips = await officer.post(form.action, {**form.fields, "aantal": "2", "hoe": "stroken"})
        assert strips.content[:5] == b"%PDF-"
        (await officer.visit(f"{address}/opzet")).must_say("Codes op papier 2")
