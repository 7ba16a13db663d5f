"""What a partner is asked for: a percentage that is worked out, and figures that a later version leaves out."""

import pytest

from tests.frontend.test_dossier_pages import a_dossier, in_force
from tests.support.office import somebody
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
A_SHARE = {
    "kpi2_naam": "Hulp na de inloop",
    "kpi2_code": "helped",
    "kpi2_definitie": "Kinderen die hulp kregen",
    "kpi2_eenheid": "children",
    "kpi2_hoe_vaak": "month",
    "kpi3_naam": "Deel dat hulp kreeg",
    "kpi3_code": "helped_share",
    "kpi3_definitie": "Van wie in de inloop kwam",
    "kpi3_eenheid": "percent",
    "kpi3_hoe_vaak": "month",
    "kpi3_teller": "helped",
    "kpi3_noemer": "open_house",
}


async def test_a_percentage_that_nobody_delivers_is_said_to_be_worked_out(world: World) -> None:
    here = await a_dossier(world, "Rekent uit", **A_SHARE)
    async with somebody(world) as anybody:
        for address in (here, f"{here}/dossier"):
            page = await anybody.visit(address)
            assert page.words.count("Niemand levert dit: we rekenen het uit.") == 1, address
        await anybody.visit(f"/taal/en?terug={here}")
        (await anybody.visit(here)).must_say("Nobody delivers this: we work it out.")
    async with somebody(world, "beleidsmedewerker") as officer:
        form = await officer.visit(f"{here}/dossier/concept")
        form.must_say("We rekenen het percentage dan uit: niemand levert het meer.")
        await officer.send(form, "/dossier/concept", kpi1_doel="41")
        (await officer.visit(f"{here}/dossier/concept/lezen")).must_say("Niemand levert dit")
        form = await officer.visit(f"{here}/dossier/concept")
        await officer.send(form, "/dossier/concept", kpi3_teller="wie hulp kreeg")
        drafted = await officer.visit(f"{here}/dossier/concept/lezen")
        drafted.must_say("wie hulp kreeg")
        assert "Niemand levert dit" not in drafted.words


async def test_what_is_agreed_no_more_is_folded_with_since_when_and_leads_to_its_series(world: World) -> None:
    here = await a_dossier(world, "Laat weg", **A_SHARE)
    async with somebody(world, "beleidsmedewerker") as officer:
        assert "Niet meer afgesproken" not in (await officer.visit(here)).words
        form = await officer.visit(f"{here}/dossier/concept")
        await officer.send(form, "/dossier/concept", **dict.fromkeys(A_SHARE, ""))
    await in_force(world, here)
    async with somebody(world) as anybody:
        page = await anybody.visit(here)
        page.must_say("Niet meer afgesproken", "Hulp na de inloop sinds versie 2 van de afspraak, van ")
        (await anybody.visit(page.link("/cijfers/helped"))).must_say("Dit cijfer staat niet meer in de afspraak")
