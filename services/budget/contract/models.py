"""What budget says of the year's money: what each line has, the ledger, and the terms it keeps."""

from uuid import UUID

from pydantic import Field

from services.budget.contract.sources import SplitSource
from services.budget.contract.splits import LineKind
from services.kit.contract import Cents, Reply, Slug, Timestamp, Year


class MoneyLine(Reply):
    """What a line has: ceiling = awarded + left; asked stands in open ideas and is still part of left.

    `paid` is part of awarded. `why` and `steering`: why this contains cost, and where one can steer.
    """

    line_id: UUID
    path: str
    kind: LineKind
    area_id: Slug | None
    name: str
    ceiling_cents: Cents
    awarded_cents: Cents
    paid_cents: Cents
    left_cents: Cents
    asked_cents: Cents
    why: str = ""
    steering: str = ""


class YearMoney(Reply):
    """All money of a year, from the split in force. `lines` is empty until a split is published."""

    year: Year
    split_id: UUID | None
    total_cents: Cents
    sources: list[SplitSource]
    lines: list[MoneyLine]


class LedgerEntry(Reply):
    """One side of a posting; the entries of a posting add up to zero. `decision` says in words what it rests on.

    `account` is `source` (with `sourceId`), `free`, `awarded` or `paid` (with `lineId`), or `carried`.
    """

    posting_id: UUID
    kind: str
    at: Timestamp
    account: str
    line_id: UUID | None
    source_id: UUID | None
    amount_cents: Cents
    decision: str
    split_id: UUID | None
    initiative_id: UUID | None
    corrects: UUID | None = Field(description="the posting this one corrects")


class Terms(Reply):
    """What this municipality set (`BUDGET_…`): weeks until the answer (Awb 4:13), and how long who applied is kept."""

    answer_weeks: int
    unconfirmed_days: int = Field(description="an idea nobody confirmed is deleted after so many days")
    keep_applicant_years: int = Field(description="years after the year of the money, until 31 December")
