"""Gather the figures of all areas, the municipality and the country."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.kit.database import Session
from services.profiles.domain.aggregate import Total
from services.profiles.domain.catalogue import figure, ingredients_of
from services.profiles.domain.division import AreaComposition, Division
from services.profiles.domain.lineage import Portion
from services.profiles.domain.years import year_that_answers
from services.profiles.store.areas import Home, find_division, get_home
from services.profiles.store.catalogue import Catalogue, get_catalogue
from services.profiles.store.divisions import find_version
from services.profiles.store.figures import Found, districts_of, find_values, find_years_with
from services.profiles.store.keeper import Keeper
from services.profiles.store.queries import COUNTRY
from services.profiles.store.tables import Release
from services.profiles.store.version import find_version as find_data_version


@dataclass(frozen=True, slots=True)
class Gathered:
    """Figures of one year with what is needed to make and explain them."""

    municipality: str
    figures_year: int
    division: Division
    catalogue: Catalogue
    found: Found
    made: dict[tuple[str, tuple[str | Portion, ...]], Total] = field(default_factory=dict)

    def area(self, area_id: str) -> AreaComposition:
        """An area with what its regions are in this year."""
        return next(area for area in self.division.areas if area.id == area_id)

    def of_area(self, code: str, area: AreaComposition) -> Total:
        return self.of_regions(code, *area.followed.portions)

    def areas_without(self, code: str) -> tuple[str, ...]:
        """The names of the areas without a number."""
        return tuple(area.name for area in self.division.areas if self.of_area(code, area).value.number is None)

    def of_municipality(self, code: str) -> Total:
        return self.of_regions(code, self.municipality)

    def of_country(self, code: str) -> Total:
        return self.of_regions(code, COUNTRY)

    def of_regions(self, code: str, *regions: str | Portion) -> Total:
        """The figure of these regions together; made once."""
        key = (code, regions)
        if key not in self.made:
            self.made[key] = figure(self.catalogue.recipes[code], regions, self.found.values)
        return self.made[key]

    def releases(self, code: str, area: AreaComposition) -> list[str]:
        """Ids of the releases an area's figure was made from, above and below the line."""
        recipe = self.catalogue.recipes[code]
        parts = {recipe.numerator, recipe.denominator} if recipe.numerator else {code}
        told = self.found.releases
        keys = ((region, part) for region in area.followed.codes for part in parts if part)
        return sorted({told[key] for key in keys if key in told})

    def source(self, code: str, *regions: str) -> Release:
        """The release these regions' figure came from; where they have none, the municipality's."""
        return source_of(self.catalogue, self.found, code, (*regions, self.municipality), self.figures_year)


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The areas, and per indicator what was gathered of the newest year in which it was published."""

    division: Division
    by_code: dict[str, Gathered]


async def gather_figures(session: Session, keeper: Keeper, year: int, only: str | None = None) -> KeyFigures:
    """The key figures, or `only` one indicator, each of the newest year up to `year` that has it.

    Raises NoFigures, UnknownIndicator.
    """
    home = await get_home(session, year)
    version = home.installation.data_version
    catalogue = await get_catalogue(session, keeper, version)
    codes = catalogue.key_figures if only is None else [catalogue.check(only)]

    async def read() -> KeyFigures:
        return await _figures_of(session, home, catalogue, codes)

    return await keeper.keep(version, ("figures", year, home.composed_in, only), read)


async def gather_areas_without(session: Session, keeper: Keeper, year: int) -> dict[str, tuple[str, ...]]:
    """Per indicator of the catalogue the names of the areas that have no number of it; what to divide by has all.

    Of the same figures as `gather_key` gives for that indicator and year. Raises NoFigures.
    """
    home = await get_home(session, year)
    version = home.installation.data_version
    catalogue = await get_catalogue(session, keeper, version)

    async def read() -> dict[str, tuple[str, ...]]:
        figures = await _figures_of(session, home, catalogue, list(catalogue.indicators))
        return {code: gathered.areas_without(code) for code, gathered in figures.by_code.items()}

    return await keeper.keep(version, ("areas without", year, home.composed_in), read)


@dataclass(frozen=True, slots=True)
class Key:
    """One indicator for all areas, and the division these areas are of."""

    home: Home
    division_version: int
    figures: Gathered


async def gather_key(session: Session, keeper: Keeper, code: str, year: int) -> Key:
    """One indicator for all areas, with their division: all of it at one version of the data.

    Money is divided by it, so areas of before a change and figures of after it must not meet: when something changed
    meanwhile it is read again. Raises NoFigures, UnknownIndicator.
    """
    while True:
        version = await find_data_version(session)
        figures = (await gather_figures(session, keeper, year, only=code)).by_code[code]
        key = Key(await get_home(session, year), await find_version(session, year), figures)
        if version == await find_data_version(session):
            return key


async def _figures_of(session: Session, home: Home, catalogue: Catalogue, codes: Sequence[str]) -> KeyFigures:
    """Each of the newest year up to the one that was asked in which it was published."""
    division = await find_division(session, home)
    known = await find_years_with(session, catalogue, codes, districts_of(home.installation.municipality))
    years = {code: year_that_answers(known[code], home.asked) or home.figures_year for code in codes}
    by_year = {
        figures_year: await _read(session, home.with_figures_of(figures_year), catalogue, years)
        for figures_year in set(years.values())
    }
    return KeyFigures(division, {code: by_year[years[code]] for code in codes})


async def _read(session: Session, home: Home, catalogue: Catalogue, years: Mapping[str, int]) -> Gathered:
    """All indicators whose figures are of this year."""
    municipality, codes = home.installation.municipality, [c for c, year in years.items() if year == home.figures_year]
    division = await find_division(session, home)
    found = await find_values(
        session,
        catalogue,
        home.figures_year,
        division.countable | {municipality, COUNTRY},
        ingredients_of(catalogue.recipes[code] for code in codes),
    )
    return Gathered(municipality, home.figures_year, division, catalogue, found)


def source_of(catalogue: Catalogue, found: Found, code: str, regions: Sequence[str], year: int) -> Release:
    """The release of the first of these regions that has a figure (a computed one: its numerator's).

    Of one area or of all areas the first speaks for the rest: a release holds a column for all districts or for none.
    Without any figure it is a release of that year that has the column, or else any release of that year.
    """
    stored = catalogue.recipes[code].numerator or code
    for region in regions:
        if release := found.releases.get((region, stored)):
            return catalogue.releases[release]
    of_year = [release for release in catalogue.releases.values() if release.year == year]
    return next((release for release in of_year if (release.id, stored) in catalogue.columns), of_year[0])
