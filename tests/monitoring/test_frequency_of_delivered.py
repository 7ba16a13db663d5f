"""How often a KPI comes does not change once values came under its code: those would be out of sight."""

from uuid import UUID, uuid4

import pytest

from services.monitoring.contract.dossier import PutInForce, SaveDraft
from services.monitoring.contract.dossier_refusals import FrequencyOfDelivered
from services.monitoring.contract.models import KpiDefinition
from tests.monitoring.test_due import every
from tests.monitoring.world import APPROVER, CORE_VALUES, Software, World, a_row, a_submission

QUARTERLY, MONTHLY = every("quarter", "families"), every("month", "families")
OTHER = every("quarter", "activities")


async def write(world: World, partner_id: UUID, *kpis: KpiDefinition, seen: int = 0) -> int:
    body = SaveDraft(seen_revision=seen, core_values=CORE_VALUES, kpis=list(kpis))
    return (await world.officer.save_draft(partner_id, 2020, body)).revision


async def put_in_force(world: World, partner_id: UUID, revision: int) -> None:
    seen = PutInForce(seen_revision=revision)
    await world.client.on_behalf_of(APPROVER).put_in_force(partner_id, 2020, seen, key=str(uuid4()))


async def deliver(software: Software, period: str = "2020-Q1") -> None:
    assert (await software.receipt(a_submission(a_row(12, "families", None), period=period)))["new"] == 1


async def test_a_draft_is_refused_at_the_field_with_what_to_do(world: World) -> None:
    software = await world.software(kpis=[OTHER, QUARTERLY])
    await deliver(software)
    with pytest.raises(FrequencyOfDelivered, match="eigen code") as refused:
        await write(world, software.partner_id, OTHER, MONTHLY)
    (error,) = refused.value.errors
    assert (error["field"], error["codes"]) == ("kpis.1.frequency", "families")
    assert "families" in error["detail"]


async def test_a_draft_of_before_the_values_is_refused_when_it_is_put_in_force(world: World) -> None:
    software = await world.software(kpis=[QUARTERLY])
    revision = await write(world, software.partner_id, MONTHLY)
    await deliver(software)
    with pytest.raises(FrequencyOfDelivered):
        await put_in_force(world, software.partner_id, revision)
    assert (await world.officer.dossier(software.partner_id, 2020)).versions == [1]


async def test_without_values_or_with_a_code_of_its_own_it_may_and_what_came_stays_to_be_read(world: World) -> None:
    software = await world.software(kpis=[QUARTERLY, OTHER])
    await deliver(software)
    own = every("month", "families_month")
    revision = await write(world, software.partner_id, own, every("month", "activities"))
    await put_in_force(world, software.partner_id, revision)
    where = f"/v1/partners/{software.partner_id}/kpis/families/series?year=2020"
    series = (await world.http.get(where)).json()
    assert ([point["number"] for point in series["points"]], series["leftOutSince"]) == ([12], 2)
    with pytest.raises(FrequencyOfDelivered):
        await write(world, software.partner_id, MONTHLY)


async def test_values_of_another_year_or_partner_decide_nothing(world: World) -> None:
    software, other = await world.software(kpis=[QUARTERLY]), await world.software(kpis=[QUARTERLY])
    await deliver(other)
    await world.agree_before(software.partner_id, 2019, [QUARTERLY])
    await deliver(software, "2019-Q4")
    await put_in_force(world, software.partner_id, await write(world, software.partner_id, MONTHLY))
