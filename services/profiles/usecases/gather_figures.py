"""Gather the figures of all areas, the municipality and the country in three reads."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.kit.database import Session
from services.profiles.domain.aggregate import Total
from services.profiles.domain.catalogue import figure, ingredients_of
from services.profiles.domain.division import AreaComposition, Division
from services.profiles.store.catalogue import Catalogue, CatalogueKeeper
from services.profiles.store.queries import (
    COUNTRY,
    Found,
    Home,
    find_division,
    find_values,
    get_home,
)
from services.profiles.store.tables import Release


@dataclass(frozen=True, slots=True)
class Gathered:
    """Figures of one year with what is needed to make and explain them."""

    home: Home
    division: Division
    catalogue: Catalogue
    found: Found

    def of_area(self, code: str, area: AreaComposition) -> Total:
        return self.of_regions(code, [region.code for region in area.regions])

    def of_municipality(self, code: str) -> Total:
        return self.of_regions(code, [self.home.installation.municipality])

    def of_country(self, code: str) -> Total:
        return self.of_regions(code, [COUNTRY])

    def of_regions(self, code: str, regions: Sequence[str]) -> Total:
        return figure(self.catalogue.recipes[code], regions, self.found.values)

    def source(self, code: str) -> Release:
        home = self.home
        return source_of(self.catalogue, self.found, code, home.installation.municipality, home.figures_year)


async def gather_figures(session: Session, keeper: CatalogueKeeper, year: int, only: str | None = None) -> Gathered:
    """The key figures, or `only` one indicator. Raises NoFigures, UnknownIndicator."""
    home = await get_home(session, year)
    catalogue = await keeper.catalogue(session, home.installation.imports)
    codes = catalogue.key_figures if only is None else [catalogue.check(only)]
    division = await find_division(session, home)
    regions = division.countable | {home.installation.municipality, COUNTRY}
    wanted = ingredients_of(catalogue.recipes[code] for code in codes)
    found = await find_values(session, home.figures_year, regions, wanted)
    return Gathered(home, division, catalogue, found)


def source_of(catalogue: Catalogue, found: Found, code: str, region: str, year: int) -> Release:
    """The release a region's figure came from (a computed one: its numerator's), or else one of that year."""
    stored = catalogue.recipes[code].numerator or code
    if release := found.releases.get((region, stored)):
        return catalogue.releases[release]
    return next(release for release in catalogue.releases.values() if release.year == year)
