"""Take in a release of a table: what is new, changed, unchanged or refused, and then all of it or nothing."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlalchemy import select as rows

from services.kit.database import Session
from services.profiles.domain.reading import plan_readings
from services.profiles.sources.table import SourceTable
from services.profiles.store.areas import get_installation
from services.profiles.store.catalogue import Catalogue, read_catalogue
from services.profiles.store.copying import copy_figures
from services.profiles.store.imports import Counts, count_against_earlier, find_nobody, find_release_like
from services.profiles.store.tables import Release, ReleaseColumn
from services.profiles.store.version import count_change
from services.profiles.usecases.add_indicators import add_indicators
from services.profiles.usecases.add_regions import RegionNumbers, get_region_numbers
from services.profiles.usecases.read_columns import Column, RefusedRow, read_column, read_rows


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `release` is None when nothing was new or something was refused: then nothing landed."""

    table: str
    year: int
    release: str | None
    regions: int
    counts: Counts
    not_published: tuple[str, ...]
    added_indicators: tuple[str, ...]
    refused: tuple[RefusedRow, ...]


async def import_table(
    session: Session,
    table: SourceTable,
    *,
    by: str,
    now: datetime,
    progress: Callable[[int], None] = lambda _: None,
) -> ImportReport:
    """Import this release of a table; the same again changes nothing.

    One refused row refuses all: then `release` is None and the report says what to put right. `progress` is told how
    many rows were read. Raises SourceRefused when the source breaks off, and NoFigures before the first start.
    """
    await session.execute(rows(func.pg_advisory_xact_lock(func.hashtext("import"))))
    await get_installation(session)
    async with session.begin_nested() as attempt:
        report = await _import(session, table, by, now, progress)
        if report.release is None:
            await attempt.rollback()
        else:
            await count_change(session)
    return report


async def _import(
    session: Session, table: SourceTable, by: str, now: datetime, progress: Callable[[int], None]
) -> ImportReport:
    regions = await get_region_numbers(session, table.year)
    known, refused = read_rows(table, regions, progress)
    added = await add_indicators(session, await read_catalogue(session), table.columns, known)
    catalogue = await read_catalogue(session)
    places = {column.stem: place for place, column in enumerate(table.columns)}
    wanted = [(code, row.source_columns, row.base) for code, row in catalogue.indicators.items()]
    columns = []
    readings = plan_readings(wanted, places)
    told_elsewhere = {reading.base_of for reading in readings if reading.base_of}
    nobody = await find_nobody(session, catalogue, table.table, table.year, told_elsewhere)
    for reading in readings:
        column, wrong = read_column(reading, table.columns, known, nobody.get(reading.base_of or "", ()))
        columns.append(column)
        refused.extend(wrong)
    empty = tuple(column.reading.columns for column in columns if not column.is_published)
    if refused:
        return _report(table, regions, Counts(), empty, added, refused)
    fingerprint = _fingerprint(catalogue, columns)
    figures = sum(len(column.lines) for column in columns)
    if await find_release_like(session, table.table, table.year, fingerprint):
        return _report(table, regions, Counts(unchanged=figures), empty, added)
    release = await _release(session, catalogue, table, by, now, fingerprint)
    await regions.write(session)
    await _write(session, catalogue, release, columns)
    counts = await count_against_earlier(session, catalogue, release, figures)
    is_news = counts.new or counts.changed
    return _report(table, regions, counts, empty, added, release=release.id if is_news else None)


async def _release(
    session: Session, catalogue: Catalogue, table: SourceTable, by: str, now: datetime, fingerprint: str
) -> Release:
    earlier = [r for r in catalogue.releases.values() if (r.source_table, r.year) == (table.table, table.year)]
    release = Release(
        id=f"{table.table}-{table.year}-{len(earlier) + 1}",
        source_table=table.table,
        title=table.title,
        year=table.year,
        edition="later" if earlier else "first",
        modified=table.modified,
        retrieved=now.date(),
        licence=table.licence,
        attribution=table.attribution,
        url=table.url,
        note="",
        published_on=table.modified or now.date(),
        fingerprint=fingerprint,
        imported_by=by,
        imported_at=now,
    )
    session.add(release)
    await session.flush()
    return release


async def _write(session: Session, catalogue: Catalogue, release: Release, columns: list[Column]) -> None:
    """Copy column by column: the index then grows at its edges."""
    for column in columns:
        number = catalogue.number(column.reading.indicator)
        session.add(
            ReleaseColumn(
                release_number=release.number or 0,
                indicator_number=number,
                source_column=column.reading.columns,
                is_published=column.is_published,
            )
        )
    published = {catalogue.number(c.reading.indicator): c.lines for c in columns if c.lines}
    await session.flush()
    await copy_figures(session, release.number or 0, published)


def _report(
    table: SourceTable,
    regions: RegionNumbers,
    counts: Counts,
    empty: tuple[str, ...],
    added: list[str],
    refused: list[RefusedRow] | None = None,
    release: str | None = None,
) -> ImportReport:
    return ImportReport(
        table.table, table.year, release, regions.seen, counts, empty, tuple(added), tuple(refused or ())
    )


def _fingerprint(catalogue: Catalogue, columns: list[Column]) -> str:
    """Of all that was read, so that the same file again is recognised without writing it."""
    digest = hashlib.sha256()
    for column in sorted(columns, key=lambda column: catalogue.number(column.reading.indicator)):
        digest.update(f"\n{column.reading.indicator}\n".encode())
        digest.update("\n".join(column.lines).encode())
    return digest.hexdigest()
