"""Put the sample's figures, regions and catalogue into the database, and the home municipality's areas."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Table, func, inspect
from sqlalchemy import select as rows
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import SQLModel, col, select

from services.kit.database import Session
from services.kit.work import plan_work
from services.profiles.contract.refusals import OtherMunicipality
from services.profiles.store.area_tables import Installation
from services.profiles.store.copying import copy_figures, line_of
from services.profiles.store.postcode_tables import Postcode
from services.profiles.store.tables import Indicator, Region, RegionMapping, Release, ReleaseColumn
from services.profiles.store.version import count_change
from services.profiles.usecases.forget_persons import FORGET_PERSONS
from services.profiles.usecases.lay_out_areas import LaidOut, lay_out_areas

Row = dict[str, Any]
_REGION_NUMBERS = rows(col(Region.code), col(Region.year), col(Region.number))


@dataclass(frozen=True, slots=True)
class Sample:
    """Rows by the names of the tables' columns; `figures` are release, region, indicator, status and number.

    `areas` are the home municipality's from the year `divided_in` on; none when the sample has no figures of it.
    """

    installation: Row
    releases: Sequence[Row]
    indicators: Sequence[Row]
    regions: Sequence[Row]
    mappings: Sequence[Row]
    postcodes: Sequence[Row]
    divided_in: int
    areas: Sequence[LaidOut]
    figures: Iterable[tuple[str, str, str, str, Decimal | None]]


async def import_sample(session: Session, sample: Sample) -> list[str]:
    """Import what is new and refresh names, definitions and borders; the ids of the releases that were new.

    What a release said never changes; a column we did not read of it before (the sample of an earlier Voorveld had
    fewer) comes in beside the others. Areas are laid out once, and an indicator that was edited stays as it is: they
    are the municipality's own. Raises OtherMunicipality.
    """
    await session.execute(rows(func.pg_advisory_xact_lock(func.hashtext("import"))))
    installation = await session.get(Installation, True)
    wanted = sample.installation["municipality"]
    if installation is not None and installation.municipality != wanted:
        raise OtherMunicipality(owner=installation.municipality, wanted=wanted)
    known = set((await session.execute(rows(col(Release.id)))).scalars())
    new = [row["id"] for row in sample.releases if row["id"] not in known]
    await _insert(session, Release, sample.releases)
    await _insert(session, Indicator, sample.indicators, refresh=True, unless=col(Indicator.edited_by).is_not(None))
    await _insert(session, Region, sample.regions, refresh=True)
    await _insert(session, RegionMapping, sample.mappings)
    await _insert(session, Postcode, sample.postcodes)
    told = await _find_told(session)
    await _take_figures(session, [figure for figure in sample.figures if (figure[0], figure[2]) not in told])
    if installation is None:
        await plan_work(session, FORGET_PERSONS, {})
        session.add(Installation(**sample.installation, data_version=1))
        if sample.areas:
            year, now = sample.divided_in, datetime.now(UTC)
            await lay_out_areas(session, year, year, sample.areas, by="sample", now=now)
    else:
        await count_change(session)
    return new


async def _insert(
    session: Session,
    into: type[SQLModel],
    rows: Sequence[Row],
    *,
    refresh: bool = False,
    unless: ColumnElement[bool] | None = None,
) -> None:
    """Insert rows; one that is there already stays, or takes the new words with `refresh` (except where `unless`)."""
    table = _table(into)
    for start in range(0, len(rows), 500):
        batch = rows[start : start + 500]
        statement = insert(table).values(list(batch))
        key = [column.name for column in table.primary_key]
        if refresh:
            fresh = {name: statement.excluded[name] for name in batch[0] if name not in key}
            may = None if unless is None else ~unless
            statement = statement.on_conflict_do_update(index_elements=key, set_=fresh, where=may)
        else:
            statement = statement.on_conflict_do_nothing()
        await session.execute(statement)


async def _find_told(session: Session) -> set[tuple[str, str]]:
    """Release and indicator of each column that is there already."""
    asked = (
        rows(col(Release.id), col(Indicator.code))
        .join(ReleaseColumn, col(ReleaseColumn.release_number) == col(Release.number))
        .join(Indicator, col(Indicator.number) == col(ReleaseColumn.indicator_number))
    )
    return {(release, indicator) for release, indicator in await session.execute(asked)}


async def _take_figures(session: Session, figures: Sequence[tuple[str, str, str, str, Decimal | None]]) -> None:
    """Figures of new releases under their short keys; a column without any is said once, of the column."""
    releases = {row.id: row for row in await session.exec(select(Release))}
    indicators = {row.code: row for row in await session.exec(select(Indicator))}
    regions = {(row.code, row.year): row.number for row in await session.execute(_REGION_NUMBERS)}
    published: dict[tuple[str, str], bool] = {}
    lines: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for release, region, indicator, status, number in figures:
        published[release, indicator] = status != "not_published"
        if status != "not_published":
            of, its = releases[release], indicators[indicator]
            line = line_of(regions[region, of.year], status, number)
            lines[of.number or 0][its.number or 0].append(line)
    session.add_all(
        ReleaseColumn(
            release_number=releases[release].number or 0,
            indicator_number=indicators[indicator].number or 0,
            source_column=indicators[indicator].source_columns,
            is_published=is_published,
        )
        for (release, indicator), is_published in published.items()
    )
    await session.flush()
    for release_number, by_indicator in lines.items():
        await copy_figures(session, release_number, by_indicator)


def _table(mapped: type[SQLModel]) -> Table:
    table = inspect(mapped).local_table
    assert isinstance(table, Table)
    return table
