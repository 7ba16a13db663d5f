"""The part of the typed client that is about paying awards: one method per route."""

from uuid import UUID

from services.budget.contract.accounts_client import AccountsClient
from services.budget.contract.award_changes_client import AwardChangesClient
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


class PaymentsClient(AccountsClient, AwardChangesClient):
    async def due_payments(self, year: int) -> DuePayments:
        """For policy officers and approvers: awards with money to pay, the first to pay first."""
        return await self._ask(DuePayments, "GET", "/v1/due-payments", query={"year": year})

    async def payment_batches(self, year: int) -> list[BatchView]:
        """For policy officers and approvers; newest first, without their payments."""
        return await self._ask(list[BatchView], "GET", "/v1/payment-batches", query={"year": year})

    async def payment_batch(self, batch_id: UUID) -> BatchView:
        """For policy officers (accounts in full) and approvers (masked). Raises UnknownBatch."""
        return await self._ask(BatchView, "GET", f"/v1/payment-batches/{batch_id}")

    async def prepare_batch(self, body: PrepareBatch, *, key: str) -> BatchView:
        """For policy officers. Raises NoPayer, AwardNotReady, PaymentUnderWay."""
        return await self._ask(BatchView, "POST", "/v1/payment-batches", body=body, key=key)

    async def release_batch(self, batch_id: UUID, body: ReleaseBatch) -> BatchView:
        """For approvers who did not prepare it.

        Raises BatchPreparerCannotRelease, StaleVersion, BatchMove, OtherSum.
        """
        return await self._ask(BatchView, "POST", f"/v1/payment-batches/{batch_id}/release", body=body)

    async def withdraw_batch(self, batch_id: UUID, body: WithdrawBatch) -> BatchView:
        """For policy officers and approvers, until it is released. Raises StaleVersion, BatchMove."""
        return await self._ask(BatchView, "POST", f"/v1/payment-batches/{batch_id}/withdrawal", body=body)

    async def payment_file(self, batch_id: UUID) -> bytes:
        """For policy officers: pain.001.001.09, each time the same bytes.

        Raises BatchNotReleased, BatchFileGone (accounts deleted), BatchFileChanged (not what was released).
        """
        return await self._ask(bytes, "GET", f"/v1/payment-batches/{batch_id}/file")

    async def hand_over_batch(self, batch_id: UUID, body: HandOverBatch) -> BatchView:
        """For policy officers and the municipality's software. Raises StaleVersion, BatchMove."""
        return await self._ask(BatchView, "POST", f"/v1/payment-batches/{batch_id}/handing-over", body=body)

    async def settle_payment(self, batch_id: UUID, position: int, body: SettlePayment) -> BatchView:
        """By hand, for policy officers. Raises UnknownBatch, PaymentMove, BatchNotReleased."""
        path = f"/v1/payment-batches/{batch_id}/payments/{position}/outcome"
        return await self._ask(BatchView, "POST", path, body=body)

    async def read_statuses(self, message: bytes) -> StatusesRead:
        """For policy officers and software: pain.002, camt.053 or camt.054. Twice is once. Raises NotABankMessage."""
        return await self._ask(
            StatusesRead, "POST", "/v1/payment-statuses", files={"message": ("message.xml", message)}
        )
