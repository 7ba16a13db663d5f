"""One cell of CBS: a number exactly as written, or the right kind of no number."""

from decimal import Decimal

import pytest

from services.profiles.domain.values import Status, Value
from services.profiles.sources.cells import decimals_in, read_cell
from services.profiles.sources.refused import CellRefused


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("   92532", "92532"),
        ("     2.0", "2"),
        ("4,8", "4.8"),
        ("517.0", "517"),
        (517, "517"),
        (2.1, "2.1"),
        ("-3,5", "-3.5"),
        (1e-05, "0.00001"),
        ("1E+3", "1000"),
    ],
)
def test_trap_7_padding_point_and_comma_give_the_same_exact_number(raw: str | float | int, number: str) -> None:
    found = read_cell(raw)
    assert found == Value.of(Decimal(number))
    assert str(found.number) == str(Decimal(number))


@pytest.mark.parametrize("raw", [None, "", "     ", ".", "       .", "-99999999", -99999999, "-99997", "-99999999.0"])
def test_trap_2_unknown_blank_and_the_maps_sign_are_missing_and_never_zero(raw: str | int | None) -> None:
    assert read_cell(raw) == Value(Status.MISSING)


def test_trap_2_a_true_zero_is_a_number() -> None:
    assert read_cell("       0") == read_cell(0) == Value.of(0)


def test_trap_2_what_a_source_says_it_withholds_is_withheld() -> None:
    assert read_cell("  x").status is read_cell("Confidential").status is Status.WITHHELD
    assert read_cell("Impossible").status is Status.NOT_APPLICABLE


def test_nihil_in_statline_is_zero() -> None:
    assert read_cell("-") == Value.of(0)


@pytest.mark.parametrize(
    "raw", ["NEE", "12*", "1.234.567", "1,2,3", "1_000", "NaN", "inf", "0x10", "१२", "5 %", "--", "1E999"]
)
def test_what_is_neither_is_refused_and_not_guessed(raw: str) -> None:
    with pytest.raises(CellRefused) as caught:
        read_cell(raw)
    assert (caught.value.slug, caught.value.raw) == ("not-a-number", raw)


def test_as_many_decimals_are_seen_as_the_most_precise_cell_has() -> None:
    assert decimals_in(["5,3", "2.04", "80", ".", "veel"]) == 2
    assert decimals_in(["5.0", "80"]) == 0
    assert decimals_in(["", ".", None]) is None
