"""What monitoring says of a partner's quarter: the report that is made of what was delivered."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from services.kit.contract import Number, Reply, Request, Slug, Timestamp
from services.monitoring.contract.deliveries import AgreedLater
from services.monitoring.contract.models import KpiView, PartnerView, Period
from services.monitoring.contract.referrals import StepName
from services.monitoring.contract.signals import KpiSeries

Quarter = Annotated[str, Field(pattern=r"^20\d\d-Q[1-4]$", description="Quarter, e.g. 2020-Q1")]
ReportState = Literal["draft", "submitted", "returned", "accepted"]
Remarks = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class WriteOwnWords(Request):
    """What the partner wants to say. `seen_version` is that of the report it was read with; 0 when there was none."""

    words: Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000)]
    seen_version: int = Field(ge=0)


class MoveReport(Request):
    """Submit the report as it was seen."""

    seen_version: int = Field(ge=0)


class AcceptReport(MoveReport):
    """Accept exactly what was read: `seen_content` is the `contentSha256` of the report, its figures with it."""

    seen_content: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ReturnReport(AcceptReport):
    """Send it back as it was seen. The partner reads the remarks; nothing in them points at a person."""

    remarks: Remarks


class DataQuality(Reply):
    """How the figures of the quarter came: of its months, itself, and the half-year or year that ends with it.

    `refused`, `changed` and `withdrawn` count rows of deliveries for these periods.
    """

    due_on: date
    expected: int
    delivered: int
    on_time: int
    deliveries: int
    refused: int
    changed: int
    withdrawn: int
    agreed_later: list[AgreedLater] = Field(
        default_factory=list, description="agreed when the quarter, or a month of it, had ended: not expected of it"
    )


class BreachCount(Reply):
    """So many referrals of the quarter are outside this boundary, with their cases in this state."""

    rule: str
    state: Literal["open", "permitted", "closed"]
    count: int


class ReferralCounts(Reply):
    """The referrals of the quarter. One referral can be outside two boundaries."""

    total: int
    outside: int = Field(description="referrals outside one boundary or more")
    breaches: list[BreachCount]


class QuarterSpent(Reply):
    """What the partner says it spent in a quarter. `cents` None: not (wholly) delivered, which is not 0."""

    quarter: Quarter
    cents: int | None


class MoneyReport(Reply):
    """The subsidy agreed for the year, and what is spent of it up to and including the quarter, in whole cents.

    Agreed comes from the agreement (`source`: the decision it names), spent from the deliveries of `spent_kpi`.
    """

    agreed_cents: int | None
    source: str
    spent_kpi: KpiView | None
    quarters: list[QuarterSpent]
    spent_cents: int | None = Field(description="of the year so far; None as long as a quarter of it is missing")
    left_cents: int | None = Field(description="below zero: more was spent than agreed")


class ReportStep(Reply):
    """What happened with the report: submitted by the partner, returned or accepted by the municipality."""

    step: Literal["submitted", "returned", "accepted"]
    at: Timestamp
    remarks: str


class ReportContent(Reply):
    """What is made of the data; kept as it was once the report is accepted."""

    agreement_version: int
    quality: DataQuality
    kpis: list[KpiSeries] = Field(description="up to and including the quarter, for the whole municipality")
    referrals: ReferralCounts
    money: MoneyReport | None = Field(None, description="None in a report accepted before money was in it")


class Correction(Reply):
    """A value of the quarter that came after the report was accepted; without a number it was withdrawn."""

    kpi: str
    area_id: Slug | None
    period: Period
    number: Number | None
    received_at: Timestamp


class LaterDecision(Reply):
    """What was decided after acceptance in a case of a referral of the quarter: a step, confirmed or declined."""

    rule: str
    step: StepName
    decision: Literal["confirmed", "declined"]
    document: str
    ends_on: date | None
    decided_at: Timestamp


class QuarterReport(Reply):
    """The report of a quarter. From acceptance on the content stays; what came later stands under `corrections`.

    What was decided later in its breach cases stands under `later_decisions`.
    """

    partner: PartnerView
    quarter: Quarter
    state: ReportState
    version: int
    own_words: str
    submitted_at: Timestamp | None
    accepted_at: Timestamp | None
    content: ReportContent
    content_sha256: str = Field(description="hash of `content`: what a decision on the report says it saw")
    corrections: list[Correction]
    later_referrals: int = Field(0, description="referrals of the quarter that came or changed after acceptance")
    later_decisions: list[LaterDecision] = Field(default_factory=list, description="in the order they were taken")
    steps: list[ReportStep] = Field(default_factory=list, description="in the order they were taken")
