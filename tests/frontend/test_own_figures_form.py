"""Lines of a CSV of own figures that no CSV can hold: each gets its sentence, and the form stands."""

from decimal import Decimal

import pytest
from starlette.datastructures import FormData

from frontend.forms.own_figures import OwnFiguresForm

SOURCE = {"tabel": "wachtlijst", "titel": "Wachtlijst", "licentie": "CC0 1.0", "bron": "Gemeente"}


def of_value(value: str) -> OwnFiguresForm:
    """The form with one line, in a CSV with semicolons."""
    lines = f"region;year;indicator;value\nGM0014;2020;waiting;{value}"
    return OwnFiguresForm(FormData({**SOURCE, "regels": lines}), "nl")


@pytest.mark.parametrize(
    ("value", "how"),
    [
        ("1.200", "“1.200” kan 1200 zijn en ook 1,2. Schrijf 1200 of 1,2."),
        ("1,200", "“1,200” kan 1200 zijn en ook 1,2. Schrijf 1200 of 1,2."),
        ("-12.500", "“-12.500” kan -12500 zijn en ook -12,5. Schrijf -12500 of -12,5."),
        ("1.125", "“1.125” kan 1125 zijn en ook 1,1250. Schrijf 1125 of 1,1250."),
        ("3.000", "“3.000” kan 3000 zijn en ook 3. Schrijf 3000 of 3."),
        ("1.200,50", "In “1.200,50” staan punten of komma's in duizendtallen. Schrijf ze niet: 1200 of 1200,5."),
        ("1,200.50", "In “1,200.50” staan punten of komma's in duizendtallen. Schrijf ze niet: 1200 of 1200,5."),
        ("1.200.000", "In “1.200.000” staan punten of komma's in duizendtallen. Schrijf ze niet: 1200 of 1200,5."),
    ],
)
def test_a_number_that_can_be_read_in_two_ways_is_refused_as_it_was_typed_with_how_to_write_it(
    value: str, how: str
) -> None:
    form = of_value(value)
    assert form.delivery() is None
    assert form.faults == ((2, how),)


@pytest.mark.parametrize(
    ("value", "number"), [("1200", "1200"), ("1,2", "1.2"), ("1.25", "1.25"), ("1,1250", "1.125"), ("0.125", "0.125")]
)
def test_a_number_that_can_be_read_in_one_way_is_taken(value: str, number: str) -> None:
    delivery = of_value(value).delivery()
    assert delivery is not None
    assert delivery.rows[0].number == Decimal(number)


@pytest.mark.parametrize("line", ["GM0014;2020;\rwaiting;12", "x" * 200_000, '"' + "x" * 200_000 + '";2020;waiting;12'])
def test_a_line_that_cannot_be_read_is_named_by_its_line(line: str) -> None:
    lines = f"region;year;indicator;value\nGM0014;2020;waiting;12\n{line}"
    form = OwnFiguresForm(FormData({**SOURCE, "regels": lines}), "nl")
    assert form.delivery() is None
    assert form.faults == ((3, "Deze regel kunnen we niet lezen als regel van een CSV."),)
