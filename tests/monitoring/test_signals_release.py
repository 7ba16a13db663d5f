"""Nothing of a series lets somebody work out a hidden number."""

from decimal import Decimal
from itertools import product

from services.monitoring.domain.signals.release import Cell, pooled, share_is_hidden, total_is_hidden


def cells(*values: int, unit: str = "children") -> list[Cell]:
    return [Cell(unit, Decimal(value)) for value in values]


def test_a_pooled_year_never_leaves_one_way_to_fill_in_what_is_hidden() -> None:
    """Every year of four quarters of 0 to 6 children: who sees the rest and the total has two ways or more."""
    told = 0
    for quarters in product(range(7), repeat=4):
        year = pooled(cells(*quarters))
        if year is None:
            continue
        told += 1
        hidden = [value for value in quarters if 1 <= value <= 4]
        left = year - sum(value for value in quarters if not 1 <= value <= 4)
        ways = [way for way in product(range(1, 5), repeat=len(hidden)) if sum(way) == left]
        assert all(len({way[i] for way in ways}) > 1 for i in range(len(hidden)))
    assert told > 500


def test_a_year_is_pooled_only_when_something_is_hidden_and_all_of_it_came() -> None:
    assert pooled(cells(3, 2, 9, 0)) == 14
    assert pooled(cells(5, 6, 9, 0)) is None
    assert pooled([*cells(3, 2, 9), None]) is None
    assert pooled(cells(3, 2, 9, 0, unit="activities")) is None


def test_all_areas_together_are_hidden_with_one_of_them() -> None:
    assert total_is_hidden(cells(20, 3))
    assert not total_is_hidden(cells(20, 0, 5))


def test_a_share_is_hidden_with_either_side_of_it() -> None:
    def hidden(cases: int, of: int) -> bool:
        return share_is_hidden(*cells(cases, of))

    assert hidden(3, 40)
    assert hidden(38, 40)
    assert hidden(0, 4)
    assert not hidden(0, 40)
    assert not hidden(40, 40)
    assert not hidden(12, 40)
