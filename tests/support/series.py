"""A partner with a figure of four years, at a whole Voorveld."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from services.monitoring.contract.deliveries import GiveExtension
from services.monitoring.contract.dossier import PutInForce, SaveDraft
from services.monitoring.contract.models import AddPartner, KpiDefinition, KpiValueIn, SubmitKpiValues
from tests.support.apps import a_person
from tests.support.world import World

OFFICER = a_person(("policy_officer", None))
APPROVER = a_person(("approver", None))
LATER = date(2035, 1, 1)


async def a_partner_with(world: World, kpi: KpiDefinition, values: Sequence[int], first_year: int = 2017) -> UUID:
    """These values of the whole municipality, quarter by quarter; agreed, with more time, before the first year."""
    now = world.clock.now()
    world.clock.set(datetime(first_year - 1, 12, 10, 9, tzinfo=UTC))
    client = world.monitoring()
    officer = client.on_behalf_of(OFFICER)
    partner = (await officer.add_partner(AddPartner(name=f"Jeugd in de buurt {uuid4()}"), key=str(uuid4()))).id
    quarters = [f"{first_year + i // 4}-Q{i % 4 + 1}" for i in range(len(values))]
    for year in sorted({int(quarter[:4]) for quarter in quarters}):
        body = SaveDraft(seen_revision=0, core_values="Vroeg en dichtbij.", kpis=[kpi])
        draft = await officer.save_draft(partner, year, body)
        seen = PutInForce(seen_revision=draft.revision)
        await client.on_behalf_of(APPROVER).put_in_force(partner, year, seen, key=str(uuid4()))
    for quarter in quarters:
        more = GiveExtension(period=quarter, until=LATER, reason="Nieuwe software", given_as="Beleidsmedewerker")
        await officer.give_extension(partner, more, key=str(uuid4()))
    world.clock.set(now)
    key = (await officer.make_api_key(partner, key=str(uuid4()))).key or ""
    for quarter, value in zip(quarters, values, strict=True):
        rows = [KpiValueIn(kpi=kpi.code, area_id=None, value=value)]  # type: ignore[arg-type] (read as a Decimal)
        await client.submit(SubmitKpiValues(period=quarter, values=rows), api_key=key)
    await client.close()
    return partner
