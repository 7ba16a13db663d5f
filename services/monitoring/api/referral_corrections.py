"""Corrections and withdrawals of referrals, as a partner's software sends them."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.kit.database import DatabaseDep
from services.monitoring.api.dependencies import AreasDep, ClockDep, PartnerCaller, TextsDep
from services.monitoring.api.harmless import NothingPersonalInCorrections, NothingPersonalInWithdrawals
from services.monitoring.api.referral_views import view_referral_receipt
from services.monitoring.api.referrals import areas_of, message_of, municipality_of
from services.monitoring.contract.referral_corrections import CorrectionIn, SubmitCorrections, SubmitWithdrawals
from services.monitoring.contract.referrals import ReferralReceipt
from services.monitoring.domain.content import message_sha256
from services.monitoring.domain.referrals import Referral
from services.monitoring.usecases.referrals.correct_referrals import (
    Correction,
    Withdrawal,
    submit_corrections,
    submit_withdrawals,
)

router = APIRouter(tags=["referrals"])


@router.post(
    "/referral-corrections",
    status_code=201,
    operation_id="submitReferralCorrections",
    summary="Correct referrals",
    response_description="The receipt, row by row",
)
async def correct(
    _nothing_personal: NothingPersonalInCorrections,
    body: SubmitCorrections,
    caller: PartnerCaller,
    database: DatabaseDep,
    clock: ClockDep,
    texts: TextsDep,
    known_areas: AreasDep,
    municipality: Annotated[str, Depends(municipality_of)],
) -> ReferralReceipt:
    """With an API key of the partner: the whole referral as it should be, and which version is wrong.

    It is checked again by the agreement in force. What it was stays as history; a breach case of it is closed by the
    municipality only. The same content again gets the same receipt and changes nothing.
    """
    sent = [_correction(each) for each in body.corrections]
    areas = await areas_of(body.corrections, known_areas, clock)
    content = message_sha256("corrections", caller.partner_id, body.model_dump(mode="json")["corrections"])
    async with database.transaction() as session:
        message = message_of(caller, clock, content)
        receipt = await submit_corrections(session, message, sent, areas, municipality)
    return view_referral_receipt(receipt, texts)


@router.post(
    "/referral-withdrawals",
    status_code=201,
    operation_id="submitReferralWithdrawals",
    summary="Withdraw referrals",
    response_description="The receipt, row by row",
)
async def withdraw(
    _nothing_personal: NothingPersonalInWithdrawals,
    body: SubmitWithdrawals,
    caller: PartnerCaller,
    database: DatabaseDep,
    clock: ClockDep,
    texts: TextsDep,
) -> ReferralReceipt:
    """With an API key of the partner, for what was no referral. It counts no longer, for good; it stays as history."""
    sent = [Withdrawal(each.reference, each.version, each.why) for each in body.withdrawals]
    content = message_sha256("withdrawals", caller.partner_id, body.model_dump(mode="json")["withdrawals"])
    async with database.transaction() as session:
        receipt = await submit_withdrawals(session, message_of(caller, clock, content), sent)
    return view_referral_receipt(receipt, texts)


def _correction(sent: CorrectionIn) -> Correction:
    return Correction(Referral(**sent.model_dump(exclude={"version", "why"})), sent.version, sent.why)
