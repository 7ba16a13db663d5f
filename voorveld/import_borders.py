"""`voorveld import borders`: where regions lie."""

import argparse
import asyncio

from services.kit.errors import Refusal as ServiceRefusal
from services.profiles.sources.borders import SourceBorder, read_borders
from services.profiles.sources.refused import SourceRefused
from services.profiles.usecases.import_borders import BordersReport
from services.profiles.usecases.import_borders import import_borders as draw
from voorveld.profiles_database import profiles_database, profiles_url
from voorveld.refusal import Refusal
from voorveld.settings import RunSettings

SHOWN = 20


def import_borders(options: argparse.Namespace, settings: RunSettings) -> int:
    """Draw the regions of the year asked. Raises Refusal when codes in the file are no regions of that year."""
    try:
        borders = read_borders(options.file, year=options.year)
    except SourceRefused as refusal:
        raise Refusal(str(refusal)) from refusal
    with profiles_url(settings) as url:
        report = asyncio.run(_draw(url, borders, options.year))
    if report.strangers:
        raise Refusal(_strangers(report, options.year))
    print(f"{options.year}: {report.drawn:,} outlines drawn, {report.unchanged:,} unchanged.")
    if report.without:
        print(f"  {report.without:,} districts of the home municipality have no outline yet.")
    return 0


async def _draw(url: str, borders: list[SourceBorder], year: int) -> BordersReport:
    async with profiles_database(url) as database:
        try:
            async with database.transaction() as session:
                return await draw(session, borders, year)
        except ServiceRefusal as refusal:
            raise Refusal("This database holds no installation yet. Start it once with `make run`.") from refusal


def _strangers(report: BordersReport, year: int) -> str:
    shown = "\n".join(f"  {code} {name}" for code, name in report.strangers[:SHOWN])
    more = f"\n  and {len(report.strangers) - SHOWN:,} more" if len(report.strangers) > SHOWN else ""
    return (
        f"{len(report.strangers):,} codes are no regions of {year}, or have another name in it. Nothing was drawn.\n"
        f"{shown}{more}\nImport the figures of {year} first, or say the year of the file: --year."
    )
