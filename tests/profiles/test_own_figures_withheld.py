"""What the municipality withholds of its own counts does not follow from a total beside it."""

from itertools import product

import pytest

from services.profiles.contract.refusals import OwnFiguresRefused
from services.profiles.domain.own_withheld import given_back
from services.profiles.domain.values import Status, Value
from tests.profiles.test_own_figures import OFFICER, delivery, groningen, row, told
from tests.support.profiles import Profiles

__all__ = ["groningen"]
PARENTS = {"a": "town", "b": "town", "c": "town", "town": None}
WITHHELD = Value(Status.WITHHELD)


def left(total: int, *parts: int | None, **other: Value) -> bool:
    values = {"town": Value.of(total)} | {
        name: WITHHELD if number is None else Value.of(number) for name, number in zip("abc", parts, strict=False)
    }
    return bool(given_back(values | other, PARENTS))


def test_one_withheld_part_is_what_is_left() -> None:
    assert left(33, 20, 10, None)
    assert not left(40, 20, 10, None)
    assert not left(33, 20, None)


def test_of_more_each_must_be_able_to_be_one_and_four() -> None:
    """All ways there are: what is refused leaves less than four values of some part, what is taken does not."""
    for total in range(2, 12):
        ways = [way for way in product(range(1, total), repeat=2) if sum(way) == total]
        assert left(total + 20, 20, None, None) == (len({way[0] for way in ways}) < 4)


def test_what_is_missing_leaves_everything_open() -> None:
    assert not left(33, 20, 10, c=Value(Status.MISSING))


def test_a_total_that_was_not_told_is_still_known_from_its_own_parts() -> None:
    parents = {"a": "x", "b": "x", "x": "town", "y": "town", "town": None}
    values = {"a": Value.of(9), "b": Value.of(8), "x": WITHHELD, "y": WITHHELD, "town": Value.of(20)}
    assert given_back(values, parents)[0].withheld == {"y"}


async def test_a_delivery_that_gives_back_what_was_withheld_is_refused_and_names_its_rows(groningen: Profiles) -> None:
    officer = groningen.client(OFFICER)
    page = await groningen.client().regions(2020, parent="WK001404")
    one, *others = sorted(region.code for region in page.regions)
    rows = [row(one, status="withheld"), *(row(part, 10) for part in others)]
    await officer.deliver_own_figures(delivery(*rows), key="parts-only")
    with pytest.raises(OwnFiguresRefused) as refused:
        await officer.deliver_own_figures(delivery(row("WK001404", 10 * len(others) + 3)), key="and-total")
    assert told(refused.value) == [("rows.1", "own.given-back")]
    taken = await officer.deliver_own_figures(delivery(row("WK001404", 10 * len(others) + 9)), key="larger-total")
    assert taken.new == 1
