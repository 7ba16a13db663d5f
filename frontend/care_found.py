"""What care pressure is made of: the places with their verdicts, what else is known of them, and the years of one."""

import asyncio
from dataclasses import dataclass

from frontend.care_pressure_view import CONTEXT, USUAL, measures_of
from frontend.levels import LEVELS, checked, level_of
from frontend.visitor import Visitor, settled
from services.kit.errors import NotFound, Refusal
from services.profiles.contract.comparisons import IndicatorPlaces
from services.profiles.contract.funnel import Funnel
from services.profiles.contract.models import IndicatorView
from services.profiles.contract.series import SeriesView
from services.profiles.contract.values import ValuesPage

COUNTRY = "NL00"
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the address: the level, the measure, the municipality, the order, and the place of the years."""

    niveau: str = ""
    maat: str = USUAL
    gemeente: str = ""
    volgorde: str = ""
    plek: str = ""

    @property
    def by_value(self) -> bool:
        return self.volgorde == "waarde"


@dataclass(frozen=True, slots=True)
class CareFound:
    """`known`: what else is known, of the places and of what stands beside them; empty when that is away.

    `trend_of`: key and name of the place of the years. `districts`: names by code, when the places are neighbourhoods.
    """

    home: str
    municipality: str
    word: str
    measures: list[IndicatorView]
    context: list[IndicatorView]
    funnel: Funnel
    known: list[ValuesPage]
    series: SeriesView | None
    trend_of: tuple[str, str]
    districts: dict[str, str]

    @property
    def judged(self) -> IndicatorPlaces:
        return self.funnel.judged

    @property
    def is_home(self) -> bool:
        return self.municipality == self.home


async def find_care(visit: Visitor, asked: Asked) -> CareFound:
    """Raises NotFound for a level, a municipality or a measure that is none."""
    home = (await visit.municipality()).code
    municipality = checked(asked.gemeente, home)
    word = level_of(asked.niveau, municipality == home)
    catalogue = await visit.profiles.indicators()
    measures, context = measures_of(catalogue), _context(catalogue)
    measure = next((one for one in measures if one.code == asked.maat), None)
    if measure is None:
        raise NotFound
    found = await visit.profiles.funnel(measure.code, visit.year, LEVELS[word], municipality)
    names = {place.key: place.name for place in found.judged.places}
    at = asked.plek if asked.plek in names else municipality
    known, series, districts = await asyncio.gather(
        settled(_known(visit, found.judged, [item.code for item in context])),
        settled(_series(visit, at, measure.code)),
        settled(_districts(visit, found.judged)),
    )
    return CareFound(
        home=home,
        municipality=municipality,
        word=word,
        measures=measures,
        context=context,
        funnel=found,
        known=[] if isinstance(known, Refusal) else known,
        series=None if isinstance(series, Refusal) else series,
        trend_of=(at, names.get(at, found.judged.municipality_name)),
        districts={} if isinstance(districts, Refusal) else districts,
    )


def _context(catalogue: list[IndicatorView]) -> list[IndicatorView]:
    by_code = {item.code: item for item in catalogue}
    return [by_code[code] for code in CONTEXT if code in by_code]


async def _known(visit: Visitor, judged: IndicatorPlaces, codes: list[str]) -> list[ValuesPage]:
    """In the year of the figures; nothing is judged, so one call is enough for all places, and one for beside them."""
    years = [judged.year]
    beside = visit.profiles.values(years, regions=[judged.municipality, COUNTRY], indicators=codes)
    if judged.level == "area":
        areas = [place.key for place in judged.places]
        places = visit.profiles.values(years, areas=areas, indicators=codes, page_size=MOST)
    else:
        within = judged.municipality
        places = visit.profiles.values(years, level=judged.level, within=within, indicators=codes, page_size=MOST)
    return list(await asyncio.gather(places, beside))


async def _series(visit: Visitor, key: str, code: str) -> SeriesView:
    if key[:2].isupper():
        return await visit.profiles.region_series(key, [code])
    return await visit.profiles.area_series(key, [code])


async def _districts(visit: Visitor, judged: IndicatorPlaces) -> dict[str, str]:
    """The names of the districts that neighbourhoods stand under."""
    if judged.level != "neighbourhood":
        return {}
    within = judged.municipality
    page = await visit.profiles.regions(judged.year, level="district", municipality=within, page_size=1000)
    return {region.code: region.name for region in page.regions}
