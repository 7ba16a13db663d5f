"""Nothing of a series lets somebody work out a hidden number."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product

from services.monitoring.domain.release import Cell, share_is_hidden
from services.monitoring.domain.signals.release import Delivered, pooled, total_is_hidden
from services.monitoring.domain.signals.series import Shape, pooled_years

THEN = datetime(2021, 1, 20, tzinfo=UTC)


def cells(*values: int, unit: str = "children") -> list[Cell]:
    return [Cell(unit, Decimal(value)) for value in values]


def parts(*values: int, unit: str = "children") -> list[Delivered]:
    return [Delivered(cell, THEN, cell.is_small) for cell in cells(*values, unit=unit)]


def test_a_pooled_year_leaves_each_hidden_number_every_value_it_could_have() -> None:
    """Every year of four quarters of 0 to 6 children: who sees the rest and the total knows no more than 1 to 4."""
    told = 0
    for quarters in product(range(7), repeat=4):
        year = pooled(parts(*quarters))
        if year is None:
            continue
        told += 1
        hidden = [value for value in quarters if 1 <= value <= 4]
        left = year - sum(value for value in quarters if not 1 <= value <= 4)
        ways = [way for way in product(range(1, 5), repeat=len(hidden)) if sum(way) == left]
        assert all({way[i] for way in ways} == {1, 2, 3, 4} for i in range(len(hidden)))
    assert told > 500


def test_a_year_is_pooled_only_when_something_is_hidden_and_all_of_it_came() -> None:
    assert pooled(parts(3, 2, 9, 0)) == 14
    assert pooled(parts(3, 3, 9, 0)) is None
    assert pooled(parts(5, 6, 9, 0)) is None
    assert pooled([*parts(3, 2, 9), None]) is None
    assert pooled(parts(3, 2, 9, 0, unit="activities")) is None
    assert pooled([*parts(3, 2, 9), Delivered(Cell("children", Decimal(38)), THEN, is_hidden=True)]) is None


def test_a_year_that_can_still_be_corrected_has_no_total() -> None:
    """Two totals, before and after, would tell by how much a hidden number was corrected."""
    quarters = [f"2020-Q{number}" for number in range(1, 5)]
    values = {("reached", each, None): part for each, part in zip(quarters, parts(3, 2, 9, 0), strict=True)}
    assert pooled_years(Shape("reached"), quarters, values, date(2021, 6, 30)) == {}
    assert pooled_years(Shape("reached"), quarters, values, date(2021, 7, 1)) == {2020: 14}


def test_all_areas_together_are_hidden_with_one_of_them() -> None:
    assert total_is_hidden(parts(20, 3))
    assert not total_is_hidden(parts(20, 0, 5))


def test_a_share_is_hidden_with_either_side_of_it() -> None:
    def hidden(cases: int, of: int) -> bool:
        return share_is_hidden(*cells(cases, of))

    assert hidden(3, 40)
    assert hidden(38, 40)
    assert hidden(0, 4)
    assert not hidden(0, 40)
    assert not hidden(40, 40)
    assert not hidden(12, 40)
