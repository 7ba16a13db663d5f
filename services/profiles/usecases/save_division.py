"""Divide the municipality anew from a year on: the areas of that year, all of them at once."""

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.kit.errors import StaleVersion, check_version
from services.profiles.contract.models import Role
from services.profiles.contract.places import AreaDivisionView, SaveAreaDivision
from services.profiles.contract.refusals import DivisionNotRight, UnknownArea, YearIsOver
from services.profiles.domain.division import new_area_id
from services.profiles.domain.layout import ChosenArea, District, LayoutFault, layout_faults
from services.profiles.store.areas import hold_installation
from services.profiles.store.divisions import find_areas
from services.profiles.store.version import count_change
from services.profiles.usecases.lay_out_areas import LaidOut, lay_out_areas
from services.profiles.usecases.read_division import read_division


async def save_division(
    session: Session, caller: Caller, clock: Clock, year: int, body: SaveAreaDivision
) -> AreaDivisionView:
    """The division as it now is. Years before this one stay as they were, and so do later ones of their own.

    One save at a time: whoever waited sees a version that is no longer theirs. Raises NotYours, YearIsOver,
    StaleVersion, UnknownArea, DivisionNotRight.
    """
    caller.require_role(Role.POLICY_OFFICER)
    await hold_installation(session)
    if year < clock.today().year:
        raise YearIsOver(year=year)
    current = await read_division(session, year)
    as_it_is = current.model_dump(mode="json", by_alias=True)
    check_version(current.version, body.version, as_it_is)
    if current.regions_year != body.regions_year:
        raise StaleVersion(current=as_it_is, seen_version=body.version, current_version=current.version)
    chosen = [ChosenArea(area.id, area.name.strip(), tuple(area.regions)) for area in body.areas]
    _check(chosen, current)
    areas = await _with_ids(session, chosen)
    await lay_out_areas(session, year, body.regions_year, areas, by=caller.name, now=clock.now())
    await count_change(session)
    await session.flush()
    return await read_division(session, year)


def _check(chosen: list[ChosenArea], current: AreaDivisionView) -> None:
    districts = [District(d.code, d.name, tuple((n.code, n.name) for n in d.neighbourhoods)) for d in current.districts]
    faults = layout_faults(chosen, districts)
    if faults:
        raise DivisionNotRight(errors=[_as_error(fault) for fault in faults])


async def _with_ids(session: Session, chosen: list[ChosenArea]) -> list[LaidOut]:
    """Known areas keep their id, for life; a new one gets one of its name that no area ever had."""
    taken = {area_id for area_id, _ in await find_areas(session)}
    if strange := [area.id for area in chosen if area.id and area.id not in taken]:
        raise UnknownArea(area_id=strange[0])
    areas = []
    for area in chosen:
        area_id = area.id or new_area_id(area.name, taken)
        taken.add(area_id)
        areas.append(LaidOut(area_id, area.name, area.regions))
    return areas


def _as_error(fault: LayoutFault) -> dict[str, str]:
    return {"field": f"areas.{fault.place}", "slug": f"division.{fault.rule}", **fault.facts}
