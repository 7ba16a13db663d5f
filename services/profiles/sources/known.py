"""Which table a file is, and of which year: from its name, from what we know of CBS's tables, or as asked."""

import re
from pathlib import Path

from services.profiles.sources.refused import SourceRefused

KEY_FIGURES = {
    "82339NED": 2013,
    "82931NED": 2014,
    "83220NED": 2015,
    "83487NED": 2016,
    "83765NED": 2017,
    "84286NED": 2018,
    "84583NED": 2019,
    "84799NED": 2020,
    "85039NED": 2021,
    "85318NED": 2022,
    "85618NED": 2023,
    "85984NED": 2024,
}
"""Kerncijfers wijken en buurten: one table a year, which holds that year only."""

NUMBER = re.compile(r"(?<![0-9])[0-9]{5}[A-Z]{3}(?![A-Z])", re.ASCII | re.IGNORECASE)
YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])", re.ASCII)


def table_of(path: Path, asked: str | None) -> str:
    """The table's number. Raises SourceRefused when nothing says it, or when name and question differ."""
    found: set[str] = {match.upper() for match in NUMBER.findall(path.name)}
    if asked is None and len(found) != 1:
        raise SourceRefused("table-unasked", file=path.name)
    if asked is None:
        return found.pop()
    if found and asked.upper() not in found:
        raise SourceRefused("table-differs", file=path.name, found=", ".join(sorted(found)), asked=asked)
    return checked_number(asked)


def checked_number(asked: str) -> str:
    """A table's number as CBS writes it. Raises SourceRefused("table-malformed")."""
    if not NUMBER.fullmatch(asked):
        raise SourceRefused("table-malformed", table=asked)
    return asked.upper()


def year_of(source: str, table: str, asked: int | None, *, said: str = "") -> int:
    """The year the figures are about; `said` is text of the source, its name or period, in which one year may stand.

    Raises SourceRefused when nothing says it, or when the source and the question differ.
    """
    years = {int(year) for year in YEAR.findall(said)}
    found = KEY_FIGURES.get(table) or (years.pop() if len(years) == 1 else None)
    if found is None and asked is None:
        raise SourceRefused("year-unasked", source=source)
    if found and asked and found != asked:
        raise SourceRefused("year-differs", source=source, found=found, asked=asked)
    return found or asked or 0


def title_of(table: str, year: int) -> str:
    """The table's title, for a source that does not say it."""
    return f"Kerncijfers wijken en buurten {year}" if table in KEY_FIGURES else f"StatLine {table}, {year}"
