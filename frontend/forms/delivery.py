"""Figures a person of a partner delivers: typed into fields, or as lines of a CSV. Nothing typed is lost."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from frontend.forms.form import Form
from services.kit.numbers import is_unclear, number_of
from services.kit.separated import Head
from services.monitoring.contract.deliveries import DueValue
from services.monitoring.contract.models import KpiValueIn, Receipt, RowReceipt, SubmitKpiValues

COLUMNS = {"kpi": {"kpi"}, "area": {"areaid", "gebied"}, "value": {"value", "waarde"}}
MOST_ROWS = 5000
COLUMN_OF = {
    "unknown-kpi": "kpi",
    "period-not-of-kpi": "kpi",
    "area-missing": "gebied",
    "area-unknown": "gebied",
    "area-not-expected": "gebied",
    "given-twice": "kpi",
}
"""The column of the file a refused row is to be mended in; the value for every other rule."""


@dataclass(frozen=True)
class LineFault:
    """What is wrong with a line of the file, and in which column."""

    line: int
    column: str
    sentence: str


def field_of(kpi: str, area_id: str | None) -> str:
    """The name of the field of one value: codes have no double underscore."""
    return f"w__{kpi}__{area_id or ''}"


class DeliveryForm(Form):
    """One field for each value that is due. An empty field is not delivered, and stays as it was."""

    def values(self, period: str, due: Sequence[DueValue]) -> SubmitKpiValues | None:
        """What to deliver, or None with the sentences in `errors`."""
        rows = [row for row in (self._row(value) for value in due) if row]
        if not rows and not self.errors:
            self.errors[""] = self._("Vul minstens één cijfer in")
        return None if self.errors else SubmitKpiValues(period=period, values=rows)

    def _row(self, due: DueValue) -> KpiValueIn | None:
        name = field_of(due.kpi, due.area_id)
        number = self.number(name)
        return None if number is None else KpiValueIn(kpi=due.kpi, area_id=due.area_id, value=number)

    def take_receipt(self, receipt: Receipt) -> None:
        """Show what was refused at its field."""
        for row in receipt.rows:
            if row.mend:
                self.errors[field_of(row.kpi, row.area_id)] = row.mend


class LinesForm(Form):
    """A CSV. `lines` holds the line each row stands on; `faults` what cannot be read or was refused."""

    lines: tuple[int, ...] = ()
    faults: tuple[LineFault, ...] = ()

    def take_file(self, content: bytes) -> None:
        """Keep the text of the file in the form, so that it can be mended there. Excel writes windows-1252."""
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
        self.typed["regels"] = text.replace("\x00", "").strip()

    def values(self, period: str) -> SubmitKpiValues | None:
        """What to deliver, or None with the sentences in `errors` and `faults`. A line without a value is skipped."""
        first, *lines = self["regels"].replace("\r\n", "\n").split("\n")
        head = Head(first)
        names = [name.lower() for name in head.names]
        places = {column: at for column, words in COLUMNS.items() for at, name in enumerate(names) if name in words}
        if len(places) < len(COLUMNS):
            self.errors["regels"] = self._("De eerste regel moet deze kolommen noemen: kpi;gebied;waarde")
            return None
        read = [
            (number, row)
            for number, line in enumerate(lines, start=2)
            if (row := self._row(number, line, head, places)) is not None
        ]
        self.lines = tuple(number for number, _row in read)
        self.faults = tuple(row for _number, row in read if isinstance(row, LineFault))
        rows = [row for _number, row in read if isinstance(row, KpiValueIn)]
        if not self.faults and not 1 <= len(rows) <= MOST_ROWS:
            self.errors["regels"] = self._("Lever minstens één en hoogstens 5.000 regels per keer aan")
        return SubmitKpiValues(period=period, values=rows) if rows and not self.faults and not self.errors else None

    def _row(self, number: int, line: str, head: Head, places: dict[str, int]) -> KpiValueIn | LineFault | None:
        cells = self._cells(number, line, head)
        if isinstance(cells, LineFault):
            return cells
        if not any(cells):
            return None
        if len(cells) <= max(places.values()):
            return LineFault(number, "", self._("Deze regel heeft te weinig kolommen."))
        kpi, area, value = (cells[places[name]] for name in COLUMNS)
        if not value:
            return None
        figure = number_of(value)
        if figure is None:
            sentence = self._("Schrijf een getal zonder punt in duizendtallen. Bijvoorbeeld: 1200 of 7,5")
            sentence = self.in_one_way(value) if is_unclear(value) else sentence
            return LineFault(number, "waarde", sentence)
        if len(kpi) > 60 or len(area) > 80:
            return LineFault(number, "kpi" if len(kpi) > 60 else "gebied", self._("Deze code is te lang."))
        return KpiValueIn(kpi=kpi, area_id=area or None, value=figure)

    def _cells(self, number: int, line: str, head: Head) -> list[str] | LineFault:
        _ = self._
        try:
            cells = [cell.strip() for cell in next(csv.reader([line], delimiter=head.separator), [])]
        except csv.Error:
            return LineFault(number, "", _("Deze regel kunnen we niet lezen als regel van een CSV."))
        if not head.is_overfull(cells):
            return cells
        sentence = _(
            "Deze regel heeft meer kolommen dan de eerste regel noemt. Staat er een komma in een getal? "
            'Zet het getal dan tussen aanhalingstekens ("7,5"), of zet tussen de kolommen een puntkomma.'
        )
        return LineFault(number, "", sentence)

    def take_receipt(self, receipt: Receipt) -> None:
        """Show what was refused, by the line of the file and its column."""
        self.faults = tuple(self._fault(row) for row in receipt.rows if row.mend)

    def _fault(self, row: RowReceipt) -> LineFault:
        line = self.lines[row.row - 1] if row.row and row.row <= len(self.lines) else 0
        return LineFault(line, COLUMN_OF.get(row.rule or "", "waarde"), row.mend or "")
