"""A number that was typed is read in one way, or not at all."""

from decimal import Decimal

import pytest

from frontend.coping_view import assumptions_of
from frontend.forms.form import Form
from frontend.forms.kpis import kpi_typed
from services.kit.numbers import is_unclear, number_of
from services.monitoring.contract.models import KpiDefinition


@pytest.mark.parametrize("typed", ["1.000", "500.000", "12,500", "1.000,00", "1,000.00", "1.000.000", "-1.000"])
def test_what_can_be_two_numbers_is_none(typed: str) -> None:
    assert (number_of(typed), is_unclear(typed)) == (None, True)


@pytest.mark.parametrize(
    ("typed", "number"), [("1000", "1000"), ("12,5", "12.5"), ("12.50", "12.5"), ("0,125", "0.125"), ("1,0000", "1")]
)
def test_what_can_be_one_number_is_that(typed: str, number: str) -> None:
    assert number_of(typed) == Decimal(number)


def test_a_form_says_how_to_write_it_and_keeps_what_was_typed() -> None:
    form = Form(None, leeg="", veel="veel", punt="1.000", spatie="118 250,75")
    assert [form.number(name) for name in form.typed] == [None, None, None, Decimal("118250.75")]
    assert set(form.errors) == {"veel", "punt"}
    assert form.errors["punt"] == "“1.000” kan 1000 zijn en ook 1. Schrijf 1000 of 1."
    assert form["punt"] == "1.000"


def test_a_figure_that_is_shown_to_go_on_with_is_read_as_it_was() -> None:
    for number in ("0.125", "12.345", "1.5", "1000", "-3.25"):
        kpi = KpiDefinition(code="a", name="A", definition="A", unit="hours", target=Decimal(number))
        shown = kpi_typed(kpi)["doel"]
        assert Form(None, doel=shown).number("doel") == Decimal(number)


def test_a_percentage_in_an_address_that_can_be_two_is_left_out() -> None:
    assert assumptions_of({"aanname_minimum_van": "12,5%"}) == {"minimum_low": 12.5}
    assert assumptions_of({"aanname_minimum_van": "12.500", "aanname_minimum_tot": "veel"}) == {}
