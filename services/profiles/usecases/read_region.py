"""Read all figures of one region, of whichever municipality, beside the country."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.kit.database import Session
from services.profiles.domain.aggregate import Reason, Total
from services.profiles.domain.catalogue import figure, ingredients_of
from services.profiles.store.areas import get_installation
from services.profiles.store.catalogue import Catalogue, get_catalogue
from services.profiles.store.figures import Found, find_values
from services.profiles.store.keeper import Keeper
from services.profiles.store.queries import COUNTRY, find_children, get_region
from services.profiles.store.tables import Region, Release
from services.profiles.usecases.gather_figures import source_of


@dataclass(frozen=True, slots=True)
class RegionFigures:
    """A region with its figures of one year, and the regions one level down (code, name)."""

    region: Region
    children: Sequence[tuple[str, str]]
    catalogue: Catalogue
    found: Found

    @property
    def told(self) -> list[str]:
        """Codes of the indicators, without those that another municipality counts of its own regions only."""
        is_home = self.catalogue.is_home(self.region.code)
        every = self.catalogue.indicators
        return [code for code in every if is_home or self.of_region(code).reason is not Reason.NOT_COUNTED]

    def of_region(self, code: str) -> Total:
        return figure(self.catalogue.recipes[code], [self.region.code], self.found.values)

    def of_country(self, code: str) -> Total:
        return figure(self.catalogue.recipes[code], [COUNTRY], self.found.values)

    def source(self, code: str) -> Release:
        return source_of(self.catalogue, self.found, code, [self.region.code], self.region.year)

    def country_source(self, code: str) -> Release:
        return source_of(self.catalogue, self.found, code, [COUNTRY], self.region.year)


async def read_region(session: Session, keeper: Keeper, code: str, year: int) -> RegionFigures:
    """Raises UnknownRegion; NoFigures when nothing was imported yet."""
    catalogue = await get_catalogue(session, keeper, (await get_installation(session)).data_version)
    region = await get_region(session, code, year)
    children = await find_children(session, region)
    wanted = ingredients_of(catalogue.recipes.values())
    found = await find_values(session, catalogue, region.year, {code, COUNTRY}, wanted)
    return RegionFigures(region, children, catalogue, found)
