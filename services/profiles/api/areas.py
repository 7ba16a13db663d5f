"""An area's profile, and its contact person."""

from fastapi import APIRouter

from services.kit.caller import AnyCaller, PersonCaller
from services.kit.contract import Slug
from services.kit.database import DatabaseDep
from services.profiles.api.dependencies import PUBLIC_WITH_MORE, ClockDep, KeeperDep, TextsDep, YearQuery
from services.profiles.api.figure_views import figure_view
from services.profiles.api.views import area_view, contact_person_view
from services.profiles.contract.models import AreaProfile, ContactPersonView, NameContactPerson
from services.profiles.contract.refusals import UnknownArea
from services.profiles.store.areas import find_contact_person
from services.profiles.usecases.gather_figures import gather_figures
from services.profiles.usecases.name_contact_person import name_contact_person

router = APIRouter(prefix="/areas", tags=["areas"])


@router.get(
    "/{area_id}/profile",
    summary="Key figures of an area beside municipality and country",
    operation_id="getAreaProfile",
    response_description="Key figures, each with source, period and definition",
    dependencies=PUBLIC_WITH_MORE,
)
async def profile(
    area_id: Slug, year: YearQuery, caller: AnyCaller, database: DatabaseDep, keeper: KeeperDep, texts: TextsDep
) -> AreaProfile:
    async with database.reading() as session:
        found = await gather_figures(session, keeper, year)
        contact = await find_contact_person(session, area_id)
    area = found.division.area(area_id)
    if area is None:
        raise UnknownArea(area_id=area_id)
    return AreaProfile(
        area=area_view(area, found.division.year),
        year=year,
        figures=[
            figure_view(gathered, code, gathered.area(area_id), texts) for code, gathered in found.by_code.items()
        ],
        contact_person=contact_person_view(contact) if contact else None,
    )


@router.put(
    "/{area_id}/contact-person",
    summary="Name the contact person of an area",
    operation_id="nameContactPerson",
    response_description="What the public reads from now on",
)
async def contact_person(
    area_id: Slug, body: NameContactPerson, caller: PersonCaller, database: DatabaseDep, clock: ClockDep
) -> ContactPersonView:
    async with database.transaction() as session:
        return contact_person_view(await name_contact_person(session, caller, clock, area_id, body))
