"""Case-review sessions, and uncertainties looked at again."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from services.kit.caller import KnownCaller, PersonCaller
from services.kit.contract import Year
from services.kit.database import Database, DatabaseDep, Session
from services.kit.idempotency import OnceDep
from services.monitoring.api.dependencies import ClockDep
from services.monitoring.api.harmless import NoNumberOfPerson, NothingPersonalInCase
from services.monitoring.api.learning_views import view_learning
from services.monitoring.api.seeing import check_sees_all
from services.monitoring.contract.learning import AddCaseReview, AddVisit, LearningView
from services.monitoring.store.learning_queries import reviews_of_year, visits_of_year
from services.monitoring.store.queries import find_agreement, get_partner
from services.monitoring.usecases.learning import keep_learning, withdraw_learning

router = APIRouter(prefix="/partners/{partner_id}/dossiers/{year}", tags=["learning"])
YearPath = Annotated[Year, Path()]


@router.get("/learning", operation_id="getLearning", summary="What was learned", response_description="All of a year")
async def read(partner_id: UUID, year: YearPath, caller: KnownCaller, database: DatabaseDep) -> LearningView:
    """For the partner's own people and the municipality."""
    check_sees_all(caller, partner_id)
    async with database.reading() as session:
        return await _learning(session, partner_id, year)


@router.post(
    "/case-reviews",
    status_code=201,
    operation_id="addCaseReview",
    summary="Tell what a case review taught",
    response_description="All of the year",
)
async def add_review(
    _nothing_personal: NothingPersonalInCase,
    partner_id: UUID,
    year: YearPath,
    body: AddCaseReview,
    caller: PersonCaller,
    database: DatabaseDep,
    clock: ClockDep,
    once: OnceDep,
) -> LearningView:
    """For policy officers and the partner's own people. Nothing in it points at a person."""

    async def work(session: Session) -> None:
        await keep_learning.add_case_review(session, clock, caller, partner_id, year, body)

    return await _done(database, once, partner_id, year, work)


@router.post(
    "/uncertainty-visits",
    status_code=201,
    operation_id="addUncertaintyVisit",
    summary="Look at an uncertainty again",
    response_description="All of the year",
)
async def add_visit(
    _no_number_of_person: NoNumberOfPerson,
    partner_id: UUID,
    year: YearPath,
    body: AddVisit,
    caller: PersonCaller,
    database: DatabaseDep,
    clock: ClockDep,
    once: OnceDep,
) -> LearningView:
    """For policy officers and the partner's own people. One that is closed leaves the agenda of the talks."""

    async def work(session: Session) -> None:
        await keep_learning.add_visit(session, clock, caller, partner_id, year, body)

    return await _done(database, once, partner_id, year, work)


@router.post(
    "/case-reviews/{review_id}/withdrawal",
    status_code=201,
    operation_id="withdrawCaseReview",
    summary="Take the words of a case review back",
    response_description="All of the year",
)
async def withdraw_review(
    partner_id: UUID,
    year: YearPath,
    review_id: UUID,
    caller: PersonCaller,
    database: DatabaseDep,
    clock: ClockDep,
    once: OnceDep,
) -> LearningView:
    """For policy officers and the partner's own people. The words are deleted."""

    async def work(session: Session) -> None:
        await withdraw_learning.withdraw_case_review(session, clock, caller, partner_id, review_id)

    return await _done(database, once, partner_id, year, work)


@router.post(
    "/uncertainty-visits/{visit_id}/withdrawal",
    status_code=201,
    operation_id="withdrawUncertaintyVisit",
    summary="Take what was seen back",
    response_description="All of the year",
)
async def withdraw_visit(
    partner_id: UUID,
    year: YearPath,
    visit_id: UUID,
    caller: PersonCaller,
    database: DatabaseDep,
    clock: ClockDep,
    once: OnceDep,
) -> LearningView:
    """For policy officers and the partner's own people. The words are deleted, and its verdict counts no more."""

    async def work(session: Session) -> None:
        await withdraw_learning.withdraw_visit(session, clock, caller, partner_id, visit_id)

    return await _done(database, once, partner_id, year, work)


async def _done(
    database: Database, once: OnceDep, partner_id: UUID, year: int, move: Callable[[Session], Awaitable[None]]
) -> LearningView:
    async def work() -> LearningView:
        await move(session)
        return await _learning(session, partner_id, year)

    async with database.transaction() as session:
        return await once.answer(session, LearningView, work)


async def _learning(session: Session, partner_id: UUID, year: int) -> LearningView:
    return view_learning(
        await get_partner(session, partner_id),
        year,
        await find_agreement(session, partner_id, year),
        await reviews_of_year(session, partner_id, year),
        await visits_of_year(session, partner_id, year),
    )
