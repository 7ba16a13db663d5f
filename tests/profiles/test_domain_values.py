"""A value is a number or a reason, never both and never neither."""

from decimal import Decimal

import pytest

from services.profiles.domain.values import Status, Value


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.NUMBER])
def test_what_is_no_number_carries_none(status: Status) -> None:
    assert Value(status).number is None
    with pytest.raises(ValueError):
        Value(status, Decimal(0))


def test_a_number_needs_its_number() -> None:
    with pytest.raises(ValueError):
        Value(Status.NUMBER)


@pytest.mark.parametrize(("given", "shown"), [("2.25", "2.3"), ("-2.25", "-2.3"), ("2.24", "2.2"), ("0", "0.0")])
def test_halves_round_away_from_zero(given: str, shown: str) -> None:
    assert str(Value.of(Decimal(given)).rounded(1).number) == shown


def test_rounding_leaves_what_is_no_number_alone() -> None:
    assert Value(Status.MISSING).rounded(0) == Value(Status.MISSING)


def test_what_a_source_tells_keeps_its_decimals_and_what_is_calculated_does_not() -> None:
    assert str(Value.of(Decimal("2.04")).rounded(1, is_as_told=True).number) == "2.04"
    assert str(Value.of(Decimal("2")).rounded(1, is_as_told=True).number) == "2.0"
    assert str(Value.of(Decimal("2.04")).rounded(1).number) == "2.0"
