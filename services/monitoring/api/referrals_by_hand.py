"""One referral with its history, and what the partner's own people put right in it by hand."""

from uuid import UUID

from fastapi import APIRouter

from services.kit.caller import PersonCaller
from services.kit.database import DatabaseDep
from services.monitoring.api.harmless import NothingPersonalInCorrections, NothingPersonalInWithdrawals
from services.monitoring.api.referral_desk import NOTHING_KEPT, ReferralDeskDep
from services.monitoring.api.referral_rows import SubmitCorrections, SubmitEndCorrections, SubmitWithdrawals
from services.monitoring.api.referral_views import view_referral
from services.monitoring.api.seeing import SeeingCaller, check_sees_all
from services.monitoring.contract.referral_corrections import ReferralHistory
from services.monitoring.contract.referrals import ReferralReceipt
from services.monitoring.store import referral_queries as queries
from services.monitoring.usecases.delivery import Sender

router = APIRouter(prefix="/partners/{partner_id}", tags=["referrals"])


@router.get(
    "/referrals/{referral_id}",
    operation_id="getReferral",
    summary="One referral with its history",
    response_description="All its versions, as it was first sent first",
)
async def history(partner_id: UUID, referral_id: UUID, caller: SeeingCaller, database: DatabaseDep) -> ReferralHistory:
    """For the municipality, the partner's own people and its software, by the id of any of its versions."""
    check_sees_all(caller, partner_id)
    async with database.reading() as session:
        rows = await queries.versions_beside(session, partner_id, referral_id)
        agreements = await queries.agreements_by_id(session, (row.agreement_id for row in rows))
        return ReferralHistory(versions=[view_referral(row, agreements) for row in rows])


@router.post(
    "/referral-corrections",
    status_code=201,
    operation_id="correctReferralsByHand",
    summary="Correct referrals, as a person of the partner",
    response_description="The receipt, row by row",
    responses=NOTHING_KEPT,
)
async def correct(
    _nothing_personal: NothingPersonalInCorrections,
    partner_id: UUID,
    body: SubmitCorrections,
    caller: PersonCaller,
    desk: ReferralDeskDep,
) -> ReferralReceipt:
    """For people of that partner; the same rules as for its software."""
    caller.require_role("partner_member", within=str(partner_id))
    return await desk.correct(partner_id, Sender(person=caller.name), body)


@router.post(
    "/referral-withdrawals",
    status_code=201,
    operation_id="withdrawReferralsByHand",
    summary="Withdraw referrals, as a person of the partner",
    response_description="The receipt, row by row",
    responses=NOTHING_KEPT,
)
async def withdraw(
    _nothing_personal: NothingPersonalInWithdrawals,
    partner_id: UUID,
    body: SubmitWithdrawals,
    caller: PersonCaller,
    desk: ReferralDeskDep,
) -> ReferralReceipt:
    """For people of that partner; the same rules as for its software."""
    caller.require_role("partner_member", within=str(partner_id))
    return await desk.withdraw(partner_id, Sender(person=caller.name), body)


@router.post(
    "/referral-end-corrections",
    status_code=201,
    operation_id="correctReferralEndsByHand",
    summary="Correct ends of referrals, as a person of the partner",
    response_description="The receipt, row by row",
    responses=NOTHING_KEPT,
)
async def correct_ends(
    _nothing_personal: NothingPersonalInCorrections,
    partner_id: UUID,
    body: SubmitEndCorrections,
    caller: PersonCaller,
    desk: ReferralDeskDep,
) -> ReferralReceipt:
    """For people of that partner; the same rules as for its software."""
    caller.require_role("partner_member", within=str(partner_id))
    return await desk.correct_ends(partner_id, Sender(person=caller.name), body)
