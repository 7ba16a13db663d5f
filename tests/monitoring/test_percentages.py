"""What is hidden cannot be worked out from a percentage that stands beside it."""

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from services.monitoring.domain.signals.percentages import Figure, hidden_percentages
from services.monitoring.domain.signals.release import Cell
from tests.monitoring.world import World, a_kpi, a_row, a_submission

PLACE = (UUID(int=1), "2020-Q1", "oosterparkwijk")
COUNTS = st.integers(0, 60)


def published(cases: int, of: int, told: set[str]) -> dict[str, Decimal | None]:
    """What everybody sees of these counts and the percentage of them; None is hidden, not there is not delivered."""
    share = Decimal(round(cases * 100 / of, 2)) if of else Decimal(0)
    figures = [
        Figure(PLACE, "cases", Cell("children", Decimal(cases))),
        Figure(PLACE, "of", Cell("children", Decimal(of))),
        Figure(PLACE, "share", Cell("percent", share.quantize(Decimal("0.01"))), "cases", "of"),
    ]
    given_in = [figure for figure in figures if figure.code in told]
    hidden = hidden_percentages(given_in)
    return {
        figure.code: None if figure.key in hidden or figure.cell.is_small else figure.cell.value for figure in given_in
    }


@given(COUNTS, COUNTS, st.sampled_from([{"cases", "of", "share"}, {"of", "share"}]))
def test_a_count_of_one_to_four_cannot_be_worked_out(cases: int, of: int, told: set[str]) -> None:
    """Try every pair of counts there could be: those that look the same are not all one and the same small count."""
    cases = min(cases, of)
    seen = published(cases, of, told)
    if 1 <= cases <= 4 and of:
        alike = {small for small in range(5) if small <= of and published(small, of, told) == seen}
        assert len(alike) > 1 or of <= 4, (seen, alike)


def test_a_share_of_many_stays() -> None:
    assert published(20, 40, {"cases", "of", "share"})["share"] == 50


def test_a_share_that_leaves_few_out_is_hidden() -> None:
    assert published(38, 40, {"cases", "of", "share"})["share"] is None


async def test_everybody_sees_no_percentage_of_a_hidden_count_and_the_partner_does(world: World) -> None:
    percent = a_kpi("share", "percent").model_copy(update={"numerator": "helped", "denominator": "children_reached"})
    software = await world.software(kpis=[a_kpi(), a_kpi("helped"), percent])
    area, other = "oosterparkwijk", "binnenstad"
    few = [a_row(40, area=area), a_row(3, "helped", area), a_row(7.5, "share", area)]
    many = [a_row(40, area=other), a_row(20, "helped", other), a_row(50, "share", other)]
    await software.receipt(a_submission(*few, *many))
    pages = [f"/v1/partners/{software.partner_id}?year=2020", f"/v1/areas/{area}/figures?year=2020"]
    for page in pages:
        found: dict[str, Any] = (await world.http.get(page)).json()
        figures = found.get("figures") or found["kpis"]
        shown = {(each["kpi"]["code"], each["areaId"]): each["value"]["status"] for each in figures}
        assert (shown["share", area], shown["helped", area]) == ("too_small", "too_small")
        assert shown.get(("share", other), "number") == "number"
    mine = (await world.officer.partner_page(software.partner_id, 2020)).figures
    assert {each.value.status for each in mine} == {"number"}


def test_another_partner_or_period_hides_nothing_here() -> None:
    of = Figure((uuid4(), "2020-Q1", "a"), "of", Cell("children", Decimal(3)))
    assert hidden_percentages([of, Figure(PLACE, "share", Cell("percent", Decimal(50)), "cases", "of")]) == set()
