"""A draft that changes how often a delivered figure comes: refused at its field, with what to do."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from frontend.forms.dossier import DossierForm
from services.monitoring.contract.models import KpiValueIn, SubmitKpiValues
from tests.support.office import somebody
from tests.support.partners import LIST, agree, path_of
from tests.support.series import OFFICER
from tests.support.world import World


def test_a_refusal_is_shown_at_the_row_that_was_counted() -> None:
    form = DossierForm(None, "nl", kpi1_code="a", kpi3_naam="b")
    assert form.kpi_fields(range(1, 7)) == {
        "kpis.0.frequency": "kpi1_hoe_vaak",
        "kpis.1.frequency": "kpi3_hoe_vaak",
    }


@pytest.mark.asyncio(loop_scope="module")
async def test_the_page_says_it_at_the_field_and_keeps_what_was_typed(world: World) -> None:
    world.clock.set(datetime(2020, 4, 10, 9, tzinfo=UTC))
    async with somebody(world, "beleidsmedewerker") as officer:
        here = path_of(await agree(world, officer, await officer.send(await officer.visit(LIST), LIST, naam="Vaker")))
        client = world.monitoring()
        key = (await client.on_behalf_of(OFFICER).make_api_key(UUID(here.split("/")[3]), key=str(uuid4()))).key or ""
        rows = [KpiValueIn.model_validate({"kpi": "open_house", "areaId": "oosterparkwijk", "value": 12})]
        await client.submit(SubmitKpiValues(period="2020-Q1", values=rows), api_key=key)
        await client.close()
        draft = await officer.visit(f"{here}/dossier/concept")
        page = await officer.send(draft, "/dossier/concept", kpi1_hoe_vaak="month")
        assert page.status == 400
        page.must_say("Onder deze code zijn al cijfers geleverd: open_house.", "met een eigen code")
        assert page.form("/dossier/concept").fields["kpi1_hoe_vaak"] == "month"
