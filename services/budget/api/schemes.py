"""Routes of the scheme of a year: what holds, a new version, its publication by somebody else."""

from typing import Annotated

from fastapi import APIRouter, Path

from services.budget.api.wiring import OfficeDep
from services.budget.contract.schemes import PublishScheme, SchemeView, SetScheme
from services.budget.scheme_views import scheme_view
from services.budget.store.scheme_queries import find_scheme, versions_of
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.set_scheme import publish_scheme, set_scheme
from services.kit.caller import AnyCaller, Caller, PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep, Session
from services.kit.idempotency import OnceDep

router = APIRouter(prefix="/schemes", tags=["schemes"])
YearPath = Annotated[Year, Path()]
AS_IT_IS = "The scheme as it now is"


async def _view(session: Session, year: int, caller: Caller, office: Office) -> SchemeView:
    return scheme_view(year, await find_scheme(session, year), await versions_of(session, year), caller, office)


@router.get(
    "/{year}",
    operation_id="getScheme",
    summary="What may be asked, who decides how, terms and money of a year; staff see drafts too",
    response_description="The scheme with its history",
)
async def scheme(year: YearPath, caller: AnyCaller, database: DatabaseDep, office: OfficeDep) -> SchemeView:
    async with database.reading() as session:
        return await _view(session, year, caller, office)


@router.post(
    "/{year}/versions",
    status_code=201,
    operation_id="setScheme",
    summary="Set a new version of a year's scheme, as a draft",
    response_description=AS_IT_IS,
)
async def set_version(
    year: YearPath, body: SetScheme, caller: PersonCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> SchemeView:
    async with database.transaction() as session:

        async def work() -> SchemeView:
            await set_scheme(session, caller, year, body, office)
            return await _view(session, year, caller, office)

        return await once.answer(session, SchemeView, work)


@router.post(
    "/{year}/publication",
    operation_id="publishScheme",
    summary="Publish the draft of a year's scheme; not by who set it",
    response_description=AS_IT_IS,
)
async def publish(
    year: YearPath, body: PublishScheme, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SchemeView:
    async with database.transaction() as session:
        await publish_scheme(session, caller, year, body, office)
        return await _view(session, year, caller, office)
