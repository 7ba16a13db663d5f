"""Find the places that look most like a region, so that one compares like with like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.kit.database import Session
from services.profiles.contract.refusals import NoFigureToCompareBy
from services.profiles.domain.catalogue import Recipe
from services.profiles.domain.similar import Alike, Column, Scale, may_compare, most_alike, scale_of
from services.profiles.store.areas import get_installation
from services.profiles.store.catalogue import Catalogue, get_catalogue
from services.profiles.store.keeper import Keeper
from services.profiles.store.queries import get_region
from services.profiles.store.tables import Region
from services.profiles.store.whole_country import Somewhere, find_column, find_everywhere

USUAL = (
    "young_people_0_24_share",
    "households_with_children_share",
    "social_minimum_share",
    "benefit_recipients_per_1000",
    "housing_association_share",
    "address_density",
)
"""Who lives there, how they live and from what; nothing of care, and nothing of where people come from."""


@dataclass(frozen=True, slots=True)
class Everywhere:
    """All regions of a level in a year, with each indicator that was asked."""

    places: Mapping[str, Somewhere]
    columns: Mapping[str, Column]
    scales: Mapping[str, Scale | None]


@dataclass(frozen=True, slots=True)
class Similar:
    """A region and the regions like it, over all that are loaded of its level in its year."""

    region: Region
    catalogue: Catalogue
    codes: Sequence[str]
    everywhere: Everywhere
    alike: Alike


async def find_similar(
    session: Session, keeper: Keeper, code: str, year: int, indicators: Sequence[str], most: int
) -> Similar:
    """Nearest on these indicators, or the usual ones. Raises UnknownRegion, UnknownIndicator, NoFigureToCompareBy."""
    version = (await get_installation(session)).data_version
    catalogue = await get_catalogue(session, keeper, version)
    codes = _checked(catalogue, indicators)
    region = await get_region(session, code, year)

    async def find_places() -> dict[int, Somewhere]:
        return await find_everywhere(session, region.year, region.level)

    places = await keeper.keep(version, ("everywhere", region.year, region.level), find_places)
    columns, scales = {}, {}
    for asked in codes:

        async def read(asked: str = asked) -> tuple[Column, Scale | None]:
            column = await _column(session, catalogue, asked, places)
            return column, scale_of(column)

        columns[asked], scales[asked] = await keeper.keep(version, ("column", region.year, region.level, asked), read)
    by_code = {place.code: place for place in places.values()}
    everywhere = Everywhere(by_code, columns, scales)
    return Similar(region, catalogue, codes, everywhere, most_alike(code, columns, scales, by_code.keys(), most))


def _checked(catalogue: Catalogue, indicators: Sequence[str]) -> list[str]:
    codes = [catalogue.check(code) for code in dict.fromkeys(indicators)]
    for code in codes:
        if not may_compare(catalogue.indicators[code].theme, catalogue.recipes[code].kind):
            raise NoFigureToCompareBy(code=code)
    return codes or [code for code in USUAL if code in catalogue.indicators]


async def _column(session: Session, catalogue: Catalogue, code: str, places: Mapping[int, Somewhere]) -> Column:
    """An indicator for every region: as it is stored, or divided here when it is computed."""
    recipe = catalogue.recipes[code]
    own = await find_column(session, catalogue, recipe.numerator or code, places)
    if not recipe.numerator or not recipe.denominator:
        return own
    return _divided(recipe, own, await find_column(session, catalogue, recipe.denominator, places))


def _divided(recipe: Recipe, above: Column, below: Column) -> Column:
    """As `aggregate.ratio` does, in floats: too few people, or counts that contradict each other, give nothing."""
    return {
        key: count / below[key] * (recipe.factor or 1)
        for key, count in above.items()
        if below.get(key, 0) >= max(recipe.minimum_base, 1) and count <= below[key]
    }
