"""The part of the typed client that is about referrals: one method per route."""

from datetime import date
from uuid import UUID

from services.kit.contract import Request
from services.kit.http import ServiceClient
from services.monitoring.contract import referral_refusals
from services.monitoring.contract.referral_corrections import (
    ReferralHistory,
    SubmitCorrections,
    SubmitEndCorrections,
    SubmitWithdrawals,
)
from services.monitoring.contract.referrals import (
    BreachCase,
    DecideStep,
    DrawSample,
    ProposeStep,
    ReferralPage,
    ReferralReceipt,
    ReviewView,
    SampleView,
    Scaling,
    SubmitEnds,
    SubmitReferrals,
    WriteReview,
)

_BY_HAND: dict[type[Request], str] = {
    SubmitCorrections: "referral-corrections",
    SubmitWithdrawals: "referral-withdrawals",
    SubmitEndCorrections: "referral-end-corrections",
}
REFUSALS = referral_refusals
"""Imported, so that what monitoring refuses arrives as the same class."""


class ReferralsClient(ServiceClient):
    """Referrals, breach cases, reviews and scaling."""

    async def submit_referrals(self, body: SubmitReferrals, *, api_key: str) -> ReferralReceipt:
        """For a partner's software. Raises PersonalDataFound; nothing of it is kept then."""
        headers = {"Authorization": f"Bearer {api_key}"}
        return await self._ask(ReferralReceipt, "POST", "/v1/referrals", body=body, headers=headers)

    async def submit_ends(self, body: SubmitEnds, *, api_key: str) -> ReferralReceipt:
        """For a partner's software. Raises PersonalDataFound."""
        headers = {"Authorization": f"Bearer {api_key}"}
        return await self._ask(ReferralReceipt, "POST", "/v1/referral-ends", body=body, headers=headers)

    async def correct_referrals(self, body: SubmitCorrections, *, api_key: str) -> ReferralReceipt:
        """For a partner's software. Raises PersonalDataFound; nothing of it is kept then."""
        headers = {"Authorization": f"Bearer {api_key}"}
        return await self._ask(ReferralReceipt, "POST", "/v1/referral-corrections", body=body, headers=headers)

    async def withdraw_referrals(self, body: SubmitWithdrawals, *, api_key: str) -> ReferralReceipt:
        """For a partner's software. Raises PersonalDataFound."""
        headers = {"Authorization": f"Bearer {api_key}"}
        return await self._ask(ReferralReceipt, "POST", "/v1/referral-withdrawals", body=body, headers=headers)

    async def correct_referral_ends(self, body: SubmitEndCorrections, *, api_key: str) -> ReferralReceipt:
        """For a partner's software. Raises PersonalDataFound."""
        headers = {"Authorization": f"Bearer {api_key}"}
        return await self._ask(ReferralReceipt, "POST", "/v1/referral-end-corrections", body=body, headers=headers)

    async def put_right_by_hand(
        self,
        partner_id: UUID,
        body: SubmitCorrections | SubmitWithdrawals | SubmitEndCorrections,
        *,
        dry_run: bool = False,
    ) -> ReferralReceipt:
        """For the partner's own people: correct, withdraw, or correct an end. Raises PersonalDataFound, NotYours.

        A dry run says what would happen and keeps nothing.
        """
        path = f"/v1/partners/{partner_id}/{_BY_HAND[type(body)]}"
        query = {"dryRun": "true"} if dry_run else {}
        return await self._ask(ReferralReceipt, "POST", path, body=body, query=query)

    async def referral(self, partner_id: UUID, referral_id: UUID) -> ReferralHistory:
        """One referral in all its versions. Raises NotYours, UnknownReferral."""
        return await self._ask(ReferralHistory, "GET", f"/v1/partners/{partner_id}/referrals/{referral_id}")

    async def referrals(self, partner_id: UUID, year: int, as_of: date | None = None) -> ReferralPage:
        """For the municipality and the partner's people; `as_of`: as reported by then. Raises NotYours."""
        query = {"year": year} | ({"asOf": as_of.isoformat()} if as_of else {})
        return await self._ask(ReferralPage, "GET", f"/v1/partners/{partner_id}/referrals", query=query)

    async def scaling(self, partner_id: UUID) -> Scaling:
        return await self._ask(Scaling, "GET", f"/v1/partners/{partner_id}/scaling")

    async def propose_step(self, case_id: UUID, body: ProposeStep, *, key: str) -> BreachCase:
        """Officers, approvers. Raises CaseIsClosed, HearPartnerFirst, DocumentMissing, StepIsWaiting, StaleVersion."""
        return await self._ask(BreachCase, "POST", f"/v1/breach-cases/{case_id}/steps", body=body, key=key)

    async def decide_step(self, case_id: UUID, step_id: UUID, body: DecideStep, *, key: str) -> BreachCase:
        """For approvers. Raises ProposerCannotConfirm, StepIsDecided, StaleVersion."""
        path = f"/v1/breach-cases/{case_id}/steps/{step_id}/decision"
        return await self._ask(BreachCase, "POST", path, body=body, key=key)

    async def draw_sample(self, partner_id: UUID, body: DrawSample, *, key: str) -> SampleView:
        """For policy officers. Raises QuarterStillRuns, NoReferralsToDraw, SampleExists."""
        return await self._ask(SampleView, "POST", f"/v1/partners/{partner_id}/referral-samples", body=body, key=key)

    async def write_review(self, partner_id: UUID, review_id: UUID, body: WriteReview) -> ReviewView:
        """For policy officers. Raises UnknownReview."""
        path = f"/v1/partners/{partner_id}/referral-reviews/{review_id}"
        return await self._ask(ReviewView, "PUT", path, body=body)
