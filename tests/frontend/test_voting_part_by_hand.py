"""Who makes an outcome final gives a plan a part by hand, on the page; it stays there with its reason."""

import pytest
import pytest_asyncio

from tests.frontend.test_consent_pages import a_scheme
from tests.support.office import a_published_split, somebody
from tests.support.voting import BEFORE, a_counted_round, at
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
HERE = "oosterparkwijk"


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def split(world: World) -> None:
    await a_published_split(world, 2020)


async def test_a_part_by_hand_is_a_deviation_that_everybody_reads(world: World) -> None:
    await a_scheme(world, manier="vote", deel="ja")
    at(world, BEFORE)
    address = await a_counted_round(world, HERE)
    async with somebody(world, "budgethouder") as approver:
        page = await approver.visit(f"{address}/vaststelling")
        page.must_say("Of: plan 1 krijgt een deel", "Hoeveel krijgt plan 3?", "Leeg: alles.")
        wrong = {"af-1": "ja", "deel-1": "100", "deel-3": "veel", "reden-3": "Zo kan het."}
        refused = await approver.send(page, "/vaststelling", **wrong, geen_belang="ja")
        assert refused.status == 422
        refused.must_say("Kies: geen geld, of een deel.", "Schrijf waarom je anders besluit")
        assert refused.form("/vaststelling").fields["deel-3"] == "veel"
        too_much = {"deel-1": "9.999", "reden-1": "De school doet mee."}
        above = await approver.send(page, "/vaststelling", **too_much, geen_belang="ja")
        above.must_say("Plan 1 kan een deel krijgen van")
        done = await approver.send(above, "/vaststelling", **{"deel-1": "150,50"}, geen_belang="ja")
        done.must_say("De uitslag is vastgesteld.", "€ 150,50 van", "De school doet mee.")
    async with somebody(world) as anybody:
        page = await anybody.visit(address)
        idea = next(href for label, href in page.links if label.startswith("1."))
        (await anybody.visit(idea)).must_say(
            "Waarom niet alles", "anders besloten dan de telling gaf", "De school doet mee."
        )
