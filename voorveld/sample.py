"""`voorveld import sample`: what a first run shows, read from `sample/` and given to profiles."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import text

from services.kit.database import Database
from services.kit.errors import Refusal as ServiceRefusal
from services.profiles.usecases.import_sample import Sample, import_sample
from voorveld.data_folder import held_data_folder
from voorveld.migrate import behind
from voorveld.postgres import EmbeddedPostgres
from voorveld.refusal import Refusal
from voorveld.roles import make_roles_and_databases
from voorveld.sample_files import (
    SampleAreas,
    areas_of,
    iter_borders,
    iter_indicators,
    iter_regions,
    iter_releases,
    iter_values,
)
from voorveld.settings import RunSettings
from voorveld.standalone_postgres import running

POSSIBLE = {
    "GM0014": "Groningen",
    "GM0392": "Haarlem",
    "GM0518": "Den Haag",
    "GM1509": "Oude IJsselstreek",
    "GM1901": "Bodegraven-Reeuwijk",
}


def load_when_empty(settings: RunSettings) -> None:
    """Load the sample when it is not there in full. Raises Refusal for a municipality the sample does not hold."""
    municipality_areas(settings.municipality)
    with _database_url(settings) as url:
        asyncio.run(load(url, settings.municipality))


async def load(url: str, municipality: str) -> list[str]:
    """Load into the database at this address; the ids of the releases that were new. One query when all is there."""
    areas = municipality_areas(municipality)
    async with _database(url) as database:
        async with database.reading() as session:
            if await session.scalar(_IS_LOADED, {"municipality": municipality, "releases": _release_ids()}):
                return []
        try:
            async with database.transaction() as session:
                new = await import_sample(session, read_sample(areas))
        except ServiceRefusal as refusal:
            raise Refusal(f"This database belongs to {refusal.facts['owner']}, not to {municipality}.") from refusal
    print(f"Sample loaded for {POSSIBLE[municipality]}: {', '.join(new) or 'nothing new'}.")
    return new


def municipality_areas(municipality: str) -> SampleAreas:
    """How the sample divides a municipality. Raises Refusal, naming what is possible."""
    areas = areas_of(municipality)
    if areas is None:
        possible = ", ".join(f"{code} ({name})" for code, name in POSSIBLE.items())
        raise Refusal(f"The sample has no figures of {municipality}. VOORVELD_MUNICIPALITY can be {possible}.")
    return areas


def read_sample(areas: SampleAreas) -> Sample:
    """The files of the sample as rows of profiles' tables."""
    borders = {(border.code, border.year): border for border in iter_borders()}
    regions = []
    for region in iter_regions():
        border = borders.get((region.code, region.year))
        drawn = {"borders": border and border.geometry, "borders_source": border and border.source}
        regions.append(asdict(region) | drawn)
    return Sample(
        installation={
            "municipality": areas.municipality,
            "grouping_note_nl": areas.note_nl,
            "grouping_note_en": areas.note_en,
        },
        releases=list(_releases()),
        indicators=list(_indicators()),
        regions=regions,
        areas=[{"id": area.id, "name": area.name} for area in areas.areas],
        area_regions=[
            {"valid_from": areas.year, "region_code": code, "area_id": area.id}
            for area in areas.areas
            for code in area.regions
        ],
        figures=((v.release, v.region, v.indicator, v.status, v.number) for v in iter_values()),
    )


def _releases() -> Iterator[dict[str, object]]:
    for release in iter_releases():
        row = asdict(release)
        now = datetime.now(UTC)
        yield row | {
            "source_table": row.pop("table"),
            "published_on": release.modified or release.retrieved or now.date(),
            "imported_by": "sample",
            "imported_at": now,
        }


def _indicators() -> Iterator[dict[str, object]]:
    for position, indicator in enumerate(iter_indicators(), start=1):
        row = asdict(indicator)
        yield row | {"position": position, "source_columns": " + ".join(row.pop("columns"))}


_IS_LOADED = text(
    "SELECT (SELECT count(*) FROM releases WHERE id = ANY(:releases)) = cardinality(CAST(:releases AS text[]))"
    " FROM installation WHERE municipality = :municipality"
)


def _release_ids() -> list[str]:
    return [release.id for release in iter_releases()]


@contextmanager
def _database_url(settings: RunSettings) -> Iterator[str]:
    """The database the environment names, or else our embedded one, started for as long as this takes."""
    if url := os.environ.get("PROFILES_DATABASE_URL"):
        yield url
        return
    with held_data_folder(settings) as data, running(EmbeddedPostgres(data)) as server:
        databases = asyncio.run(make_roles_and_databases(server))
        if "profiles" in asyncio.run(behind(databases)):
            raise Refusal("The database has no tables yet. Run `voorveld migrate` first.")
        yield databases["profiles"].app


@asynccontextmanager
async def _database(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        await database.close()
