"""Routes of neighbourhood contracts: what residents, team and municipality promise in an area this year."""

from typing import Annotated

from fastapi import APIRouter, Path

from services.budget.api.wiring import OfficeDep
from services.budget.contract.show import ContractView, DraftContract, LookBack, SignContract
from services.budget.show_views import contract_view
from services.budget.store.show_queries import contract_outcomes, contract_signatures, contract_versions
from services.budget.usecases.show.contracts import draft_contract, look_back, sign_contract
from services.kit.caller import AnyCaller, Caller, PersonCaller
from services.kit.contract import Slug, Year
from services.kit.database import DatabaseDep, Session
from services.kit.idempotency import OnceDep

router = APIRouter(prefix="/contracts/{year}/{area_id}", tags=["contracts"])
YearPath = Annotated[Year, Path()]


async def _view(session: Session, year: int, area_id: str, caller: Caller) -> ContractView:
    rows = await contract_versions(session, year, area_id)
    signatures, outcomes = (
        await contract_signatures(session, year, area_id),
        await contract_outcomes(session, year, area_id),
    )
    return contract_view(year, area_id, rows, signatures, outcomes, caller)


@router.get(
    "",
    operation_id="getContract",
    summary="The neighbourhood contract of an area in a year, with every version",
    response_description="The newest version first",
)
async def contract(year: YearPath, area_id: Slug, caller: AnyCaller, database: DatabaseDep) -> ContractView:
    async with database.reading() as session:
        return await _view(session, year, area_id, caller)


@router.post(
    "/versions",
    status_code=201,
    operation_id="draftContract",
    summary="Draft a new version, which all three sign (again)",
    response_description="The contract as it now is",
)
async def draft(
    year: YearPath,
    area_id: Slug,
    body: DraftContract,
    caller: PersonCaller,
    once: OnceDep,
    database: DatabaseDep,
    office: OfficeDep,
) -> ContractView:
    async def drafted() -> ContractView:
        await draft_contract(session, caller, year, area_id, body, office)
        return await _view(session, year, area_id, caller)

    async with database.transaction() as session:
        return await once.answer(session, ContractView, drafted)


@router.post(
    "/versions/{number}/signatures",
    status_code=201,
    operation_id="signContract",
    summary="Sign the newest version for residents, team or municipality",
    response_description="The contract as it now is",
)
async def sign(
    year: YearPath,
    area_id: Slug,
    number: int,
    body: SignContract,
    caller: PersonCaller,
    database: DatabaseDep,
    office: OfficeDep,
) -> ContractView:
    async with database.transaction() as session:
        await sign_contract(session, caller, year, area_id, number, body.as_, office)
        return await _view(session, year, area_id, caller)


@router.put(
    "/versions/{number}/promises/{position}/outcome",
    operation_id="lookBack",
    summary="Say how a promise of a signed version went",
    response_description="The contract as it now is",
)
async def outcome(
    year: YearPath,
    area_id: Slug,
    number: int,
    position: int,
    body: LookBack,
    caller: PersonCaller,
    database: DatabaseDep,
    office: OfficeDep,
) -> ContractView:
    async with database.transaction() as session:
        await look_back(session, caller, year, area_id, number, position, body, office)
        return await _view(session, year, area_id, caller)
