"""Read how the municipality is divided in a year, and what it can be divided into."""

from collections.abc import Iterable, Sequence

from services.kit.database import Session
from services.profiles.contract.models import RegionRef
from services.profiles.contract.places import AreaDivisionView, AreaRef, DistrictView, DividedArea
from services.profiles.domain.division import AreaComposition, divide
from services.profiles.domain.follow import follow
from services.profiles.domain.layout import District, uncovered
from services.profiles.domain.lineage import History
from services.profiles.store.areas import Home, find_composition, get_home
from services.profiles.store.divisions import find_areas, find_districts, find_regions_year, find_version
from services.profiles.store.history import read_history


async def read_division(session: Session, year: int) -> AreaDivisionView:
    """The division that answers for `year`, in the regions of the newest year up to it. Raises NoFigures."""
    home = await get_home(session, year)
    municipality = home.installation.municipality
    regions_year = await find_regions_year(session, municipality, year) or home.figures_year
    districts = await find_districts(session, municipality, regions_year)
    areas = await _areas(session, home, regions_year)
    names = _names(districts)
    views = [_view(area, names) for area in areas]
    chosen = {region.code for view in views for region in view.regions}
    held = {area.id for area in areas}
    return AreaDivisionView(
        year=year,
        composed_in=home.composed_in,
        regions_year=regions_year,
        version=await find_version(session, year),
        areas=views,
        retired=[AreaRef(id=area_id, name=name) for area_id, name in await find_areas(session) if area_id not in held],
        districts=[DistrictView(code=d.code, name=d.name, neighbourhoods=_refs(d.neighbourhoods)) for d in districts],
        uncovered=_refs(uncovered(chosen, districts)),
    )


async def _areas(session: Session, home: Home, regions_year: int) -> Sequence[AreaComposition]:
    composition = await find_composition(session, home.composed_in)
    codes = {code for _, _, code, _ in composition}
    history = History({}) if regions_year == home.regions_year else await read_history(session, codes)
    division = divide(
        home.composed_in, composition, lambda regions: follow(history, regions, home.regions_year, regions_year)
    )
    return division.areas


def _view(area: AreaComposition, names: dict[str, str]) -> DividedArea:
    """What of an area stands in these regions; a part of one cannot be chosen, so it is lost."""
    whole = [key for key in area.keys if key in names]
    lost = [(each.code, each.name) for each in area.followed.breaks]
    lost += [(part.code, names.get(part.code, "")) for part in area.followed.portions if part.code and part.share != 1]
    return DividedArea(
        id=area.id, name=area.name, regions=_refs((code, names[code]) for code in whole), lost=_refs(lost)
    )


def _names(districts: Sequence[District]) -> dict[str, str]:
    neighbourhoods = {code: name for district in districts for code, name in district.neighbourhoods}
    return neighbourhoods | {district.code: district.name for district in districts}


def _refs(named: Iterable[tuple[str, str]]) -> list[RegionRef]:
    return [RegionRef(code=code, name=name) for code, name in named]
