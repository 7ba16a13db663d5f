"""Where a year's prevention money comes from: an amount with its basis and document, planned, then confirmed."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from services.kit.contract import Cents, Reply, Request, Year

FractionText = Annotated[
    str, Field(pattern=r"^\d{1,9}(/[1-9]\d{0,8})?$", description="An exact fraction, e.g. 3/100 or 2/3")
]
PositiveCents = Annotated[int, Field(strict=True, ge=1, le=10**13, description="Euro cents, whole, more than 0")]


class SourceKind(StrEnum):
    """`carried_over`: what a line of an earlier year did not use."""

    YOUTH_BUDGET = "youth_budget"
    SAVINGS_CASE = "savings_case"
    CARRIED_OVER = "carried_over"
    OTHER = "other"


class SourceState(StrEnum):
    PLANNED = "planned"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class AddSource(Request):
    """Money of a year: a `share` of the `youthBudgetCents`, in whole cents, or else an `amountCents` of its own."""

    model_config = ConfigDict(str_strip_whitespace=True)

    year: Year
    name: str = Field(min_length=1, max_length=120)
    basis: str = Field("", max_length=500, description="why it may be spent on this: a decision, an arrangement")
    document: str = Field("", max_length=300, description="name or number of the document, or its address")
    youth_budget_cents: PositiveCents | None = None
    share: FractionText | None = None
    amount_cents: PositiveCents | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "AddSource":
        of_budget = (self.youth_budget_cents is not None, self.share is not None)
        if of_budget not in ((True, True), (False, False)) or of_budget[0] == (self.amount_cents is not None):
            raise ValueError("give youthBudgetCents with share, or amountCents")
        return self


class ConfirmSource(Request):
    """Somebody else says the money is there. A document given here takes the place of the one it was planned with."""

    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    document: str = Field("", max_length=300)


class WithdrawSource(Request):
    """A planned source that will not come."""

    version: int


class SourceView(Reply):
    id: UUID
    year: Year
    name: str
    kind: SourceKind
    basis: str
    document: str
    youth_budget_cents: Cents | None
    share: FractionText | None
    amount_cents: Cents
    state: SourceState
    version: int
    confirmed_on: date | None
    added_by: str | None = Field(None, description="for staff; for what software added, who made its key")
    software_key_id: str | None = Field(None, description="for staff and software: with which key software added it")
    savings_case_id: UUID | None = None


class SplitSource(Reply):
    """A source as a split froze it."""

    id: UUID
    name: str
    kind: SourceKind
    basis: str
    document: str
    youth_budget_cents: Cents | None
    share: FractionText | None
    amount_cents: Cents
