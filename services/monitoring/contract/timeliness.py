"""What monitoring says of all partners side by side: how much of what is due came, how much in time, and how late."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from services.kit.contract import Reply, Year
from services.monitoring.contract.models import Frequency, Period

Window = Literal["latest", "previous"]
Standing = Literal["no_agreement", "nothing_asked", "not_due_yet", "due"]
TimelinessOrder = Literal["late", "name"]


class LookedAtPeriod(Reply):
    """A period that is counted: of its kind the last that ended by today and by the end of the year, or the one before.

    `due_on` is without more time; where a partner was given more by that day, its own day counts.
    """

    window: Window
    period: Period
    frequency: Frequency
    due_on: date


class TimelinessTally(Reply):
    """What is due of a partner in one window. 0 is nothing came; None is that nothing can be said yet.

    `no_agreement`: nobody knows what is to come. `nothing_asked`: the agreement asks nothing in these periods, or the
    subsidy ended before them. `not_due_yet`: no day has passed.
    """

    standing: Standing
    expected: int | None = Field(description="values whose day has passed: one per KPI, or per KPI and area")
    delivered: int | None = Field(description="of those, how many are there now; what was withdrawn is not")
    on_time: int | None = Field(
        description="of those, how many came for the first time on the day they were due, or before"
    )
    days_late: int | None = Field(
        description="days after its day: of the last value to come, or until today while one is missing"
    )
    due_next: date | None = Field(description="the first day that has not passed, of values not counted yet")
    expected_later: int = Field(description="values whose day has not passed")


class PartnerTimeliness(Reply):
    """One partner."""

    partner_id: UUID
    name: str
    subsidy_ended_on: date | None
    latest: TimelinessTally
    previous: TimelinessTally


class Timeliness(Reply):
    """All partners, who is late first or by name, and the periods that were counted."""

    year: Year
    today: date
    periods: list[LookedAtPeriod]
    partners: list[PartnerTimeliness]
