"""What budget says of savings cases: expected savings of which a part becomes prevention money."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from services.budget.contract.sources import FractionText, SourceState
from services.kit.contract import Cents, Day, Reply, Request, Timestamp, Year

SavingCents = Annotated[
    int, Field(strict=True, ge=-(10**13), le=10**13, description="Euro cents a year, whole; below 0: it costs more")
]


class SavingsState(StrEnum):
    """`seen`: approved, and what was seen of it waits for somebody else's yes. `closed`: seen for the whole year."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    SEEN = "seen"
    CLOSED = "closed"


class SavingsDeed(StrEnum):
    """What somebody did with a savings case. `closed`: approved what was seen of the whole year, for good."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    SEEN = "seen"
    SEEN_RETURNED = "seen_returned"
    SEEN_APPROVED = "seen_approved"
    CLOSED = "closed"


class SavingsEstimate(StrEnum):
    """How it was estimated. `typed`: by hand, from the document. More ways will follow; keep room for them."""

    TYPED = "typed"


class _Estimate(Request):
    model_config = ConfigDict(str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=120)
    basis: str = Field(min_length=1, max_length=2000, description="what the estimate rests on")
    estimate: SavingsEstimate = SavingsEstimate.TYPED
    document: str = Field("", max_length=300, description="name or number of the document, or its address")
    low_cents: SavingCents = Field(description="lower bound, after shrinking; 0 or less: no saving is sure")
    centre_cents: SavingCents
    high_cents: SavingCents


class ProposeSavingsCase(_Estimate):
    """An expected saving of a year as an interval: low <= centre <= high, and high is more than 0."""

    year: Year


class ProposeSavingsCaseAgain(_Estimate):
    """A case that came back, with its estimate as it now is."""

    version: int


class ApproveSavingsCase(Request):
    """Who decides on the money has no personal interest in it (Awb 2:4), so they state they have none."""

    version: int
    no_stake: Literal[True]
    document: str = Field("", max_length=300, description="name or number of the decision document")


class ReturnSavingsCase(Request):
    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    reason: str = Field(min_length=1, max_length=2000)


class WithdrawSavingsCase(Request):
    version: int


class ReportSeenSavings(Request):
    """What was really saved from the start of the year until a day, all together; it replaces what was said before.

    Of the last day of the year or later it is the last one: once approved, the case is closed.
    `moneyYear`: the year the money is for, when that is not the year of the saving.
    """

    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    seen_cents: SavingCents
    seen_until: Day
    document: str = Field(min_length=1, max_length=300, description="where it can be read: a report, the accounts")
    money_year: Year | None = None


class SavingsSource(Reply):
    """A part of a case that became a source."""

    id: UUID
    year: Year
    amount_cents: Cents
    state: SourceState


class SavingsStep(Reply):
    """Who did what when, on which version. What is None does not belong to this deed.

    `gaveCents`: what an approval made into a source; 0 when it gave none.
    """

    deed: SavingsDeed
    by: str
    at: Timestamp
    version: int
    note: str
    document: str
    low_cents: Cents | None
    centre_cents: Cents | None
    high_cents: Cents | None
    seen_cents: Cents | None
    seen_until: date | None
    money_year: Year | None
    gave_cents: Cents | None


class SavingsCaseView(Reply):
    """`sureCents` = share x low (never below 0): all that becomes money before anything was seen.

    Each amount of money is rounded down to whole cents:

    - `sourceCents`: what is a source now, planned or confirmed;
    - `expectedCents`: share x centre;
    - `stagedCents`: what of that is no source: becomes money only when seen;
    - `mostCents`: share x high: more than this never becomes money;
    - `seenCents`: what was seen and approved, until `seenUntil`;
    - `wouldGiveCents`: what the decision that waits now would make into a source.

    `wouldClose`: approving what waits now closes the case, for it is of the whole year; a closed case stages nothing.
    """

    id: UUID
    year: Year
    name: str
    basis: str
    estimate: str
    document: str
    low_cents: Cents
    centre_cents: Cents
    high_cents: Cents
    share: FractionText
    state: SavingsState
    version: int
    sure_cents: Cents
    source_cents: Cents
    expected_cents: Cents
    staged_cents: Cents
    most_cents: Cents
    seen_cents: Cents | None
    seen_until: date | None
    would_give_cents: Cents | None
    would_close: bool = False
    sources: list[SavingsSource]
    steps: list[SavingsStep]
    is_own: bool = Field(False, description="the caller proposed it or said what was seen, so decides nothing in it")
