"""The municipality's own figures as a CSV: its lines as rows of a delivery, or a sentence for each that cannot be read.

The format stands in docs/own-figures.md, and on the page.
"""

import csv
import re
from decimal import Decimal

from frontend.forms.form import Form
from services.profiles.contract.own_figures import LIKE_THOUSANDS, DeliverOwnFigures, NoNumber, OwnFigure

FIELDS = {"table": "tabel", "title": "titel", "licence": "licentie", "attribution": "bron", "url": "adres"}
COLUMNS = {
    "region": {"region", "regio"},
    "year": {"year", "jaar"},
    "indicator": {"indicator", "cijfer"},
    "value": {"value", "waarde"},
}
NO_NUMBER: dict[str, NoNumber] = {
    "withheld": "withheld",
    "geheim": "withheld",
    "missing": "missing",
    "ontbreekt": "missing",
    "not_applicable": "not_applicable",
    "niet van toepassing": "not_applicable",
}
NUMBER = re.compile(r"-?[0-9]{1,15}([.,][0-9]{1,6})?", re.ASCII)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_ROWS = 5000
FIRST = {"licentie": "CC0 1.0"}


class OwnFiguresForm(Form):
    """`lines` holds the line of the file each row stands on; `faults` what is wrong, by line."""

    lines: tuple[int, ...] = ()
    faults: tuple[tuple[int, str], ...] = ()

    def take_file(self, content: bytes) -> None:
        """Keep the text of the file in the form, so that it can be mended there. Excel writes windows-1252."""
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
        self.typed["regels"] = text.replace("\x00", "").strip()

    def delivery(self) -> DeliverOwnFigures | None:
        """What to deliver, or None with the sentences in `errors` and `faults`."""
        _ = self._
        table = self.text("tabel", _("Geef de bron een korte naam"), most=80)
        if table and not SLUG.fullmatch(table):
            self.errors["tabel"] = _("Gebruik kleine letters, cijfers en streepjes. Bijvoorbeeld: wachtlijst-jeugd")
        title = self.text("titel", _("Geef de bron een titel"), most=200)
        licence = self.text("licentie", _("Schrijf wat anderen ermee mogen"), most=100)
        attribution = self.text("bron", _("Schrijf wie we als bron noemen"), most=300)
        url = self["adres"]
        if url and not re.fullmatch(r"https?://\S{1,490}", url):
            self.errors["adres"] = _("Schrijf een heel adres. Bijvoorbeeld: https://www.gemeente.nl/cijfers")
        rows = self._rows()
        if self.errors or self.faults:
            return None
        return DeliverOwnFigures(table=table, title=title, licence=licence, attribution=attribution, url=url, rows=rows)

    def _rows(self) -> list[OwnFigure]:
        text = self["regels"].removeprefix("\ufeff").replace("\r\n", "\n")
        if not text:
            self.errors["regels"] = self._("Kies een bestand, of plak de regels hier")
            return []
        head, *lines = text.split("\n")
        places = _places(head)
        if places is None:
            self.errors["regels"] = self._("De eerste regel moet zijn: regio;jaar;indicator;waarde")
            return []
        separator = _separator(head)
        numbered = [(number, line) for number, line in enumerate(lines, start=2) if line.strip(" ;,\t")]
        if not 1 <= len(numbered) <= MOST_ROWS:
            self.errors["regels"] = self._("Lever minstens één en hoogstens 5.000 regels per keer aan")
            return []
        self.lines = tuple(number for number, _line in numbered)
        read = [(number, self._row(line, separator, places)) for number, line in numbered]
        self.faults = tuple((number, row) for number, row in read if isinstance(row, str))
        return [row for _number, row in read if not isinstance(row, str)]

    def _row(self, line: str, separator: str, places: dict[str, int]) -> OwnFigure | str:
        """The figure of a line, or the sentence that says how to mend it."""
        _ = self._
        try:
            cells = [cell.strip() for cell in next(csv.reader([line], delimiter=separator), [])]
        except csv.Error:  # A line end within a line, or a cell longer than any book.
            return _("Deze regel kunnen we niet lezen als regel van een CSV.")
        if len(cells) <= max(places.values()):
            return _("Deze regel heeft te weinig kolommen.")
        region, year, indicator, value = (cells[places[name]] for name in COLUMNS)
        if not re.fullmatch(r"20[0-9]{2}|2100", year, re.ASCII):
            return _("Het jaar is geen jaar. Bijvoorbeeld: 2020")
        if not (0 < len(region) <= 80 and 0 < len(indicator) <= 80):
            return _("De regio of het cijfer is leeg of te lang.")
        if LIKE_THOUSANDS.fullmatch(value):
            return self.in_one_way(value)
        status = NO_NUMBER.get(value.lower())
        if status is None and not NUMBER.fullmatch(value):
            return _("De waarde is geen getal, en ook niet geheim, ontbreekt of niet van toepassing.")
        number = None if status else Decimal(value.replace(",", "."))
        return OwnFigure(region=region, year=int(year), indicator=indicator, number=number, status=status)


def _separator(head: str) -> str:
    return max(";,\t", key=head.count)


def _places(head: str) -> dict[str, int] | None:
    """Where each column stands, or None when one is not there."""
    names = [name.strip().strip('"').lower() for name in head.split(_separator(head))]
    found = {column: at for column, words in COLUMNS.items() for at, name in enumerate(names) if name in words}
    return found if len(found) == len(COLUMNS) else None
