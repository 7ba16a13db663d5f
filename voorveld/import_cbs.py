"""`voorveld import cbs`: a file or the feed of Statistics Netherlands into profiles, with a report."""

import argparse
import asyncio
import csv
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from services.kit.errors import Refusal as ServiceRefusal
from services.kit.http import PatientReader
from services.profiles.sources.feed import Roots, read_feed
from services.profiles.sources.files import read_file
from services.profiles.sources.refused import SourceRefused
from services.profiles.sources.table import SourceTable
from services.profiles.store.copying import tidy
from services.profiles.store.queries import find_municipality_names
from services.profiles.usecases.divide_by_district import divide_by_district
from services.profiles.usecases.import_table import ImportReport, import_table
from voorveld.profiles_database import profiles_database, profiles_url
from voorveld.progress import Progress
from voorveld.refusal import Refusal
from voorveld.settings import RunSettings

SHOWN = 20
"""Refused rows on the screen; `--report` writes all of them."""

Read = Callable[[dict[str, str]], Awaitable[SourceTable]]


def import_cbs(options: argparse.Namespace, settings: RunSettings) -> int:
    """Import what the options name and print what it did. 1 when something was refused: then nothing was imported."""
    if options.file is None and options.table is None:
        raise Refusal("Say which: a file, or --table 84583NED to take it from the feed of Statistics Netherlands.")
    with profiles_url(settings) as url:
        try:
            report = asyncio.run(_import(url, _reader(options, Roots(settings.cbs_v3_url, settings.cbs_v4_url))))
        except SourceRefused as refusal:
            raise Refusal(str(refusal)) from refusal
        except ServiceRefusal as refusal:
            raise Refusal("This database holds no installation yet. Start it once with `make run`.") from refusal
    if options.report:
        _write_refused(report, options.report)
    print(in_words(report))
    return 1 if report.refused else 0


def in_words(report: ImportReport) -> str:
    """The report as people read it."""
    lines = [f"{report.table}, {report.year}: {report.regions:,} regions."]
    if report.refused:
        lines.append(
            f"Refused: {len(report.refused):,} rows or cells. Nothing was imported. Put these right and try again:"
        )
        lines += [
            f"  line {row.line}, {row.region} {row.column}: {REASONS[row.reason]} ({row.found})"
            for row in report.refused[:SHOWN]
        ]
        if len(report.refused) > SHOWN:
            lines.append(f"  and {len(report.refused) - SHOWN:,} more; --report FILE writes all of them.")
        return "\n".join(lines)
    counts = report.counts
    lines.append(f"  new {counts.new:,}, changed {counts.changed:,}, unchanged {counts.unchanged:,}")
    if report.not_published:
        lines.append(f"  not yet published ({len(report.not_published)}): {', '.join(report.not_published)}")
    if report.added_indicators and report.release:
        lines.append(f"  new in the catalogue ({len(report.added_indicators)}): {', '.join(report.added_indicators)}")
    lines.append(
        f"Imported as {report.release}." if report.release else "All of it was known already; nothing changed."
    )
    return "\n".join(lines)


REASONS = {
    "not-a-number": "neither a number nor a sign Statistics Netherlands uses for no number",
    "other-name": "this code has another name in the figures we have of that year",
    "name-unknown": "the source gives no name and the region is not known yet; first import a file with names",
}


def _reader(options: argparse.Namespace, roots: Roots) -> Read:
    async def from_file(names: dict[str, str]) -> SourceTable:
        return read_file(options.file, table=options.table, year=options.year, names=names)

    async def from_feed(_names: dict[str, str]) -> SourceTable:
        reader = PatientReader()
        try:
            with Progress(options.table) as progress:
                return await read_feed(reader, options.table, year=options.year, roots=roots, told=progress.reached)
        finally:
            await reader.close()

    return from_file if options.file else from_feed


async def _import(url: str, read: Read) -> ImportReport:
    async with profiles_database(url) as database:
        async with database.reading() as session:
            names = await find_municipality_names(session)
        table = await read(names)
        with Progress(f"{table.table} {table.year}") as progress:
            async with database.transaction() as session:
                report = await import_table(
                    session,
                    table,
                    by="voorveld import",
                    now=datetime.now(UTC),
                    progress=lambda done: progress.reached(done, table.expected_rows),
                )
                if report.release:
                    await divide_by_district(session, table.year)
        if report.release:
            async with database.reading() as session:
                await tidy(session)
    return report


def _write_refused(report: ImportReport, path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["line", "region", "column", "reason", "found"])
        out.writerows([row.line, row.region, row.column, row.reason, row.found] for row in report.refused)
    print(f"{len(report.refused):,} refused rows written to {path}.", file=sys.stderr)
