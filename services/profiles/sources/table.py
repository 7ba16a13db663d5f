"""What a reader hands over, whatever it read: a table with its origin, its columns, and its rows one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

LICENCE = "CC BY 4.0"


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """One measure. What the source and the packed catalogue do not say is "", or None for the decimals."""

    name: str  # As in this file or feed: "k_0Tot15Jaar_8", or a label of StatLine.
    stem: str  # The name that stays over the years: "k_0tot15jaar" (facts.md §6, trap 6).
    title: str
    unit: str  # In CBS's words: "aantal", "%", "x 1 000 euro", …
    description: str
    theme: str  # Path of CBS's groups: "Bevolking / Leeftijdsgroepen".
    decimals: int | None


@dataclass(frozen=True, slots=True)
class SourceRegion:
    """A region as this source names it, without padding (trap 7). `name` is "" when the source has codes only."""

    code: str
    level: str  # country, municipality, district or neighbourhood
    name: str
    municipality: str | None
    parent: str | None
    changed: int | None  # CBS's flag against the year before: 1 unchanged, 2 other code, 3 other borders.


Cell = str | float | int | None
"""A cell as it was read; `read_cell` says what it means."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One region's cells, in the order of the table's columns."""

    number: int  # The line in the file, or the place in the feed, counted from 1.
    region: SourceRegion
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One release of one table.

    `rows` reads while you iterate and may raise SourceRefused at any row: keep nothing of it before its end.
    It can be iterated again.
    """

    table: str  # CBS's number: "84799NED".
    title: str
    year: int
    modified: date | None  # When CBS last changed it, if the source says so.
    url: str
    licence: str
    attribution: str
    columns: Sequence[SourceColumn]
    rows: Iterable[SourceRow]
    expected_rows: int | None  # For a progress bar.

    @classmethod
    def of_cbs(
        cls,
        table: str,
        title: str,
        year: int,
        columns: Sequence[SourceColumn],
        rows: Iterable[SourceRow],
        *,
        expected_rows: int,
        modified: date | None = None,
        url: str = "",
    ) -> Self:
        """A table of CBS with its licence and attribution; without `url`, its page on StatLine."""
        page = url or f"https://opendata.cbs.nl/statline/#/CBS/nl/dataset/{table}/table"
        return cls(table, title, year, modified, page, LICENCE, f"Bron: CBS, {title}", columns, rows, expected_rows)
