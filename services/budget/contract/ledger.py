"""What budget says of the ledger, and how money is moved in it after the award."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from services.budget.contract.sources import PositiveCents, SourceView
from services.kit.contract import Cents, Reply, Request, Slug, Timestamp, Year

Document = Annotated[
    str, Field(min_length=1, max_length=300, description="the decision or proof behind it; it is public, so no names")
]


class ReleaseGround(StrEnum):
    """Why awarded money is free again: a ground of Awb 4:46, 4:48 and 4:49, or the applicant agrees. No others."""

    NOT_DONE = "not_done"
    DONE_FOR_LESS = "done_for_less"
    NOT_KEPT = "not_kept"
    WRONG_FACTS = "wrong_facts"
    KNEW_IT_WAS_WRONG = "knew_it_was_wrong"
    WITHDRAWN_BY_APPLICANT = "withdrawn_by_applicant"


class _MoneyOfInitiative(Request):
    model_config = ConfigDict(str_strip_whitespace=True)

    initiative_id: UUID
    amount_cents: PositiveCents
    document: Document


class RecordPayment(_MoneyOfInitiative):
    """Money of an award that was paid out; never more than was awarded and is not paid yet."""


class RecordRepayment(_MoneyOfInitiative):
    """Money that came back; it is free on its line again. Never more than was paid."""


class ReleaseAward(_MoneyOfInitiative):
    """Money that was awarded and will not be paid; it is free on its line again."""

    ground: ReleaseGround


class CorrectPosting(Request):
    """A mistake in a payment, repayment or release is undone by its opposite; then record what is right."""

    model_config = ConfigDict(str_strip_whitespace=True)

    posting_id: UUID
    document: Document


class CarryOver(Request):
    """What is free on these lines goes to a later year, as a planned source that somebody else confirms there."""

    model_config = ConfigDict(str_strip_whitespace=True)

    year: Year
    to_year: Year
    line_ids: list[UUID] = Field(min_length=1, max_length=300)
    document: Document


class EntryView(Reply):
    """One side. `account` is `source` (with `sourceId`), `free`, `awarded`, `paid` (with `lineId`) or `carried`."""

    account: str
    line_id: UUID | None
    source_id: UUID | None
    amount_cents: Cents


class PostingView(Reply):
    """One event in the ledger; its entries add up to zero. `decision` says in words what it rests on."""

    id: UUID
    year: Year
    kind: str
    at: Timestamp
    decision: str
    split_id: UUID | None
    initiative_id: UUID | None
    corrects: UUID | None = Field(description="the posting this one corrects")
    corrected_by: UUID | None
    entries: list[EntryView]


class CarriedOver(Reply):
    posting: PostingView
    source: SourceView


class AccountBalance(Reply):
    """What stands on an account: the sum of its entries up to the day asked."""

    account: str
    name: str
    line_id: UUID | None
    source_id: UUID | None
    area_id: Slug | None
    balance_cents: Cents


class TrialBalance(Reply):
    """Every account of a year. The balances add up to zero; `isKept` is false when a kept balance is not its sum."""

    year: Year
    on: date
    accounts: list[AccountBalance]
    sum_cents: Cents
    is_kept: bool
