"""Routes of the closing conference: its programme, its state, what was learned, and the booklet."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from services.budget.api.wiring import OfficeDep, PhotoFilesDep, TypesetterDep
from services.budget.booklet import booklet_data, first_photos
from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.show import ConferencePlan, MoveConference, PlanConference, WriteLesson
from services.budget.show_views import conference_plan
from services.budget.store.initiative_queries import WholeInitiative, whole_initiatives
from services.budget.store.show_queries import examples_of, find_conference, lessons_of, slots_of
from services.budget.store.tables import Initiative
from services.budget.usecases.show.conference import move_conference, plan_conference, write_lesson
from services.kit import logging
from services.kit.caller import AnyCaller, Caller, PersonCaller
from services.kit.contract import Slug, Year
from services.kit.database import DatabaseDep, Session
from services.kit.public import CACHE_CONTROL, KEPT

router = APIRouter(prefix="/conferences", tags=["conference"])
YearPath = Annotated[Year, Path()]


async def _shared(session: Session, year: int) -> list[WholeInitiative]:
    is_shared = Initiative.state == InitiativeState.SHARED.value
    return await whole_initiatives(session, Initiative.year == year, is_shared)


async def _view(session: Session, year: int, caller: Caller) -> ConferencePlan:
    found, slots = await find_conference(session, year), await slots_of(session, year)
    shared, lessons = await _shared(session, year), await lessons_of(session, year)
    titles = await examples_of(session, lessons)
    return conference_plan(year, found, slots, shared, lessons, titles, caller)


@router.get(
    "/{year}",
    operation_id="getConferencePlan",
    summary="The programme of a year's closing conference, its state, and what was learned per area",
    response_description="Results in order, with times once a start is set",
)
async def plan(year: YearPath, caller: AnyCaller, database: DatabaseDep) -> ConferencePlan:
    async with database.reading() as session:
        return await _view(session, year, caller)


@router.put(
    "/{year}",
    operation_id="planConference",
    summary="Set when and where, and the order and minutes of the programme",
    response_description="The conference as it now is",
)
async def planned(
    year: YearPath, body: PlanConference, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> ConferencePlan:
    async with database.transaction() as session:
        await plan_conference(session, caller, year, body, office)
        return await _view(session, year, caller)


@router.post(
    "/{year}/moves",
    operation_id="moveConference",
    summary="Say that it was held, and later that it is kept as it is",
    response_description="The conference as it now is",
)
async def moved(
    year: YearPath, body: MoveConference, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> ConferencePlan:
    async with database.transaction() as session:
        await move_conference(session, caller, year, body, office)
        return await _view(session, year, caller)


@router.put(
    "/{year}/lessons/{area_id}",
    operation_id="writeLesson",
    summary="Write what worked in an area and what changes next year, for the next year's start and plan",
    response_description="The conference as it now is",
)
async def lesson(
    year: YearPath, area_id: Slug, body: WriteLesson, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> ConferencePlan:
    async with database.transaction() as session:
        await write_lesson(session, caller, year, area_id, body, office)
        return await _view(session, year, caller)


@router.get(
    "/{year}/booklet",
    dependencies=KEPT,
    operation_id="getBooklet",
    summary="Programme and results as a booklet to print, in the reader's language",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}, "description": "PDF/UA-1"}},
)
async def booklet(
    year: YearPath,
    caller: AnyCaller,
    database: DatabaseDep,
    office: OfficeDep,
    typesetter: TypesetterDep,
    files: PhotoFilesDep,
) -> Response:
    async with database.reading() as session:
        view, shared = await _view(session, year, caller), await _shared(session, year)
    pictures = await files.small_jpegs(first_photos(shared))
    data = booklet_data(view, shared, pictures, logging.language.get(), office)
    pdf = await typesetter.pdf("booklet.typ", "booklet", data, office.today())
    name = f"slotconferentie-{year}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": CACHE_CONTROL}
    return Response(pdf, media_type="application/pdf", headers=headers)
