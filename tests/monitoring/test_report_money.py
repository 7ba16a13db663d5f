"""The money of a report: the subsidy agreed for the year beside what the partner says it spent, in whole cents."""

from decimal import Decimal

import pytest

from services.kit.errors import Invalid
from services.monitoring.contract.dossier import MoneyOfYear, PutInForce
from services.monitoring.contract.dossier_refusals import NotTheKpiOfMoney
from services.monitoring.contract.models import KpiDefinition
from services.monitoring.domain.money import spent_until
from tests.monitoring.dossiers import APPROVER, PILLARS, a_draft, an_agreement_in_force
from tests.monitoring.world import KPIS, Software, World, a_kpi, a_row, a_submission

SPENT = a_kpi("spent", "euros", by_area=False)
MONEY = MoneyOfYear(agreed_cents=1_000_000_00, source="Beschikking 71007", spent_kpi="spent")


def test_months_make_a_quarter_and_a_missing_one_is_not_nothing() -> None:
    euros = {"2020-Q1": Decimal("0.10"), "2020-04": Decimal("0.20"), "2020-05": Decimal("0.07"), "2020-06": Decimal(1)}
    assert (spent_until("2020-Q2", euros).quarters, spent_until("2020-Q2", euros).total) == (
        {"2020-Q1": 10, "2020-Q2": 127},
        137,
    )
    del euros["2020-05"]
    assert (spent_until("2020-Q2", euros).quarters["2020-Q2"], spent_until("2020-Q2", euros).total) == (None, None)
    assert spent_until("2020-Q1", euros).total == 10


async def with_money(world: World, kpi: KpiDefinition = SPENT) -> Software:
    partner_id = await world.a_partner()
    pillars = PILLARS.model_copy(update={"money": MONEY})
    draft = await world.officer.save_draft(partner_id, 2020, a_draft(pillars, kpis=[*KPIS, kpi]))
    seen = PutInForce(seen_revision=draft.revision)
    await world.client.on_behalf_of(APPROVER).put_in_force(partner_id, 2020, seen, key="put-in-force-1")
    return Software(partner_id, await world.a_key(partner_id), world.http)


async def test_agreed_and_spent_stand_beside_each_other_to_the_cent(world: World) -> None:
    software = await with_money(world)
    await software.receipt(a_submission(a_row("260000.55", "spent", None)))
    money = (await world.officer.report(software.partner_id, "2020-Q1")).content.money
    assert money
    assert money.spent_kpi
    assert (money.agreed_cents, money.source, money.spent_kpi.code) == (100_000_000, "Beschikking 71007", "spent")
    assert (money.spent_cents, money.left_cents) == (26_000_055, 73_999_945)
    later = (await world.officer.report(software.partner_id, "2020-Q2")).content.money
    assert later
    assert [each.cents for each in later.quarters] == [26_000_055, None]
    assert (later.spent_cents, later.left_cents) == (None, None)


async def test_more_than_agreed_is_below_zero(world: World) -> None:
    software = await with_money(world)
    await software.receipt(a_submission(a_row("1000000.01", "spent", None)))
    money = (await world.officer.report(software.partner_id, "2020-Q1")).content.money
    assert money
    assert money.left_cents == -1


@pytest.mark.parametrize(
    "kpi",
    [
        a_kpi("spent", "activities", by_area=False),
        a_kpi("spent", "euros", by_area=True),
        SPENT.model_copy(update={"frequency": "year"}),
        a_kpi("other", "euros", by_area=False),
    ],
)
async def test_only_a_fitting_kpi_can_say_what_was_spent(world: World, kpi: KpiDefinition) -> None:
    with pytest.raises(NotTheKpiOfMoney) as refused:
        await with_money(world, kpi)
    assert isinstance(refused.value, Invalid)


async def test_cents_are_whole_and_not_below_zero(world: World) -> None:
    software = await with_money(world)
    receipt = await software.receipt(a_submission(a_row("1.0005", "spent", None)))
    assert [row["rule"] for row in receipt["rows"]] == ["too-many-decimals"]
    receipt = await software.receipt(a_submission(a_row("-1", "spent", None)))
    assert [row["rule"] for row in receipt["rows"]] == ["value-negative"]


async def test_without_money_in_the_agreement_nothing_is_claimed(world: World) -> None:
    partner_id = await world.a_partner()
    await an_agreement_in_force(world, partner_id)
    money = (await world.officer.report(partner_id, "2020-Q1")).content.money
    assert money
    assert money.model_dump() == {
        "agreed_cents": None, "source": "", "spent_kpi": None, "quarters": [], "spent_cents": None, "left_cents": None,
    }  # fmt: skip
