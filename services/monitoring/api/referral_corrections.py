"""Corrections and withdrawals of referrals and of their ends, as a partner's software sends them."""

from fastapi import APIRouter

from services.monitoring.api.dependencies import PartnerCaller
from services.monitoring.api.harmless import NothingPersonalInCorrections, NothingPersonalInWithdrawals
from services.monitoring.api.referral_desk import NOTHING_KEPT, ReferralDeskDep
from services.monitoring.api.referral_rows import SubmitCorrections, SubmitEndCorrections, SubmitWithdrawals
from services.monitoring.contract.referrals import ReferralReceipt
from services.monitoring.usecases.delivery import Sender

router = APIRouter(tags=["referrals"])


@router.post(
    "/referral-corrections",
    status_code=201,
    operation_id="submitReferralCorrections",
    summary="Correct referrals",
    response_description="The receipt, row by row",
    responses=NOTHING_KEPT,
)
async def correct(
    _nothing_personal: NothingPersonalInCorrections,
    body: SubmitCorrections,
    caller: PartnerCaller,
    desk: ReferralDeskDep,
) -> ReferralReceipt:
    """With an API key of the partner: the whole referral as it should be, and which version is wrong.

    It is checked again by the agreement in force. What it was stays as history; a breach case of it is closed by the
    municipality only. The same content again gets the same receipt and changes nothing.
    """
    return await desk.correct(caller.partner_id, Sender(api_key_id=caller.api_key_id), body)


@router.post(
    "/referral-withdrawals",
    status_code=201,
    operation_id="submitReferralWithdrawals",
    summary="Withdraw referrals",
    response_description="The receipt, row by row",
    responses=NOTHING_KEPT,
)
async def withdraw(
    _nothing_personal: NothingPersonalInWithdrawals,
    body: SubmitWithdrawals,
    caller: PartnerCaller,
    desk: ReferralDeskDep,
) -> ReferralReceipt:
    """With an API key of the partner, for what was no referral. It counts no longer, for good; it stays as history."""
    return await desk.withdraw(caller.partner_id, Sender(api_key_id=caller.api_key_id), body)


@router.post(
    "/referral-end-corrections",
    status_code=201,
    operation_id="submitReferralEndCorrections",
    summary="Correct ends of referrals",
    response_description="The receipt, row by row",
    responses=NOTHING_KEPT,
)
async def correct_ends(
    _nothing_personal: NothingPersonalInCorrections,
    body: SubmitEndCorrections,
    caller: PartnerCaller,
    desk: ReferralDeskDep,
) -> ReferralReceipt:
    """With an API key of the partner: another day or reason, or neither when it did not end. What was told stays."""
    return await desk.correct_ends(caller.partner_id, Sender(api_key_id=caller.api_key_id), body)
