"""Routes of the sample check: everybody sees the draw, an officer draws and writes down how it went."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from services.budget.api.wiring import OfficeDep
from services.budget.contract.sample import CheckOutcome, DrawSample, SampleCheck, SampleView, SettleCheck
from services.budget.store.sample_queries import checks_of, find_draw
from services.budget.store.sample_tables import SampleCheckRow
from services.budget.usecases.guard.sample_check import draw_sample, settle_check
from services.budget.usecases.office import Office, on_day
from services.budget.usecases.schemes.scheme_of import scheme_of
from services.kit.caller import AnyCaller, Caller, PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep, Session

router = APIRouter(prefix="/sample-checks", tags=["guard"])
YearPath = Annotated[Year, Path()]


async def _view(session: Session, year: int, caller: Caller, office: Office) -> SampleView:
    draw = await find_draw(session, year)
    is_allowed = (await scheme_of(session, year, office)).sample_check
    return SampleView(
        year=year,
        is_allowed=is_allowed,
        seed=draw.seed if draw else None,
        drawn_on=on_day(draw.drawn_at) if draw else None,
        candidates=[UUID(id) for id in draw.candidates] if draw else [],
        checks=[_check(check, title) for check, title in await checks_of(session, year)],
        may_draw=caller.kind == "person" and caller.has_role("policy_officer"),
    )


def _check(check: SampleCheckRow, title: str) -> SampleCheck:
    return SampleCheck(
        initiative_id=check.initiative_id,
        title=title,
        outcome=CheckOutcome(check.outcome) if check.outcome else None,
        note=check.note,
        settled_on=on_day(check.settled_at) if check.settled_at else None,
    )


@router.get(
    "/{year}",
    operation_id="getSample",
    summary="The sample check of a year: its seed, what it was drawn from, and how it went",
    response_description="Empty as long as nothing was drawn",
)
async def sample(year: YearPath, caller: AnyCaller, database: DatabaseDep, office: OfficeDep) -> SampleView:
    async with database.reading() as session:
        return await _view(session, year, caller, office)


@router.post(
    "/{year}",
    status_code=201,
    operation_id="drawSample",
    summary="Draw ideas whose receipts are looked at, once a year, when the scheme says so",
    response_description="The sample; its ideas get a mail",
)
async def draw(
    year: YearPath, body: DrawSample, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SampleView:
    async with database.transaction() as session:
        await draw_sample(session, caller, year, body, office)
        return await _view(session, year, caller, office)


@router.put(
    "/{year}/{initiative_id}/outcome",
    operation_id="settleCheck",
    summary="Write down how the check of an idea went",
    response_description="The sample as it now is",
)
async def settle(
    year: YearPath,
    initiative_id: UUID,
    body: SettleCheck,
    caller: PersonCaller,
    database: DatabaseDep,
    office: OfficeDep,
) -> SampleView:
    async with database.transaction() as session:
        await settle_check(session, caller, year, initiative_id, body, office)
        return await _view(session, year, caller, office)
