"""Rows out of a large delivery, one at a time: CSV or a JSON object per line. What cannot be read is refused alone.

What is not read as a row is kept too, with the whole of the file: so it raises PointsAtPerson where it does.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from services.kit.numbers import is_unclear, number_of
from services.kit.separated import Head
from services.monitoring.domain.harmless_rows import check_texts, texts_in
from services.monitoring.domain.row_rules import Row, Unread

COLUMNS = ("kpi", "areaId", "value")
LONGEST = {"kpi": 60, "areaId": 80}
UNCLEAR = object()
"""Instead of a value: what was written can be read as two numbers."""


class NoColumns(Exception):
    """The first line of a CSV does not name its columns."""


def csv_rows(lines: Iterable[str]) -> Iterator[Row | Unread]:
    """Rows of a CSV whose first line names kpi, areaId and value. A row without a value is no row. Raises NoColumns."""
    lines = iter(lines)
    head = Head(next(lines, ""))
    names = head.names
    if not {"kpi", "value"} <= set(names):
        raise NoColumns
    check_texts(0, names)
    at = {name: place for place, name in enumerate(names)}
    kpi_at, value_at, area_at, width = at["kpi"], at["value"], at.get("areaId"), len(names)
    ours = {place for place in (kpi_at, value_at, area_at) if place is not None}
    number = 0
    for cells in csv.reader(lines, delimiter=head.separator):
        if len(cells) > width and head.is_overfull(cells):
            number += 1
            check_texts(number, cells)
            yield Unread(number, "", None, ", ".join(COLUMNS), "too-many-cells")
            continue
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        text = cells[value_at].strip()
        if not text or len(cells) > len(ours):
            check_texts(number + 1, (cell for place, cell in enumerate(cells) if not text or place not in ours))
        if text:
            number += 1
            area_id = cells[area_at].strip() or None if area_at is not None else None
            yield _row(number, cells[kpi_at].strip(), area_id, text)


def json_rows(lines: Iterable[str]) -> Iterator[Row | Unread]:
    """Rows of a JSON object per line, with the fields of a delivery."""
    for number, line in enumerate((line for line in lines if line.strip()), start=1):
        given = _object(line)
        if isinstance(given, dict) and line.count(":") > len(given):
            given = json.loads(line, parse_float=Decimal, parse_int=Decimal, object_pairs_hook=tuple)
        yield json_row(number, given)


def _object(line: str) -> Any:
    """The fields of a line; the line itself when it is none."""
    try:
        given = json.loads(line, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError):
        return line
    return given if isinstance(given, dict) else line


def json_row(number: int, given: Any) -> Row | Unread:
    """A row as it was read from JSON, numbers as Decimal; as pairs when a field may stand there twice."""
    fields = dict(given) if isinstance(given, tuple) else given
    if isinstance(fields, dict) and fields.keys() <= set(COLUMNS) and len(fields) == len(given):
        return _row(number, fields.get("kpi"), fields.get("areaId"), fields.get("value"))
    check_texts(number, texts_in(given))
    return Unread(number, "", None, ", ".join(COLUMNS))


def _row(number: int, kpi: Any, area_id: Any, value: Any) -> Row | Unread:
    amount = _value(value) if isinstance(value, str) else _sound(value)
    if not _can_be_kept(kpi, "kpi"):
        found = Unread(number, "", None, "kpi")
    elif area_id is not None and not _can_be_kept(area_id, "areaId"):
        found = Unread(number, kpi, None, "areaId")
    elif amount is UNCLEAR:
        found = Unread(number, kpi, area_id, "value", "value-unclear")
    elif amount is None:
        found = Unread(number, kpi, area_id, "value")
    else:
        return Row(number, kpi, area_id, cast(Decimal, amount))
    check_texts(number, texts_in({"kpi": kpi, "areaId": area_id, "value": value}))
    return found


def _can_be_kept(text: object, column: str) -> bool:
    return isinstance(text, str) and 0 < len(text) <= LONGEST[column] and "\x00" not in text


@lru_cache(4096)
def _value(text: str) -> Decimal | object | None:
    number = number_of(text)
    return UNCLEAR if number is None and is_unclear(text) else number


def _sound(value: object) -> Decimal | None:
    """A number of JSON, unless its size alone would take the memory; a number in a text has 40 digits at most."""
    if isinstance(value, Decimal) and value.is_finite() and (not value or abs(value.adjusted()) <= 300):
        return value
    return None
