"""Answers the site keeps for a quarter of an hour: for the frontend only, whose processes remember nothing."""

from uuid import UUID

from fastapi import APIRouter

from services.kit.caller import ServiceCaller
from services.kit.database import DatabaseDep
from services.profiles.api.dependencies import ClockDep, require_service
from services.profiles.contract.kept_answers import KeepAnswer, KeptAnswer
from services.profiles.usecases.keep_answer import find_answer, keep_answer

router = APIRouter(prefix="/kept-answers", tags=["sessions"])


@router.post(
    "",
    status_code=204,
    summary="Keep an answer for the browser that comes back for it (frontend)",
    operation_id="keepAnswer",
    response_description="Kept for a quarter of an hour",
)
async def keep(body: KeepAnswer, caller: ServiceCaller, database: DatabaseDep, clock: ClockDep) -> None:
    require_service(caller, "frontend")
    async with database.transaction() as session:
        await keep_answer(session, clock, body)


@router.get(
    "/{answer_id}",
    summary="A kept answer, closed (frontend)",
    operation_id="getKeptAnswer",
    response_description="As it was kept",
)
async def kept(answer_id: UUID, caller: ServiceCaller, database: DatabaseDep, clock: ClockDep) -> KeptAnswer:
    require_service(caller, "frontend")
    async with database.reading() as session:
        return KeptAnswer(sealed=(await find_answer(session, clock, answer_id)).sealed)
