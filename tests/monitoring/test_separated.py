"""A comma that separates and a comma in a number: a row with a cell too many is refused, never cut off."""

from decimal import Decimal

import pytest

from frontend.forms.delivery import LinesForm
from services.kit.separated import Head
from services.monitoring.domain.bulk_rows import csv_rows
from services.monitoring.domain.harmless_rows import PointsAtPerson
from services.monitoring.domain.row_rules import Row, Unread
from tests.monitoring.test_stream import streamed
from tests.monitoring.world import World, a_row, a_submission

OVERFULL = [
    ("kpi,areaId,value\n", "spent,,118250,75"),
    ("kpi,areaId,value\n", "spent,,0,5"),
    ("kpi,areaId,value\n", "spent,,,75"),
    ("kpi;areaId;value\n", "spent;;7;5;"),
    ("kpi,value,areaId\n", "spent,7,5,west"),
]
FITTING = [
    ("kpi,areaId,value\n", 'spent,,"118250,75"', Decimal("118250.75")),
    ("kpi;areaId;value\n", "spent;;118250,75", Decimal("118250.75")),
    ("kpi,areaId,value\n", "spent,,7.5,,", Decimal("7.5")),
    ("kpi\tareaId\tvalue\n", "spent\t\t7,5", Decimal("7.5")),
]


@pytest.mark.parametrize(("head", "row"), OVERFULL)
def test_a_row_with_a_cell_too_many_is_refused_in_a_stream_and_at_the_screen(head: str, row: str) -> None:
    (found,) = csv_rows([head, row + "\n"])
    assert isinstance(found, Unread)
    assert (found.rule, found.number, found.value) == ("too-many-cells", 1, None)
    form = LinesForm(regels=head + row)
    assert form.values("2020-Q1") is None
    assert [(fault.line, fault.column) for fault in form.faults] == [(2, "")]
    assert "aanhalingstekens" in form.faults[0].sentence


@pytest.mark.parametrize(("head", "row", "value"), FITTING)
def test_a_number_in_quotes_or_between_semicolons_is_read_whole_by_both(head: str, row: str, value: Decimal) -> None:
    (found,) = csv_rows([head, row + "\n"])
    assert found == Row(1, "spent", None, value)
    body = LinesForm(regels=head + row).values("2020-Q1")
    assert body is not None
    assert [one.value for one in body.values] == [value]


def test_what_stands_in_a_cell_too_many_may_not_point_at_a_person() -> None:
    with pytest.raises(PointsAtPerson):
        list(csv_rows(["kpi,areaId,value\n", "spent,,7,iemand@example.org\n"]))


def test_a_byte_order_mark_and_quotes_are_no_part_of_a_name() -> None:
    assert Head('\ufeff"kpi";gebied;waarde\r\n').names == ["kpi", "gebied", "waarde"]


async def test_a_stream_refuses_that_row_says_how_to_mend_it_and_takes_the_others(world: World) -> None:
    software = await world.software()
    await software.receipt(a_submission(a_row(12), a_row(5, "activities", None)))
    rows = "kpi,areaId,value\nactivities,,0,5\nchildren_reached,oosterparkwijk,14\n"
    receipt = (await streamed(software, rows)).json()
    assert (receipt["changed"], receipt["refused"], receipt["rows"][0]["rule"]) == (1, 1, "too-many-cells")
    assert "puntkomma" in receipt["rows"][0]["mend"]
    replaced = (await streamed(software, rows, "&replace=true")).json()
    assert (replaced["submissionId"], replaced["withdrawn"]) == (None, 0)
