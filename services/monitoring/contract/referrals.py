"""What monitoring says of referrals: what is sent, the receipt, breach cases, reviews and scaling down.

A referral holds nobody: a reference of the partner's own, codes, a day, an area.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from services.kit.contract import Day, Reply, Request, Slug, Timestamp
from services.monitoring.contract.dossier import ActivityCode, Agb

MOST_ROWS = 2000
Reference = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,39}$",
        description="the partner's own mark for this referral; nobody else can tell from it who it is about",
    ),
]
Code = Annotated[str, Field(pattern=r"^[0-9]{2}$")]
MunicipalityCode = Annotated[str, Field(pattern=r"^GM\d{4}$", description="CBS code of a municipality")]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class ReferralIn(Request):
    """One referral to a specialised provider, with the codes of iJw 3.2 and Beleidsinformatie Jeugd."""

    reference: Reference
    referred_on: Day
    provider_agb: Agb
    activity: ActivityCode = Field(description="the tendered activity of the agreement it came from")
    product_category: Code = Field(description="iJw product category, 40 to 55")
    referrer: Code = Field(description="iJw referrer; neighbourhood-team help is always 06")
    lives_here: bool = Field(description="registered as a resident of this municipality")
    responsible_municipality: MunicipalityCode = Field(description="by the residence principle (woonplaatsbeginsel)")
    area_id: Slug | None = Field(None, description="an area of this municipality; absent when it is not known")
    budget_euros: int | None = Field(None, strict=True, ge=0, le=9_999_999, description="budgeted costs, whole euros")
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class SubmitReferrals(Request):
    """One or many. A row with a mistake is refused by itself; anything that points at a person refuses all of it."""

    referrals: list[ReferralIn] = Field(min_length=1, max_length=MOST_ROWS)


class EndIn(Request):
    """The end of a referral that was sent before."""

    reference: Reference
    ended_on: Day
    reason: Code = Field(description="iJw end reason")


class SubmitEnds(Request):
    ends: list[EndIn] = Field(min_length=1, max_length=MOST_ROWS)


class ReferralOutcome(StrEnum):
    RECORDED = "recorded"
    BREACH = "breach"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class CrossedBoundary(Reply):
    """A boundary a referral crosses: the case that was opened for it, and what that means in a sentence."""

    case_id: UUID
    rule: str
    meaning: str


class ReferralRow(Reply):
    """What became of row number `row` (from 1). `agreement_version` is the version it was checked by."""

    row: int
    reference: str = Field(description="empty where the row could not be read")
    outcome: ReferralOutcome
    agreement_version: int | None = None
    referral_version: int | None = Field(None, description="of a correction or withdrawal: the version that stands now")
    breaches: list[CrossedBoundary] = Field(default_factory=list)
    rule: str | None = None
    mend: str | None = None


class ReferralReceipt(Reply):
    """The same submission again gets this same receipt."""

    submission_id: UUID
    content_hash: str
    partner_id: UUID
    received_at: Timestamp
    recorded: int
    breach: int
    unchanged: int
    refused: int
    rows: list[ReferralRow]


class ReferralView(Reply):
    """A version of a referral as it was recorded. Reference, day and reasons are gone (None, "") after two whole years.

    Only `current` counts; `changed_at` and `changed_because` tell when and why the partner corrected or withdrew it.
    """

    id: UUID
    reference: str | None
    referred_on: date | None
    quarter: str
    provider_agb: str
    provider_name: str | None
    activity: str
    product_category: str
    referrer: str
    lives_here: bool
    responsible_municipality: str
    area_id: str | None
    budget_cents: int | None
    reason: str
    weight: Literal["heavy", "light"]
    agreement_version: int
    ended_on: date | None
    end_reason: str | None
    received_at: Timestamp | None = None
    end_told_at: Timestamp | None = None
    version: int = 1
    standing: Literal["current", "corrected", "withdrawn"] = "current"
    changed_at: Timestamp | None = None
    changed_because: str = ""


StepName = Literal["permit", "hearing", "warning", "recovery", "end_of_subsidy", "no_action"]


class StepView(Reply):
    """A step in a breach case: proposed by one, confirmed or declined by another."""

    id: UUID
    step: StepName
    document: str
    note: str
    ends_on: date | None = None
    proposed_by: str
    proposed_at: Timestamp
    decision: Literal["proposed", "confirmed", "declined"]
    decided_by: str | None
    decided_at: Timestamp | None


class BreachCase(Reply):
    """A referral outside a boundary: the rule, the version of the agreement it stands in, and what was done.

    `partner_says`: that it was reported in error. No state changes by it: the municipality decides.
    """

    id: UUID
    partner_id: UUID
    referral: ReferralView
    rule: str
    meaning: str
    agreement_version: int
    state: Literal["open", "permitted", "closed"]
    version: int
    opened_at: Timestamp
    partner_says: Literal["corrected", "withdrawn"] | None = None
    steps: list[StepView]


class ProposeStep(Request):
    """`seen_version` is the case as it was read."""

    seen_version: int = Field(ge=1)
    step: StepName
    document: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    note: Note = ""
    ends_on: date | None = Field(None, description="for `end_of_subsidy`, and only for it: the last day of the subsidy")


class DecideStep(Request):
    seen_version: int = Field(ge=1)
    confirm: bool


class DrawSample(Request):
    """How many percent of the referrals of a quarter are looked at; 100 is all of them."""

    quarter: Annotated[str, Field(pattern=r"^20\d\d-Q[1-4]$")]
    percent: int = Field(ge=1, le=100)


class WriteReview(Request):
    """What the municipality saw in one referral. No names: about the care, not the person."""

    verdict: Literal["good", "can_be_better"]
    remark: Note = ""
    learning_point: Note = ""


class ReviewView(Reply):
    id: UUID
    referral: ReferralView
    verdict: Literal["good", "can_be_better"] | None
    remark: str
    learning_point: str
    reviewed_by: str | None


class SampleView(Reply):
    """A sample: with its seed and the referrals of the quarter at that moment it can be drawn again."""

    id: UUID
    quarter: str
    percent: int
    seed: int
    population: int
    drawn_at: Timestamp
    drawn_by: str
    reviews: list[ReviewView]


class ReferralPage(Reply):
    """What municipality and partner see: the year's referrals, the open and decided cases, the samples.

    `changed`: what was corrected or withdrawn, which counts no longer.
    """

    referrals: list[ReferralView]
    total: int
    changed: list[ReferralView] = Field(default_factory=list)
    cases: list[BreachCase]
    samples: list[SampleView]


class ShownCount(Reply):
    """`count` None is 1 to 4, or left out to protect such a number. `cents` None: not known, or of too few."""

    count: int | None
    cents: int | None = None
    priced: int | None = None


class AreaCount(Reply):
    area_id: str | None = Field(description="None: outside the areas, or not known")
    count: int | None


class ScalingQuarter(Reply):
    """`areas_*` is empty when no number per area can be shown."""

    quarter: str
    heavy: ShownCount
    light: ShownCount
    areas_heavy: list[AreaCount]
    areas_light: list[AreaCount]


class Scaling(Reply):
    """Referrals by quarter, from three weeks after it, heavy against light as the agreement then names them."""

    partner_id: UUID
    quarters: list[ScalingQuarter]
    light_categories: list[str]
    received_until: Timestamp | None
