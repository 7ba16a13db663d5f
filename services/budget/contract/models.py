"""What budget says of the year's money: the split, what is left, the ledger, and the terms it keeps."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from services.budget.contract.key_release import KeyRelease
from services.kit.contract import Cents, Number, Reply, Request, Slug, Timestamp, Year

FractionText = Annotated[
    str, Field(pattern=r"^\d{1,9}(/[1-9]\d{0,8})?$", description="An exact fraction, e.g. 3/100 or 2/3")
]
PositiveCents = Annotated[int, Field(strict=True, ge=1, le=10**13, description="Euro cents, whole, more than 0")]


class SplitState(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    APPROVED = "approved"


class LineKind(StrEnum):
    AREA = "area"
    CITY_WIDE = "city_wide"
    SUPPORT = "support"


class DraftSplit(Request):
    """The year's plan: a part of the youth budget, divided over areas by base plus children, and the rest."""

    year: Year
    youth_budget_cents: PositiveCents
    prevention_share: FractionText = "3/100"
    areas_share: FractionText = "2/3"
    support_cents: Annotated[int, Field(strict=True, ge=0, le=10**13)] = 0
    base_per_area_cents: Annotated[int, Field(strict=True, ge=0, le=10**12)] = 4_000_000
    indicator: str = Field("young_people_0_14", max_length=80)


class ProposeSplit(Request):
    version: int
    note: str = Field("", max_length=2000)


class ApproveSplit(Request):
    version: int
    document: str = Field("", max_length=300, description="name or number of the decision document")


class ReturnSplit(Request):
    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    reason: str = Field(min_length=1, max_length=2000)


class KeySource(Reply):
    """The figures the key froze, with all one needs to read what they were without asking profiles.

    `edition` is a code: `first`, `later` or `only`. What may be None was not yet frozen when the oldest splits were
    made; their `indicator_name` is in the language of who made them.
    """

    indicator: str
    indicator_name: str = Field(description="as it was then, in the reader's language")
    period: Year
    release: str
    table: str
    title: str | None = None
    edition: str | None = None
    retrieved_on: date | None
    licence: str | None = None
    attribution: str
    url: str | None = None
    releases: list[KeyRelease] = Field([], description="all that were used: one area may rest on another release")


class SplitLine(Reply):
    """One line with its sum: `base_cents` + the part by `weight` = `amount_cents`; None where no key applies."""

    id: UUID
    kind: LineKind
    area_id: Slug | None
    name: str
    amount_cents: Cents
    base_cents: Cents | None
    weight: Number | None
    releases: list[str] = Field([], description="ids of the releases the weight was made from; see `keySource`")


class SplitStep(Reply):
    """Who did what when, on which version: the decision record."""

    state: SplitState
    by: str
    at: Timestamp
    version: int
    note: str


class SplitView(Reply):
    id: UUID
    year: Year
    state: SplitState
    version: int
    youth_budget_cents: Cents
    prevention_share: FractionText
    areas_share: FractionText
    total_cents: Cents
    areas_cents: Cents
    base_per_area_cents: Cents
    lines: list[SplitLine]
    key_source: KeySource
    steps: list[SplitStep]
    is_late: bool = Field(description="approved (or not yet approved) after the year began; Awb 4:26-4:27")
    proposed_by: str | None = None


class MoneyLine(Reply):
    """What a line has: ceiling = awarded + left; asked stands in open ideas and is still part of left."""

    line_id: UUID
    kind: LineKind
    area_id: Slug | None
    name: str
    ceiling_cents: Cents
    awarded_cents: Cents
    paid_cents: Cents
    left_cents: Cents
    asked_cents: Cents


class YearMoney(Reply):
    """All money of a year, from the approved split. `lines` is empty when no split is approved yet."""

    year: Year
    split_id: UUID | None
    youth_budget_cents: Cents | None
    total_cents: Cents
    lines: list[MoneyLine]


class LedgerEntry(Reply):
    """One side of a posting; the entries of a posting add up to zero. `decision` names what it rests on."""

    posting_id: UUID
    at: Timestamp
    account: str
    line_id: UUID | None
    amount_cents: Cents
    decision: str


class Terms(Reply):
    """What this municipality set (`BUDGET_…`): weeks until the answer (Awb 4:13), and how long who applied is kept."""

    answer_weeks: int
    unconfirmed_days: int = Field(description="an idea nobody confirmed is deleted after so many days")
    keep_applicant_years: int = Field(description="years after the year of the money, until 31 December")
