"""Routes that move money in the ledger after the award."""

from fastapi import APIRouter

from services.budget.api.wiring import OfficeDep
from services.budget.contract.ledger import (
    CarriedOver,
    CarryOver,
    CorrectPosting,
    PostingView,
    RecordPayment,
    RecordRepayment,
    ReleaseAward,
)
from services.budget.ledger_views import posting_view
from services.budget.money_views import source_view
from services.budget.store.ledger_queries import postings
from services.budget.store.money_tables import Posting
from services.budget.usecases.move_money import (
    carry_over,
    correct_posting,
    record_payment,
    record_repayment,
    release_award,
)
from services.budget.usecases.office import Office
from services.kit.caller import PersonCaller
from services.kit.database import DatabaseDep, Session
from services.kit.idempotency import OnceDep

router = APIRouter(tags=["ledger"])


@router.post(
    "/payments",
    status_code=201,
    operation_id="recordPayment",
    summary="Record that money of an award was paid",
    response_description="The posting",
)
async def pay(
    body: RecordPayment, caller: PersonCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> PostingView:
    async with database.transaction() as session:

        async def work() -> PostingView:
            return await _written(session, await record_payment(session, caller, body, office), office)

        return await once.answer(session, PostingView, work)


@router.post(
    "/repayments",
    status_code=201,
    operation_id="recordRepayment",
    summary="Record that money came back; it is free on its line again",
    response_description="The posting",
)
async def repay(
    body: RecordRepayment, caller: PersonCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> PostingView:
    async with database.transaction() as session:

        async def work() -> PostingView:
            return await _written(session, await record_repayment(session, caller, body, office), office)

        return await once.answer(session, PostingView, work)


@router.post(
    "/releases",
    status_code=201,
    operation_id="releaseAward",
    summary="Free awarded money that will not be paid, on a ground of the law",
    response_description="The posting",
)
async def release(
    body: ReleaseAward, caller: PersonCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> PostingView:
    async with database.transaction() as session:

        async def work() -> PostingView:
            return await _written(session, await release_award(session, caller, body, office), office)

        return await once.answer(session, PostingView, work)


@router.post(
    "/corrections",
    status_code=201,
    operation_id="correctPosting",
    summary="Undo a payment, repayment or release by its opposite, which names it",
    response_description="The posting",
)
async def correct(
    body: CorrectPosting, caller: PersonCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> PostingView:
    async with database.transaction() as session:

        async def work() -> PostingView:
            return await _written(session, await correct_posting(session, caller, body, office), office)

        return await once.answer(session, PostingView, work)


@router.post(
    "/carry-overs",
    status_code=201,
    operation_id="carryOver",
    summary="Take what is free on lines to another year, as a planned source there",
    response_description="The posting, and the source it made",
)
async def carry(
    body: CarryOver, caller: PersonCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> CarriedOver:
    async with database.transaction() as session:

        async def work() -> CarriedOver:
            posting, source = await carry_over(session, caller, body, office)
            return CarriedOver(posting=await _written(session, posting, office), source=source_view(source, caller))

        return await once.answer(session, CarriedOver, work)


async def _written(session: Session, posting: Posting, office: Office) -> PostingView:
    (whole,) = await postings(session, Posting.id == posting.id)
    return posting_view(whole, office)
