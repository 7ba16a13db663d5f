"""What budget says of the year's money: what each line has and may come to, and the terms it keeps."""

from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.budget.contract.sources import FractionText, SplitSource
from services.budget.contract.splits import LineKind
from services.kit.contract import Cents, Reply, Slug, Year


class CeilingWarning(StrEnum):
    """What a line warns of before its ceiling bites: a `pace` past it, more `asked` than is left, `used` up."""

    NONE = "none"
    PACE = "pace"
    ASKED = "asked"
    USED = "used"


class KeptApart(Reply):
    """What a published round of ballots keeps of a line's money for its own ideas, until it is final or called off."""

    round_id: UUID
    title: str
    cents: Cents


class MoneyLine(Reply):
    """What a line has: ceiling = awarded + left + carried; asked stands in open ideas and is still part of left.

    `paid` is part of awarded. Left = free + kept apart: what an idea outside a round can get now is `free`. `why` and
    `steering`: why this contains cost, and where one can steer.
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
    free_cents: Cents = Field(description="of what is left, what an idea outside a round of ballots can get now")
    kept_apart_cents: Cents = Field(0, description="of what is left, what rounds of ballots keep for their own ideas")
    kept_apart: list[KeptApart] = Field([], description="per round what it keeps; they add up to keptApartCents")
    carried_cents: Cents = Field(0, description="of the ceiling, what went to another year")
    in_plan: bool = Field(True, description="false: a change of the split left it out, and no new idea asks from it")
    asked_cents: Cents
    asked_in_rounds_cents: Cents = Field(0, description="of what is asked, by ideas on the ballot of those rounds")
    forecast_cents: Cents | None = Field(
        None, description="awarded at the end of the year if it goes on like this; None in the first quarter"
    )
    warning: CeilingWarning = CeilingWarning.NONE
    why: str = ""
    steering: str = ""


class YearMoney(Reply):
    """All money of a year, from the split in force. `lines` is empty until a split is published."""

    year: Year
    split_id: UUID | None
    total_cents: Cents
    sources: list[SplitSource]
    lines: list[MoneyLine]


class Terms(Reply):
    """What a municipality set: weeks until the answer (the year's scheme, Awb 4:13), how long who applied is kept."""

    answer_weeks: int
    unconfirmed_days: int = Field(description="an idea nobody confirmed is deleted after so many days")
    keep_applicant_years: int = Field(description="years after the year of the money, until 31 December")
    keep_account_days: int = Field(60, description="days after the last payment until an account is deleted")
    savings_share: FractionText = Field("1/10", description="of a savings case's lower bound, which becomes a source")
