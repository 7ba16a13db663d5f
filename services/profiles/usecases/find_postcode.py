"""Tells in which areas a postcode lies; what was asked is kept nowhere."""

from dataclasses import dataclass

from services.kit.database import Session
from services.profiles.contract.refusals import UnknownPostcode
from services.profiles.domain.postcodes import areas_of, as_kept
from services.profiles.store.areas import find_composition, get_home
from services.profiles.store.postcode_queries import neighbourhoods_of, neighbourhoods_of_digits


@dataclass(frozen=True, slots=True)
class FoundAreas:
    """Id and name of each area, by name."""

    areas: tuple[tuple[str, str], ...]
    is_exact: bool


async def find_postcode(session: Session, typed: str, year: int) -> FoundAreas:
    """Raises UnknownPostcode, NoFigures (before the first import)."""
    postcode = as_kept(typed)
    home = await get_home(session, year)
    composition = await find_composition(session, home.composed_in)
    names = {area_id: name for area_id, name, _, _ in composition}
    area_of_region = {region: area_id for area_id, _, region, _ in composition}
    exactly = await neighbourhoods_of(session, postcode) if len(postcode) == 6 else ()
    found = areas_of(exactly or await neighbourhoods_of_digits(session, postcode[:4]), area_of_region)
    if not found:
        raise UnknownPostcode(municipality=home.name)
    by_name = sorted(((area_id, names[area_id]) for area_id in found), key=lambda area: area[1])
    return FoundAreas(tuple(by_name), is_exact=bool(exactly))
