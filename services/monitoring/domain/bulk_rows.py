"""Rows out of a large delivery, one at a time: CSV or a JSON object per line. What cannot be read is refused alone."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from services.kit.numbers import is_unclear, number_of
from services.monitoring.domain.row_rules import Fault, Row

COLUMNS = ("kpi", "areaId", "value")
LONGEST = {"kpi": 60, "areaId": 80}
UNCLEAR = object()
"""Instead of a value: what was written can be read as two numbers."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that cannot be read: where, and in which column."""

    number: int
    kpi: str
    area_id: str | None
    column: str
    rule: str = "row-unreadable"

    @property
    def fault(self) -> Fault:
        return Fault(self.rule, {"column": self.column})

    @property
    def as_content(self) -> str:
        """What stands in the place of its value when two deliveries are compared."""
        return f"{'unclear' if self.rule == 'value-unclear' else 'unread'}:{self.column}"


class NoColumns(Exception):
    """The first line of a CSV does not name its columns."""


def csv_rows(lines: Iterable[str]) -> Iterator[Row | Unread]:
    """Rows of a CSV whose first line names kpi, areaId and value. A row without a value is no row. Raises NoColumns."""
    lines = iter(lines)
    head = next(lines, "")
    separator = max(";,\t", key=head.count)
    names = [name.strip().strip('"') for name in head.rstrip("\r\n").split(separator)]
    if not {"kpi", "value"} <= set(names):
        raise NoColumns
    at = {name: place for place, name in enumerate(names)}
    kpi_at, value_at, area_at, width = at["kpi"], at["value"], at.get("areaId"), len(names)
    number = 0
    for cells in csv.reader(lines, delimiter=separator):
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        if text := cells[value_at].strip():
            number += 1
            area_id = cells[area_at].strip() or None if area_at is not None else None
            yield _row(number, cells[kpi_at].strip(), area_id, _value(text))


def json_rows(lines: Iterable[str]) -> Iterator[Row | Unread]:
    """Rows of a JSON object per line, with the fields of a delivery."""
    for number, line in enumerate((line for line in lines if line.strip()), start=1):
        try:
            given = json.loads(line, parse_float=Decimal, parse_int=Decimal)
        except ValueError:
            given = None
        if not isinstance(given, dict) or not given.keys() <= set(COLUMNS):
            yield Unread(number, "", None, "")
        else:
            yield _row(number, given.get("kpi"), given.get("areaId"), given.get("value"))


def _row(number: int, kpi: Any, area_id: Any, value: Any) -> Row | Unread:
    if not _can_be_kept(kpi, "kpi"):
        return Unread(number, "", None, "kpi")
    if area_id is not None and not _can_be_kept(area_id, "areaId"):
        return Unread(number, str(kpi), None, "areaId")
    if isinstance(value, str):
        value = _value(value)
    if value is UNCLEAR:
        return Unread(number, str(kpi), area_id, "value", "value-unclear")
    if not isinstance(value, Decimal) or not value.is_finite() or (value and abs(value.adjusted()) > 300):
        return Unread(number, str(kpi), area_id, "value")
    return Row(number, kpi, area_id, value)


def _can_be_kept(text: object, column: str) -> bool:
    return isinstance(text, str) and 0 < len(text) <= LONGEST[column] and "\x00" not in text


@lru_cache(4096)
def _value(text: str) -> Decimal | object | None:
    return UNCLEAR if is_unclear(text) else number_of(text)
