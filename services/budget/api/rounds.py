"""Routes of rounds of ballots for staff: set, fill, publish, print codes, call off, make final; and to read them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlmodel import col

from services.budget.api.wiring import OfficeDep, TypesetterDep
from services.budget.code_strips import strips_data
from services.budget.contract.code_strips import PrintStrips
from services.budget.contract.round_refusals import SheetGivenAlready, UnknownRound
from services.budget.contract.round_terms import SetProjectTerms
from services.budget.contract.rounds import (
    AddProjects,
    CallOffRound,
    ConfirmRound,
    PrintCodes,
    PublishRound,
    RemoveProject,
    RoundView,
    SetRound,
)
from services.budget.round_views import is_of_round, round_view
from services.budget.store.round_queries import get_whole_round, whole_rounds
from services.budget.store.round_tables import Round
from services.budget.usecases.office import Office
from services.budget.usecases.rounds.confirm_round import confirm_round
from services.budget.usecases.rounds.fill_ballot import add_projects, remove_project, set_project_terms
from services.budget.usecases.rounds.give_codes import new_codes, print_codes
from services.budget.usecases.rounds.set_round import call_off_round, publish_round, set_round
from services.kit.caller import AnyCaller, Caller, PersonCaller
from services.kit.contract import Slug, Year
from services.kit.database import DatabaseDep, Session
from services.kit.idempotency import OnceDep

router = APIRouter(prefix="/rounds", tags=["rounds"])
AS_IT_IS = "The round as it now is"


async def _as_it_is(session: Session, found: Round, caller: Caller, office: Office) -> RoundView:
    return round_view(await get_whole_round(session, found.id), caller, office)


@router.post(
    "",
    status_code=201,
    operation_id="setRound",
    summary="Set a round of ballots on a line of the year; only staff see it until it is published",
    response_description="The round",
)
async def set_a_round(
    body: SetRound, caller: PersonCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> RoundView:
    async with database.transaction() as session:

        async def work() -> RoundView:
            return await _as_it_is(session, await set_round(session, caller, body, office), caller, office)

        return await once.answer(session, RoundView, work)


@router.get(
    "",
    operation_id="listRounds",
    summary="The rounds of a year, newest first; the public sees published ones only",
    response_description="The rounds, with their outcome once they are counted",
)
async def rounds(
    caller: AnyCaller,
    database: DatabaseDep,
    office: OfficeDep,
    year: Annotated[Year, Query()],
    area_id: Annotated[Slug | None, Query(alias="areaId")] = None,
) -> list[RoundView]:
    in_area = [col(Round.area_id) == area_id] if area_id else []
    async with database.reading() as session:
        found = await whole_rounds(session, Round.year == year, *in_area)
    return [round_view(whole, caller, office) for whole in found if _may_see(whole.round, caller)]


@router.get(
    "/{round_id}",
    operation_id="getRound",
    summary="One round; until it is counted nobody reads what was voted",
    response_description="The round, with its outcome once it is counted",
)
async def one_round(round_id: UUID, caller: AnyCaller, database: DatabaseDep, office: OfficeDep) -> RoundView:
    async with database.reading() as session:
        whole = await get_whole_round(session, round_id)
    if not _may_see(whole.round, caller):
        raise UnknownRound(round_id=str(round_id))
    return round_view(whole, caller, office)


def _may_see(found: Round, caller: Caller) -> bool:
    return found.published_at is not None or is_of_round(caller, found.area_id)


@router.post(
    "/{round_id}/projects",
    operation_id="addProjects",
    summary="Put confirmed ideas of the round's line on the ballot, until it opens",
    response_description=AS_IT_IS,
)
async def add(
    round_id: UUID, body: AddProjects, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> RoundView:
    async with database.transaction() as session:
        return await _as_it_is(session, await add_projects(session, caller, round_id, body, office), caller, office)


@router.post(
    "/{round_id}/project-removals",
    operation_id="removeProject",
    summary="Take an idea off the ballot, until the round opens",
    response_description=AS_IT_IS,
)
async def remove(
    round_id: UUID, body: RemoveProject, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> RoundView:
    async with database.transaction() as session:
        return await _as_it_is(session, await remove_project(session, caller, round_id, body, office), caller, office)


@router.post(
    "/{round_id}/project-terms",
    operation_id="setProjectTerms",
    summary="Say the theme of a plan on the ballot, and what it can do with too, until the round opens",
    response_description=AS_IT_IS,
)
async def say_terms(
    round_id: UUID, body: SetProjectTerms, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> RoundView:
    async with database.transaction() as session:
        changed = await set_project_terms(session, caller, round_id, body, office)
        return await _as_it_is(session, changed, caller, office)


@router.post(
    "/{round_id}/publication",
    operation_id="publishRound",
    summary="Publish a round with its rule; its money is kept apart, and it opens and closes by the clock",
    response_description=AS_IT_IS,
)
async def publish(
    round_id: UUID, body: PublishRound, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> RoundView:
    async with database.transaction() as session:
        return await _as_it_is(session, await publish_round(session, caller, round_id, body, office), caller, office)


@router.post(
    "/{round_id}/calling-off",
    operation_id="callOffRound",
    summary="Call a round off before it is counted; codes and ballots are deleted",
    response_description=AS_IT_IS,
)
async def call_off(
    round_id: UUID, body: CallOffRound, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> RoundView:
    async with database.transaction() as session:
        return await _as_it_is(session, await call_off_round(session, caller, round_id, body, office), caller, office)


@router.post(
    "/{round_id}/code-sheets",
    status_code=201,
    response_class=Response,
    responses={201: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
    operation_id="printCodes",
    summary="New codes to be posted, as CSV; given this once, afterwards only hashes exist",
    response_description="The sheet",
)
async def print_sheet(
    round_id: UUID, body: PrintCodes, caller: PersonCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> Response:
    async with database.transaction() as session:
        if not await once.claim(session):
            raise SheetGivenAlready
        sheet = await print_codes(session, caller, round_id, body.count, office)
    return Response(sheet, 201, media_type="text/csv; charset=utf-8")


@router.post(
    "/{round_id}/code-strips",
    status_code=201,
    response_class=Response,
    responses={201: {"content": {"application/pdf": {}}, "description": "PDF/UA-1"}},
    operation_id="printStrips",
    summary="New codes to be posted, as a PDF with one strip per code; given this once, afterwards only hashes exist",
)
async def print_strips(
    round_id: UUID,
    body: PrintStrips,
    caller: PersonCaller,
    once: OnceDep,
    database: DatabaseDep,
    office: OfficeDep,
    typesetter: TypesetterDep,
) -> Response:
    async with database.transaction() as session:
        if not await once.claim(session):
            raise SheetGivenAlready
        found, codes = await new_codes(session, caller, round_id, body.count, office)
        data = strips_data(found, codes, body.language, office)
    # After the transaction: who votes meanwhile would wait for the round's row.
    pdf = await typesetter.pdf("code_strips.typ", "strips", data, office.today())
    return Response(pdf, 201, media_type="application/pdf", headers={"Cache-Control": "no-store"})


@router.post(
    "/{round_id}/confirmation",
    operation_id="confirmRound",
    summary="Make the outcome final and award every plan that gets money; not by who set the round",
    response_description=AS_IT_IS,
)
async def confirm(
    round_id: UUID, body: ConfirmRound, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> RoundView:
    async with database.transaction() as session:
        return await _as_it_is(session, await confirm_round(session, caller, round_id, body, office), caller, office)
