"""Put the sample's figures, regions and catalogue into the database, and the home municipality's areas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, func, inspect, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import SQLModel

from services.kit.database import Session
from services.kit.work import plan_work
from services.profiles.contract.refusals import OtherMunicipality
from services.profiles.store.tables import Area, AreaRegion, Indicator, Installation, Region, RegionValue, Release
from services.profiles.usecases.forget_persons import FORGET_PERSONS

Row = dict[str, Any]
FIGURE = ("release_id", "region_code", "indicator_code", "status", "number")


@dataclass(frozen=True, slots=True)
class Sample:
    """Rows by the names of the tables' columns; `figures` are tuples in the order of FIGURE."""

    installation: Row
    releases: Sequence[Row]
    indicators: Sequence[Row]
    regions: Sequence[Row]
    areas: Sequence[Row]
    area_regions: Sequence[Row]
    figures: Iterable[tuple[Any, ...]]


async def import_sample(session: Session, sample: Sample) -> list[str]:
    """Import what is new and refresh names, definitions and borders; the ids of the releases that were new.

    Figures of a release that is there already stay untouched: what a release said never changes. Areas are laid out
    once: from then on they are the municipality's own. Raises OtherMunicipality.
    """
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext("import-sample"))))
    installation = await session.get(Installation, True)
    wanted = sample.installation["municipality"]
    if installation is not None and installation.municipality != wanted:
        raise OtherMunicipality(owner=installation.municipality, wanted=wanted)
    known = set((await session.execute(select(_table(Release).c.id))).scalars())
    new = [row["id"] for row in sample.releases if row["id"] not in known]
    await _insert(session, Release, sample.releases)
    await _insert(session, Indicator, sample.indicators, refresh=True)
    await _insert(session, Region, sample.regions, refresh=True)
    await _copy_figures(session, [figure for figure in sample.figures if figure[0] in set(new)])
    if installation is None:
        await _insert(session, Area, sample.areas)
        await _insert(session, AreaRegion, sample.area_regions)
        await plan_work(session, FORGET_PERSONS, {})
        session.add(Installation(**sample.installation, data_version=1))
    else:
        installation.data_version += 1
    return new


async def _insert(session: Session, into: type[SQLModel], rows: Sequence[Row], *, refresh: bool = False) -> None:
    """Insert rows; one that is there already stays, or takes the new words when it may be refreshed."""
    table = _table(into)
    for start in range(0, len(rows), 500):
        batch = rows[start : start + 500]
        statement = insert(table).values(list(batch))
        key = [column.name for column in table.primary_key]
        if refresh:
            fresh = {name: statement.excluded[name] for name in batch[0] if name not in key}
            statement = statement.on_conflict_do_update(index_elements=key, set_=fresh)
        else:
            statement = statement.on_conflict_do_nothing()
        await session.execute(statement)


async def _copy_figures(session: Session, figures: list[tuple[Any, ...]]) -> None:
    """COPY in the session's own transaction: twenty thousand figures in a fraction of a second."""
    connection = await (await session.connection()).get_raw_connection()
    driver: Any = connection.driver_connection
    await driver.copy_records_to_table(_table(RegionValue).name, records=figures, columns=FIGURE)


def _table(mapped: type[SQLModel]) -> Table:
    table = inspect(mapped).local_table
    assert isinstance(table, Table)
    return table
