"""Routes of paying awards: what is due, batches that two people make, the file for the bank, and what it said."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Path, Query, Response, UploadFile

from services.budget.api.letting_in import PreparingCaller
from services.budget.api.wiring import OfficeDep
from services.budget.contract.payment_refusals import BankMessageTooLarge
from services.budget.contract.payments import (
    BatchView,
    DuePayments,
    HandOverBatch,
    PrepareBatch,
    ReleaseBatch,
    SettlePayment,
    StatusesRead,
    WithdrawBatch,
)
from services.budget.payment_views import batch_view, batch_views, due_payments
from services.budget.store.batch_queries import batches_of, get_batch
from services.budget.usecases.payments.prepare_batch import prepare_batch
from services.budget.usecases.payments.release_batch import (
    hand_over_batch,
    release_batch,
    released_file,
    withdraw_batch,
)
from services.budget.usecases.payments.settle_payments import read_statuses, settle_payment
from services.kit.caller import PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep
from services.kit.openapi import may_refuse

router = APIRouter(tags=["payments"])
MOST_BYTES = 10 * 1024 * 1024
STAFF = ("policy_officer", "approver")


@router.get(
    "/due-payments",
    operation_id="listDuePayments",
    summary="Awards of a year with money to pay, the first to pay first; accounts masked",
    response_description="The awards, how many are late, and the sum that can be paid now",
)
async def due(
    caller: PersonCaller, database: DatabaseDep, office: OfficeDep, year: Annotated[Year, Query()]
) -> DuePayments:
    caller.require_role(*STAFF)
    async with database.reading() as session:
        return await due_payments(session, year, office)


@router.post(
    "/payment-batches",
    status_code=201,
    operation_id="prepareBatch",
    summary="Prepare a batch of payments; somebody else releases it",
    response_description="The batch",
)
async def prepare(
    body: PrepareBatch, caller: PersonCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> BatchView:
    async with database.transaction() as session:

        async def work() -> BatchView:
            return await batch_view(session, await prepare_batch(session, caller, body, office), caller, office)

        return await once.answer(session, BatchView, work, remember=_without_accounts)


def _without_accounts(view: BatchView) -> BatchView:
    """What is remembered of the reply: accounts are deleted in time, and this is not."""
    masked = [payment.model_copy(update={"iban": None, "holder": None}) for payment in view.payments]
    return view.model_copy(update={"payments": masked})


@router.get(
    "/payment-batches",
    operation_id="listBatches",
    summary="The batches of a year, newest first, without their payments",
    response_description="The batches",
)
async def batches(caller: PersonCaller, database: DatabaseDep, year: Annotated[Year, Query()]) -> list[BatchView]:
    caller.require_role(*STAFF)
    async with database.reading() as session:
        return await batch_views(session, await batches_of(session, year))


@router.get(
    "/payment-batches/{batch_id}",
    operation_id="getBatch",
    summary="A batch with its payments; accounts in full for policy officers, masked for approvers",
    response_description="The batch",
)
async def batch(batch_id: UUID, caller: PersonCaller, database: DatabaseDep, office: OfficeDep) -> BatchView:
    caller.require_role(*STAFF)
    async with database.reading() as session:
        return await batch_view(session, await get_batch(session, batch_id), caller, office)


@router.post(
    "/payment-batches/{batch_id}/release",
    operation_id="releaseBatch",
    summary="Release a batch that somebody else prepared",
    response_description="The batch, with the hash of its file",
)
async def release(
    batch_id: UUID, body: ReleaseBatch, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> BatchView:
    async with database.transaction() as session:
        return await batch_view(session, await release_batch(session, caller, batch_id, body, office), caller, office)


@router.post(
    "/payment-batches/{batch_id}/withdrawal",
    operation_id="withdrawBatch",
    summary="Withdraw a batch that is not released; its awards are due again",
    response_description="The batch",
)
async def withdraw(
    batch_id: UUID, body: WithdrawBatch, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> BatchView:
    async with database.transaction() as session:
        return await batch_view(session, await withdraw_batch(session, caller, batch_id, body, office), caller, office)


@router.get(
    "/payment-batches/{batch_id}/file",
    response_class=Response,
    responses={200: {"content": {"application/xml": {"schema": {"type": "string"}}}}, **may_refuse(409)},
    operation_id="getPaymentFile",
    summary="The file for the bank (pain.001.001.09) of a released batch, each time the same bytes",
    response_description="The file, byte by byte as its SHA-256 says",
)
async def file(batch_id: UUID, caller: PersonCaller, database: DatabaseDep, office: OfficeDep) -> Response:
    async with database.reading() as session:
        digest, content = await released_file(session, caller, batch_id, office)
    headers = {"Content-Disposition": f'attachment; filename="pain001-{digest[:12]}.xml"', "Cache-Control": "no-store"}
    return Response(content, media_type="application/xml", headers=headers)


@router.post(
    "/payment-batches/{batch_id}/handing-over",
    operation_id="handOverBatch",
    summary="Say that the bank has the file of a batch",
    response_description="The batch",
)
async def hand_over(
    batch_id: UUID, body: HandOverBatch, caller: PreparingCaller, database: DatabaseDep, office: OfficeDep
) -> BatchView:
    async with database.transaction() as session:
        return await batch_view(session, await hand_over_batch(session, caller, batch_id, body, office), caller, office)


@router.post(
    "/payment-batches/{batch_id}/payments/{position}/outcome",
    operation_id="settlePayment",
    summary="Say by hand what became of one payment: paid, refused or come back",
    response_description="The batch",
)
async def settle(
    batch_id: UUID,
    position: Annotated[int, Path(ge=1, le=500)],
    body: SettlePayment,
    caller: PersonCaller,
    database: DatabaseDep,
    office: OfficeDep,
) -> BatchView:
    async with database.transaction() as session:
        found = await settle_payment(session, caller, batch_id, position, body, office)
        return await batch_view(session, found, caller, office)


@router.post(
    "/payment-statuses",
    operation_id="readStatuses",
    summary="Read what the bank says of payments: pain.002, camt.053 or camt.054; the message is not kept",
    response_description="What became of each of our payments in it",
)
async def statuses(
    message: Annotated[UploadFile, File(description="the message of the bank, at most 10 MB")],
    caller: PreparingCaller,
    database: DatabaseDep,
    office: OfficeDep,
) -> StatusesRead:
    content = await message.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BankMessageTooLarge(limit=MOST_BYTES // 1024 // 1024)
    async with database.transaction() as session:
        return await read_statuses(session, caller, content, office)
