"""What budget says of payments: awards that are due, batches that two people make, and what the bank said of them."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from services.budget.contract.accounts import PaymentStage
from services.kit.contract import Cents, Day, Reply, Request, Slug, Timestamp, Year


class BatchState(StrEnum):
    """PREPARED by one, RELEASED by another, HANDED_OVER to the bank; or WITHDRAWN before it was released."""

    PREPARED = "prepared"
    RELEASED = "released"
    HANDED_OVER = "handed_over"
    WITHDRAWN = "withdrawn"


class BatchPaymentState(StrEnum):
    """FAILED: refused by the bank or come back. WITHDRAWN: with its batch."""

    UNDER_WAY = "under_way"
    PAID = "paid"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class DueAward(Reply):
    """An award with money to pay. `payBy`: within six weeks of the decision (Awb 4:87). READY: may go in a batch."""

    initiative_id: UUID
    title: str
    area_id: Slug | None
    area_name: str
    to_pay_cents: Cents
    awarded_on: date
    pay_by: date
    is_late: bool
    stage: PaymentStage
    shown: str = Field("", description="the account, masked")
    check_account_id: UUID | None = Field(None, description="an account an officer has to look at")
    batch_id: UUID | None


class DuePayments(Reply):
    """Awards of a year with money to pay, the first to pay first."""

    year: Year
    awards: list[DueAward]
    late_count: int
    soon_count: int = Field(description="to pay within two weeks, and not late")
    ready_cents: Cents


class PrepareBatch(Request):
    year: Year
    initiative_ids: list[UUID] = Field(min_length=1, max_length=500)


class ReleaseBatch(Request):
    """By somebody who did not prepare it; `totalCents` is the sum they saw."""

    version: int
    total_cents: int


class WithdrawBatch(Request):
    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    reason: str = Field(min_length=1, max_length=300)


class HandOverBatch(Request):
    version: int


class SettlePayment(Request):
    """What became of a payment, by hand. `askAccount`: it failed because of the account, so ask for another."""

    model_config = ConfigDict(str_strip_whitespace=True)

    is_paid: bool
    on: Day
    reason: str = Field("", max_length=200)
    ask_account: bool = False

    @model_validator(mode="after")
    def _why_failed(self) -> "SettlePayment":
        if not self.is_paid and not self.reason:
            raise ValueError("say why it failed")
        return self


class BatchPaymentView(Reply):
    """One payment. `number` is what the bank repeats (EndToEndId); `iban` and `holder` are for policy officers only."""

    position: int
    number: str
    initiative_id: UUID
    title: str
    amount_cents: Cents
    pay_by: date
    shown: str
    iban: str | None
    holder: str | None
    state: BatchPaymentState
    reason: str
    settled_on: date | None


class BatchView(Reply):
    """A batch. Staff only. `fileSha256` is of the file as it was released."""

    id: UUID
    year: Year
    number: str
    state: BatchState
    version: int
    payment_count: int
    total_cents: Cents
    payer_name: str
    payer_iban: str
    prepared_by: str
    prepared_at: Timestamp
    released_by: str | None
    released_at: Timestamp | None
    execution_on: date | None
    file_sha256: str | None
    handed_over_at: Timestamp | None
    withdrawn_because: str
    paid_count: int
    failed_count: int
    payments: list[BatchPaymentView] = Field(default_factory=list, description="empty in a list of batches")


class StatusOutcome(StrEnum):
    """What was done with what the bank said. OTHERS: not a number of ours; those are counted, not listed."""

    PAID = "paid"
    FAILED = "failed"
    KNOWN = "known"
    UNKNOWN = "unknown"
    OTHER_AMOUNT = "other_amount"


class StatusRow(Reply):
    number: str
    outcome: StatusOutcome
    reason: str = ""


class StatusesRead(Reply):
    """What became of a message of the bank, row by row. The message itself is not kept."""

    rows: list[StatusRow]
    others: int = Field(description="rows about money that is not ours")
