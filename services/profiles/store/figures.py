"""The SELECTs of figures: from the index alone, whatever the number of years and regions in the table."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    SmallInteger,
    String,
    any_,
    exists,
    func,
    literal,
    true,
)
from sqlalchemy import select as rows
from sqlmodel import col

from services.kit.database import Session
from services.profiles.domain.values import Status, Value
from services.profiles.store.catalogue import Catalogue
from services.profiles.store.tables import Region, RegionValue


@dataclass(frozen=True, slots=True)
class Found:
    """Figures of one year, by region and indicator code, and the release each came from."""

    values: dict[tuple[str, str], Value]
    releases: dict[tuple[str, str], str]


async def find_values(
    session: Session,
    catalogue: Catalogue,
    year: int,
    regions: Collection[str],
    indicators: Collection[str],
    as_of: date | None = None,
) -> Found:
    """The figures of these regions in a year, as the newest release said them, or the newest up to the day `as_of`.

    A figure of a column in which nothing was published yet is "not published", and so is one of the municipality's own
    that was not delivered; any other that is not here is missing.
    """
    return (await find_values_of_years(session, catalogue, {year: regions}, indicators, as_of))[year]


async def find_values_of_years(
    session: Session,
    catalogue: Catalogue,
    wanted: Mapping[int, Collection[str]],
    indicators: Collection[str],
    as_of: date | None = None,
) -> dict[int, Found]:
    """The figures of several years at once, by year; `wanted` are the codes of the regions of each year."""
    numbers = await _region_numbers(session, wanted)
    found = {year: Found({}, {}) for year in wanted}
    codes = {catalogue.number(code): code for code in indicators}
    asked = rows(
        col(RegionValue.region_number),
        col(RegionValue.indicator_number),
        col(RegionValue.release_number),
        col(RegionValue.status),
        col(RegionValue.number),
    ).where(
        col(RegionValue.indicator_number) == any_(literal(sorted(codes), ARRAY(SmallInteger))),
        col(RegionValue.region_number) == any_(literal(sorted(numbers), ARRAY(Integer))),
    )
    for row in sorted(await session.execute(asked), key=lambda row: catalogue.rank(row.release_number)):
        release = catalogue.release(row.release_number)
        if as_of is None or release.published_on <= as_of:
            year, region = numbers[row.region_number]
            key = (region, codes[row.indicator_number])
            found[year].values[key], found[year].releases[key] = _value(row.status, row.number), release.id
    for year, of_year in found.items():
        regions = {code for in_year, code in numbers.values() if in_year == year}
        _add_not_delivered(of_year, catalogue, regions, indicators)
        _add_not_published(of_year, catalogue.unpublished(year, as_of), regions, indicators)
    return found


async def find_years_with(
    session: Session, catalogue: Catalogue, codes: Collection[str], whose: ColumnElement[bool]
) -> dict[str, set[int]]:
    """Per indicator the years in which any of these regions has numbers of all that it is made of.

    So a table of a later year that has inhabitants only, or municipalities only, does not hide what was last published.
    """
    parts = {part for code in codes for part in catalogue.recipes[code].parts}
    years = rows(col(Region.year)).where(whose).distinct().subquery()
    asked = func.unnest(literal([catalogue.number(part) for part in sorted(parts)], ARRAY(SmallInteger)))
    indicator = asked.table_valued("number").render_derived(name="indicator")
    has_numbers = exists().where(
        whose,
        col(Region.year) == years.c.year,
        col(RegionValue.region_number) == col(Region.number),
        col(RegionValue.indicator_number) == indicator.c.number,
        col(RegionValue.number).is_not(None),
    )
    found: dict[int, set[int]] = {}
    each = indicator.join(years, true())
    statement = rows(indicator.c.number, years.c.year).select_from(each).where(has_numbers)
    for number, year in await session.execute(statement):
        found.setdefault(number, set()).add(year)
    return {
        code: set.intersection(*(found.get(catalogue.number(part), set()) for part in catalogue.recipes[code].parts))
        for code in codes
    }


def districts_of(municipality: str) -> ColumnElement[bool]:
    """The regions that areas are made of."""
    return regions_of(municipality, "district")


def regions_of(municipality: str, level: str) -> ColumnElement[bool]:
    """The regions of a level in a municipality."""
    return (col(Region.municipality) == municipality) & (col(Region.level) == level)


def called_the_same(region: Region) -> ColumnElement[bool]:
    """A code in the years in which it had this name: in another year it may be another place."""
    return (col(Region.code) == region.code) & (col(Region.name) == region.name)


async def _region_numbers(session: Session, wanted: Mapping[int, Collection[str]]) -> dict[int, tuple[int, str]]:
    """Year and code of each of these regions that exists, by its number."""
    codes = sorted({code for of_year in wanted.values() for code in of_year})
    asked = rows(col(Region.number), col(Region.year), col(Region.code)).where(
        col(Region.code) == any_(literal(codes, ARRAY(String))),
        col(Region.year) == any_(literal(sorted(wanted), ARRAY(Integer))),
    )
    found = await session.execute(asked)
    return {row.number: (row.year, row.code) for row in found if row.code in wanted[row.year]}


def _add_not_published(
    found: Found, says_so: Mapping[str, Sequence[str]], regions: Collection[str], indicators: Collection[str]
) -> None:
    """What is not here since its column was empty: said by the newest release that holds this region, or the oldest."""
    holding: dict[str, set[str]] = {}
    for (region, _), release in found.releases.items():
        holding.setdefault(region, set()).add(release)
    for code in says_so.keys() & set(indicators):
        for region in regions:
            if (region, code) not in found.values:
                of_region = [release for release in says_so[code] if release in holding.get(region, ())]
                found.values[region, code] = Value(Status.NOT_PUBLISHED)
                found.releases[region, code] = of_region[-1] if of_region else says_so[code][0]


def _add_not_delivered(
    found: Found, catalogue: Catalogue, regions: Collection[str], indicators: Collection[str]
) -> None:
    """What the municipality did not deliver yet of its own regions; of others it counts nothing."""
    for code in catalogue.own.intersection(indicators):
        for region in regions:
            status = Status.NOT_PUBLISHED if catalogue.is_home(region) else Status.NOT_APPLICABLE
            found.values.setdefault((region, code), Value(status))


def _value(status: str, number: Decimal | None) -> Value:
    return Value(Status(status), number)
