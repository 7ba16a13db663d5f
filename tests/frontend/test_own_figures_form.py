"""Lines of a CSV of own figures that no CSV can hold: each gets its sentence, and the form stands."""

import pytest
from starlette.datastructures import FormData

from frontend.forms.own_figures import OwnFiguresForm

SOURCE = {"tabel": "wachtlijst", "titel": "Wachtlijst", "licentie": "CC0 1.0", "bron": "Gemeente"}


@pytest.mark.parametrize("line", ["GM0014;2020;\rwaiting;12", "x" * 200_000, '"' + "x" * 200_000 + '";2020;waiting;12'])
def test_a_line_that_cannot_be_read_is_named_by_its_line(line: str) -> None:
    lines = f"region;year;indicator;value\nGM0014;2020;waiting;12\n{line}"
    form = OwnFiguresForm(FormData({**SOURCE, "regels": lines}), "nl")
    assert form.delivery() is None
    assert form.faults == ((3, "Deze regel kunnen we niet lezen als regel van een CSV."),)
