"""Find the places that look most like a region or an area, so that one compares like with like."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.kit.database import Session
from services.profiles.contract.refusals import NoFigureToCompareBy, UnknownArea
from services.profiles.domain.apart import are_apart
from services.profiles.domain.catalogue import Recipe, Values, figure, ingredients_of
from services.profiles.domain.division import AreaComposition, Division
from services.profiles.domain.similar import Alike, Column, Scale, may_compare, most_alike, scale_of
from services.profiles.store.areas import find_division, get_home, get_installation
from services.profiles.store.catalogue import Catalogue, get_catalogue
from services.profiles.store.figures import find_values
from services.profiles.store.keeper import Keeper
from services.profiles.store.queries import get_region
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
class Here:
    """The place that others are like; `year` is that of its figures."""

    key: str
    name: str
    level: str
    year: int


@dataclass(frozen=True, slots=True)
class Similar:
    """A place and the places like it."""

    here: Here
    catalogue: Catalogue
    everywhere: Everywhere
    alike: Alike


async def find_similar(
    session: Session, keeper: Keeper, code: str, year: int, indicators: Sequence[str], most: int
) -> Similar:
    """The nearest of all regions of its level and year, on these indicators or the usual ones.

    Raises UnknownRegion, UnknownIndicator, NoFigureToCompareBy.
    """
    version = (await get_installation(session)).data_version
    catalogue = await get_catalogue(session, keeper, version)
    codes = _checked(catalogue, indicators)
    region = await get_region(session, code, year)
    here = Here(code, region.name, region.level, region.year)
    everywhere = await _everywhere(session, keeper, version, catalogue, codes, here.year, here.level)
    alike = most_alike(code, everywhere.columns, everywhere.scales, everywhere.places.keys(), most)
    return Similar(here, catalogue, everywhere, alike)


async def find_similar_to_area(
    session: Session, keeper: Keeper, area_id: str, year: int, indicators: Sequence[str], most: int
) -> Similar:
    """The nearest of the municipality's other areas and its districts, measured by how far all districts lie apart.

    Not its own districts, and no district that is an area by itself: that is there as the area. Raises UnknownArea,
    UnknownIndicator, NoFigureToCompareBy, NoFigures.
    """
    home = await get_home(session, year)
    version, owner = home.installation.data_version, home.installation.municipality
    catalogue = await get_catalogue(session, keeper, version)
    codes = _checked(catalogue, indicators)
    division = await find_division(session, home)
    area = division.area(area_id)
    if area is None:
        raise UnknownArea(area=area_id)
    districts = await _everywhere(session, keeper, version, catalogue, codes, home.figures_year, "district")
    needed = ingredients_of(catalogue.recipes[code] for code in codes)
    found = await find_values(session, catalogue, home.figures_year, division.countable, needed)
    columns = {
        code: {**districts.columns[code], **_of_areas(catalogue.recipes[code], division, found.values)}
        for code in codes
    }
    areas = {each.id: Somewhere(each.id, each.name, owner, home.name) for each in division.areas}
    candidates = {*areas, *_other_districts(area, division, districts.places, owner)}
    alike = most_alike(area_id, columns, districts.scales, candidates, most)
    everywhere = Everywhere({**districts.places, **areas}, columns, districts.scales)
    return Similar(Here(area_id, area.name, "area", home.figures_year), catalogue, everywhere, alike)


def _of_areas(recipe: Recipe, division: Division, values: Values) -> Column:
    totals = {area.id: figure(recipe, area.followed.portions, values).value.number for area in division.areas}
    return {area_id: float(number) for area_id, number in totals.items() if number is not None}


def _other_districts(
    area: AreaComposition, division: Division, places: Mapping[str, Somewhere], owner: str
) -> Iterator[str]:
    by_itself = {each.keys[0] for each in division.areas if len(each.keys) == 1}
    for code, place in places.items():
        if place.municipality == owner and code not in by_itself and are_apart([code], area.followed.codes):
            yield code


async def _everywhere(
    session: Session,
    keeper: Keeper,
    version: int,
    catalogue: Catalogue,
    codes: Sequence[str],
    year: int,
    level: str,
) -> Everywhere:
    """Every region of this level in this year with these indicators; read once."""

    async def find_places() -> dict[int, Somewhere]:
        return await find_everywhere(session, year, level)

    places = await keeper.keep(version, ("everywhere", year, level), find_places)
    columns, scales = {}, {}
    for asked in codes:

        async def read(asked: str = asked) -> tuple[Column, Scale | None]:
            column = await _column(session, catalogue, asked, places)
            return column, scale_of(column)

        columns[asked], scales[asked] = await keeper.keep(version, ("column", year, level, asked), read)
    return Everywhere({place.code: place for place in places.values()}, columns, scales)


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
