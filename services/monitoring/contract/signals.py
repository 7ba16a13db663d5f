"""What monitoring says of a KPI over time: its numbers, the lines of chance, the signals, the target, the boundary."""

from typing import Literal

from pydantic import Field

from services.kit.contract import Number, Reply, Slug, Timestamp, Year
from services.monitoring.contract.models import KpiView, PartnerView, Period

PointStatus = Literal["number", "too_small", "not_delivered", "no_share"]
"""`not_delivered`: nothing counts now, also because it was withdrawn; `no_share`: the two counts give none."""
SignalRule = Literal["outside", "two_of_three_near", "run", "trend"]
NoLines = Literal["too_few", "too_much_hidden", "no_variation", "choose_area", "nothing_delivered"]


class LinesView(Reply):
    """Within the outer lines a number is ordinary, as long as nothing changes."""

    middle: Number
    low: Number
    high: Number


class SignalView(Reply):
    """A rule of statistics that a number breaks. It says that chance alone would rarely do this, never why."""

    rule: SignalRule
    side: Literal["high", "low"] = Field(description="of a trend and a move: up or down")
    is_better: bool | None = Field(description="None when the agreement names no better side")


class SeriesPoint(Reply):
    """One period. A share is in per cent, with its two counts."""

    period: Period
    status: PointStatus
    number: Number | None = None
    cases: int | None = None
    of: int | None = None
    lines: LinesView | None = None
    signals: list[SignalView] = Field(default_factory=list)
    boundary: Literal["within", "crossed"] | None = Field(None, description="a fact of the contract, not statistics")
    received_at: Timestamp | None = None


class BaselineView(Reply):
    """The stretch the lines come from."""

    first: Period
    last: Period
    numbers: int
    hidden: int = Field(description="numbers inside it that this reader may not see, and that do not count")
    is_trial: bool = Field(description="fewer than twelve numbers: the lines can still move")
    is_chosen: bool


class TargetView(Reply):
    """Whether the target is met each time, as long as nothing changes. None: no lines yet, or no better side."""

    target: Number
    verdict: Literal["always", "sometimes", "never"] | None


class BoundaryView(Reply):
    """The limit the agreement sets, and the periods (seen by this reader) in which it was crossed."""

    limit: Number
    crossed: list[Period]


class PooledYear(Reply):
    """A year's total, where some of its numbers are too small to show one by one."""

    year: Year
    number: Number


class YearTerms(Reply):
    """What the agreement of a year said of this KPI."""

    year: Year
    agreement_version: int
    definition: str
    direction: str
    target: Number | None
    limit: Number | None


class KpiSeries(Reply):
    """A KPI over time, up to and including a year. `in_full`: this reader sees the small numbers too.

    Target and boundary are those of the last year; a crossing is judged by the boundary of its own year.
    """

    partner: PartnerView
    kpi: KpiView
    until: Year
    area_id: Slug | None
    chart: Literal["numbers", "shares"]
    cases_kpi: KpiView | None = None
    of_kpi: KpiView | None = None
    in_full: bool
    left_out_since: int | None = Field(None, description="version of the agreement that no longer has the KPI")
    points: list[SeriesPoint]
    baseline: BaselineView | None
    no_lines: NoLines | None
    target: TargetView | None
    boundary: BoundaryView | None
    pooled: list[PooledYear]
    years: list[YearTerms]
