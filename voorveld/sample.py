"""`voorveld import sample`: what a first run shows, read from `sample/` and given to profiles."""

import asyncio
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import text

from services.kit.errors import Refusal as ServiceRefusal
from services.profiles.sources.mappings import read_mappings
from services.profiles.usecases.import_sample import Sample, import_sample
from services.profiles.usecases.lay_out_areas import LaidOut
from voorveld.profiles_database import profiles_database, profiles_url
from voorveld.refusal import Refusal
from voorveld.sample_files import (
    MAPPINGS,
    SampleAreas,
    areas_of,
    iter_borders,
    iter_indicators,
    iter_postcodes,
    iter_regions,
    iter_releases,
    iter_values,
)
from voorveld.settings import RunSettings

POSSIBLE = {
    "GM0014": "Groningen",
    "GM0392": "Haarlem",
    "GM0518": "Den Haag",
    "GM1509": "Oude IJsselstreek",
    "GM1901": "Bodegraven-Reeuwijk",
}

BY_DISTRICT_NL = "Voorlopig is elk gebied een wijk van het CBS. De gemeente kan de gebieden zelf indelen."
BY_DISTRICT_EN = "For now each area is a district of Statistics Netherlands. The municipality can draw its own areas."
NO_FIGURES = """\
The sample has no figures of {municipality}. Import a table that has: voorveld import cbs FILE, or --table 84799NED."""


def load_when_empty(settings: RunSettings) -> None:
    """Load the sample when it is not there in full."""
    with profiles_url(settings) as url:
        asyncio.run(load(url, settings.municipality))


async def load(url: str, municipality: str) -> list[str]:
    """Load into the database at this address; the ids of the releases that were new. One query when all is there."""
    areas = municipality_areas(municipality)
    async with profiles_database(url) as database:
        async with database.reading() as session:
            if await session.scalar(_IS_LOADED, _sample_of(municipality)):
                return []
        try:
            async with database.transaction() as session:
                new = await import_sample(session, read_sample(areas))
        except ServiceRefusal as refusal:
            raise Refusal(f"This database belongs to {refusal.facts['owner']}, not to {municipality}.") from refusal
    print(f"Sample loaded for {POSSIBLE.get(municipality, municipality)}: {', '.join(new) or 'nothing new'}.")
    if not areas.areas:
        print(NO_FIGURES.format(municipality=municipality))
    return new


def municipality_areas(municipality: str) -> SampleAreas:
    """How the sample divides a municipality; without areas when it has no figures of it: those are imported later."""
    return areas_of(municipality) or SampleAreas(municipality, 0, BY_DISTRICT_NL, BY_DISTRICT_EN, ())


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
        mappings=list(_mappings()),
        postcodes=[asdict(postcode) for postcode in iter_postcodes()],
        divided_in=areas.year,
        areas=[LaidOut(area.id, area.name, area.regions) for area in areas.areas],
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


def _mappings() -> Iterator[dict[str, object]]:
    for _, mapping in read_mappings(MAPPINGS):
        share = Decimal(mapping.share.numerator) / mapping.share.denominator
        yield asdict(mapping) | {"share": share, "recorded_by": "sample", "recorded_at": datetime.now(UTC)}


def _indicators() -> Iterator[dict[str, object]]:
    for position, indicator in enumerate(iter_indicators(), start=1):
        row = asdict(indicator)
        yield row | {"position": position, "source_columns": " + ".join(row.pop("columns"))}


_IS_LOADED = text(
    "SELECT (SELECT count(*) FROM releases WHERE id = ANY(:releases)) = cardinality(CAST(:releases AS text[]))"
    " AND (SELECT count(DISTINCT from_code) FROM region_mappings WHERE from_code = ANY(:mapped))"
    " = cardinality(CAST(:mapped AS text[]))"
    " AND (SELECT count(*) FROM indicators WHERE code = ANY(:indicators)) = cardinality(CAST(:indicators AS text[]))"
    " AND (SELECT count(*) FROM release_columns JOIN releases ON number = release_number WHERE id = ANY(:releases))"
    " >= :columns"
    " AND (SELECT count(*) FROM postcodes) > 0"
    " FROM installation WHERE municipality = :municipality"
)


def _sample_of(municipality: str) -> dict[str, object]:
    """What must be there before the sample needs no loading."""
    mapped = {mapping.from_code for _, mapping in read_mappings(MAPPINGS)}
    return {
        "municipality": municipality,
        "releases": [release.id for release in iter_releases()],
        "mapped": sorted(mapped),
        "indicators": [indicator.code for indicator in iter_indicators()],
        "columns": len({(value.release, value.indicator) for value in iter_values()}),
    }
