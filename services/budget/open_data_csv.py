"""Rows of the open data as CSV (RFC 4180): under the names of the JSON, amounts as whole cents, decimals with a point.

What anybody typed may begin like a formula, and a spreadsheet would run it: such a text gets a quote before it.
"""

import csv
import re
from collections.abc import Iterable
from datetime import date
from enum import Enum
from io import StringIO
from typing import get_args

from pydantic import BaseModel

from services.budget.contract.open_data import OpenFile
from services.budget.contract.splits import KeyComponent
from services.kit.contract import Reply

FORMULA = re.compile(r"\s*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would run (OWASP: CSV injection)."""


def open_csv(head: OpenFile, row: type[Reply], rows: Iterable[Reply]) -> str:
    """Text with a header, always; each line ends with its year, moment and licence, so that it can go on alone."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    moment = head.as_of.isoformat().replace("+00:00", "Z") if head.as_of else ""
    # A row says itself what it is of; what stands above a JSON file comes behind every line here.
    writer.writerow([*_headings(row), "publisher", "year", "asOf", "licence"])
    behind = [safe(head.publisher), head.year, moment, head.licence]
    writer.writerows([*(_cell(value) for _, value in each), *behind] for each in rows)
    return text.getvalue()


def row_of(rows: type[OpenFile], field: str = "rows") -> type[Reply]:
    """The class of the rows a file has, also when it has none."""
    (row,) = get_args(rows.model_fields[field].annotation)
    found: type[Reply] = row
    return found


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def _headings(row: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in row.model_fields.items()]


def _cell(value: object) -> str | int:
    match value:
        case None:
            return ""
        case Enum():
            return str(value.value)
        case int():
            return value
        case date():
            return value.isoformat()
        case KeyComponent():
            needed = f"{value.indicator} x {value.times}" if value.times else value.indicator
            return f"{needed}: {value.weight}"
        case list():
            return safe("; ".join(str(_cell(each)) for each in value))
        case _:
            return safe(str(value))
