"""What budget says: splits, money per line, initiatives from idea to result."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, field_validator

from services.budget.contract.key_release import KeyRelease
from services.kit.contract import Cents, Number, Reply, Request, Slug, Timestamp, Year

FractionText = Annotated[
    str, Field(pattern=r"^\d{1,9}(/[1-9]\d{0,8})?$", description="An exact fraction, e.g. 3/100 or 2/3")
]
# As browsers check it (HTML, input type=email): an address with other signs could be read as two.
EMAIL = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$"
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


class InitiativeState(StrEnum):
    """UNCONFIRMED: typed, code not yet used. OPEN: the circle may decide. AWARDED: two yesses. SHARED: result told."""

    UNCONFIRMED = "unconfirmed"
    OPEN = "open"
    AWARDED = "awarded"
    SHARED = "shared"


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


class SubmitIdea(Request):
    """The seven inputs of the page, and the area and year it was opened for. Nothing the decision does not need
    (Awb 4:4). `contact_email` and `name` are never public."""

    model_config = ConfigDict(str_strip_whitespace=True)

    area_id: Slug
    year: Year
    what: str = Field(min_length=10, max_length=3000)
    amount_cents: PositiveCents
    when: str = Field(min_length=1, max_length=200)
    where: str = Field(min_length=1, max_length=200)
    name: str = Field(min_length=1, max_length=100)
    contact_email: str = Field(min_length=5, max_length=254, pattern=EMAIL)
    may_mail: Literal[True] = Field(description="the tick box: send me messages about this idea (Awb 2:8)")
    language: Literal["nl", "en"] = "nl"

    @field_validator("when", "where", "name")
    @classmethod
    def _in_one_line(cls, value: str) -> str:
        """These stand in the decision letter: a line of their own there would read as words of the municipality."""
        return " ".join(value.split())


class IdeaReceived(Reply):
    """The idea is kept; a code went out by mail. `title` is the first words of what was typed."""

    id: UUID
    title: str
    state: InitiativeState
    answer_by: date


class ConfirmIdea(Request):
    code: str = Field(pattern=r"^\d{6}$")


class IdeaConfirmed(Reply):
    """`session_secret` lets this browser follow the idea; only its hash is kept."""

    id: UUID
    state: InitiativeState
    session_secret: str


class CodeMailed(Reply):
    """Another code went out by mail; codes before it work no more. The code itself is in the mail only."""

    works_until: Timestamp


class OpenLink(Request):
    link_secret: str = Field(min_length=16, max_length=200)


class ApplicantSession(Reply):
    session_secret: str
    initiative_id: UUID


class AskApplicantToken(Request):
    session_secret: str = Field(min_length=16, max_length=200)


class ApplicantToken(Reply):
    token: str
    initiative_id: UUID


class ResultView(Reply):
    """What an initiative brought about, told by its people in their own words."""

    initiative_id: UUID
    title: str
    area_id: Slug
    area_name: str
    cost_cents: Cents
    text: str
    learned: str
    children_reached: int
    photo_id: str | None
    photo_description: str
    shared_at: Timestamp


class InitiativeView(Reply):
    """What everybody may see of an initiative; who asked is never in it."""

    id: UUID
    title: str
    what: str
    when: str
    where: str
    area_id: Slug
    area_name: str
    year: Year
    amount_cents: Cents
    state: InitiativeState
    version: int
    yes_by: list[Literal["worker", "resident"]]
    stake_count: int
    submitted_on: date
    answer_by: date
    awarded_on: date | None
    result: ResultView | None


class InitiativeStep(Reply):
    state: InitiativeState
    at: Timestamp


class OwnInitiativeView(Reply):
    """What the applicant sees: the public view, what they typed about themselves, the steps and the letter."""

    initiative: InitiativeView
    name: str
    contact_email: str
    steps: list[InitiativeStep]
    letter: str | None


class DecisionView(Reply):
    """What a member of the deciding circle sees: the initiative, and whether they can still say yes."""

    initiative: InitiativeView
    money: MoneyLine
    i_said_yes: bool
    i_have_a_stake: bool
    may_say_yes: bool


class SayYes(Request):
    """One yes of the circle. Who has a personal interest keeps out (Awb 2:4), so they state they have none."""

    version: int
    no_stake: Literal[True]


class DeclareStake(Request):
    version: int


class ShareResult(Request):
    model_config = ConfigDict(str_strip_whitespace=True)

    text: str = Field(min_length=1, max_length=5000)
    children_reached: int = Field(strict=True, ge=0, le=100_000)
    learned: str = Field("", max_length=2000)
    photo_id: str | None = Field(None, pattern=r"^[0-9a-f]{64}$")
    photo_description: str = Field("", max_length=300)


class PhotoKept(Reply):
    photo_id: str
    width: int
    height: int


class Conference(Reply):
    """The closing conference of a year: every result that was shared."""

    year: Year
    results: list[ResultView]
    awarded_count: int
    shared_count: int


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
