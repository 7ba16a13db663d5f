"""Routes of the account an award is paid to. Numbers stand in bodies only, and come out masked but for the officer."""

from uuid import UUID

from fastapi import APIRouter

from services.budget.api.wiring import OfficeDep
from services.budget.contract.accounts import (
    AccountToCheck,
    CheckAccount,
    ConfirmAccount,
    EnterAccount,
    MaskedAccount,
    OwnPayment,
    TellAccount,
)
from services.budget.payment_views import account_to_check, masked_account, own_payment
from services.budget.store.account_queries import get_account
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.payments.check_account import check_account
from services.budget.usecases.payments.confirm_account import confirm_account, count_account_try
from services.budget.usecases.payments.tell_account import enter_account, tell_account
from services.kit.caller import ApplicantCaller, PersonCaller
from services.kit.database import DatabaseDep
from services.kit.openapi import may_refuse

router = APIRouter(tags=["accounts"])


@router.get(
    "/initiatives/{initiative_id}/payment",
    operation_id="getOwnPayment",
    responses=may_refuse(409),
    summary="Where the money of one's own award is: asked for an account, in a batch, at the bank, paid",
    response_description="The stage, with the account masked",
)
async def payment(initiative_id: UUID, caller: ApplicantCaller, database: DatabaseDep, office: OfficeDep) -> OwnPayment:
    check_own(caller, initiative_id)
    async with database.reading() as session:
        return await own_payment(session, initiative_id, office)


@router.put(
    "/initiatives/{initiative_id}/account",
    operation_id="tellAccount",
    responses=may_refuse(429),
    summary="Tell the account to pay the award to; a code goes out by mail",
    response_description="The account as it waits for its code, masked",
)
async def tell(
    initiative_id: UUID, body: TellAccount, caller: ApplicantCaller, database: DatabaseDep, office: OfficeDep
) -> MaskedAccount:
    async with database.transaction() as session:
        return masked_account(await tell_account(session, caller, initiative_id, body, office))


@router.post(
    "/initiatives/{initiative_id}/account/confirmation",
    operation_id="confirmAccount",
    responses=may_refuse(429),
    summary="Confirm the account with the mailed code; five tries",
    response_description="The account: in use, or waiting for an officer who looks at it",
)
async def confirm(
    initiative_id: UUID, body: ConfirmAccount, caller: ApplicantCaller, database: DatabaseDep, office: OfficeDep
) -> MaskedAccount:
    async with database.transaction() as session:
        await count_account_try(session, caller, initiative_id)
    async with database.transaction() as session:
        return masked_account(await confirm_account(session, caller, initiative_id, body.code, office))


@router.put(
    "/initiatives/{initiative_id}/desk-account",
    operation_id="enterAccount",
    summary="Enter the account for somebody at the desk; another officer looks at it",
    response_description="The account as it waits to be looked at, masked",
)
async def enter(
    initiative_id: UUID, body: EnterAccount, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> MaskedAccount:
    async with database.transaction() as session:
        return masked_account(await enter_account(session, caller, initiative_id, body, office))


@router.get(
    "/bank-accounts/{account_id}",
    operation_id="getAccountToCheck",
    summary="An account in full, for the policy officer who looks at it",
    response_description="The account",
)
async def account(account_id: UUID, caller: PersonCaller, database: DatabaseDep, office: OfficeDep) -> AccountToCheck:
    caller.require_role("policy_officer")
    async with database.reading() as session:
        return await account_to_check(session, await get_account(session, account_id), office)


@router.post(
    "/bank-accounts/{account_id}/check",
    operation_id="checkAccount",
    summary="Say that an account is right, or what is wrong with it; not by who entered it",
    response_description="The account, masked",
)
async def check(
    account_id: UUID, body: CheckAccount, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> MaskedAccount:
    async with database.transaction() as session:
        return masked_account(await check_account(session, caller, account_id, body, office))
