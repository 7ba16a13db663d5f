"""What monitoring says around deliveries: what is due, until when it can come, more time, and how it goes."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from services.kit.contract import Day, Reply, Request, Timestamp, Year
from services.monitoring.contract.models import Frequency, Period, ShortText

PeriodStatus = Literal["not_begun", "open", "locked"]


class GiveExtension(Request):
    """More time for one period of one partner.

    Given by the day the figures are due, it moves that day. Given afterwards it opens the period, and what is late
    stays late.
    """

    period: Period
    until: Day = Field(description="last day on which the partner can deliver")
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    given_as: ShortText = Field(description="role of who gives it, as the partner reads it; no name of a person")


class ExtensionView(Reply):
    period: Period
    until: date
    in_time: bool = Field(description="what comes by `until` is in time: it was given by the day the figures were due")
    reason: str
    given_as: str
    given_at: Timestamp
    given_by: str = Field("", description="who gave it, as an opaque id; for the partner and the municipality")


class ReviewPeriod(Request):
    """Return figures with remarks, or accept them."""

    period: Period
    decision: Literal["returned", "accepted"]
    remarks: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] = ""
    given_as: ShortText = Field(description="role of who decides, as the partner reads it; no name of a person")
    version: int = Field(description="`review.version` of the period as it was seen")


class PartnerEventView(Reply):
    """A delivery was taken, its figures were returned or accepted, or there is more time (an extension)."""

    id: int = Field(description="cursor: grows with time")
    kind: Literal["received", "returned", "accepted", "more_time"]
    period: Period
    submission_id: UUID | None
    remarks: str
    by_role: str = Field(description="of who decided; empty for a delivery")
    at: Timestamp


class PartnerEvents(Reply):
    events: list[PartnerEventView]
    next: int = Field(description="ask again with `after` this")


class ReviewView(Reply):
    """How far a period is. `version` goes with a decision: it tells which figures were seen."""

    state: Literal["nothing", "submitted", "returned", "accepted"]
    version: int = 0
    remarks: str = ""
    by_role: str = ""
    at: Timestamp | None = None


class AgreedLater(Reply):
    """A KPI that came into force when a period had ended: that period is not due for it, and may come."""

    kpi: str
    agreed_on: date = Field(description="the first day on which a version of the year's agreement has it")


class PeriodView(Reply):
    """One period of a partner. `delivered` and `on_time` are out of `expected` values.

    What was agreed later and came all the same is counted as in time; what did not come is not counted.
    """

    period: Period
    frequency: Frequency
    opens_on: date
    due_on: date
    open_until: date
    status: PeriodStatus
    extension: ExtensionView | None
    review: ReviewView
    expected: int
    delivered: int
    on_time: int = Field(description="delivered for the first time on the day it was due, or before")
    agreed_later: list[AgreedLater]


class PartnerPeriods(Reply):
    """The periods of a year, and over those whose day has passed: how much came, and how much in time."""

    partner_id: UUID
    year: Year
    due_so_far: int
    delivered_so_far: int
    on_time_so_far: int
    periods: list[PeriodView]


class DueValue(Reply):
    """One value that is due: a KPI, an area (None for the whole municipality) and a period.

    `agreed_on` is None, or the day after the period on which it was agreed: then it may come, and is not due.
    """

    kpi: str
    area_id: str | None
    period: Period
    due_on: date
    open_until: date
    status: PeriodStatus
    delivered: bool
    agreed_on: date | None


class DueValues(Reply):
    """Everything that a partner is to deliver for a year; asked with `later`, also what may come and is not due."""

    partner_id: UUID
    year: Year
    values: list[DueValue]
