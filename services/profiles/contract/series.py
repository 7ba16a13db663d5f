"""Figures over the years, and how each year is known to be about the same place."""

from typing import Literal

from pydantic import Field

from services.kit.contract import Number, Reply, Year
from services.profiles.contract.comparisons import IntervalView, VerdictKind
from services.profiles.contract.models import IndicatorView, SourceView, ValueView

Identity = Literal["same", "mapped", "broken"]


class PlacePart(Reply):
    """A region that the place consists of in another year; `share` of its people counts."""

    code: str
    name: str
    share: Number


class MappingUsed(Reply):
    """A recorded change of regions that a figure was drawn over, and how we know it."""

    from_year: Year
    from_code: str
    from_name: str
    to_year: Year
    to_code: str
    to_name: str
    share: Number
    basis: str
    source: str


class BreakView(Reply):
    """A region that is not found back in this year."""

    code: str
    name: str
    reason: str = Field(description="slug, e.g. `other-name`, `merged-with-others`")


class YearIdentity(Reply):
    """What the place is in a year. Over a broken identity there is no figure."""

    year: Year
    identity: Identity
    explanation: str = Field(description="in the reader's language")
    parts: list[PlacePart]
    mappings: list[MappingUsed]
    breaks: list[BreakView]


class SeriesPoint(Reply):
    """A figure of one year with its source; `reason` of the value is `identity-broken` when it is refused."""

    year: Year
    identity: Identity
    value: ValueView
    source: SourceView | None


class ChangeView(Reply):
    """The last year minus the first, of the years that have a figure: is that more than chance and rounding can do?

    `kind` as in a comparison of two places, never `too_small`; with `no_figure` `reason` says why. `difference` and its
    95% `interval` are in the unit of the indicator. `compared`: how many indicators were looked at together, which
    makes "clearly" stricter.
    """

    first_year: Year
    last_year: Year
    kind: VerdictKind
    reason: str | None = None
    difference: Number | None = None
    interval: IntervalView | None = None
    compared: int
    is_approximation: bool = False
    is_estimate: bool = False


class IndicatorSeries(Reply):
    """One indicator over the years; `change` is None with a figure in fewer than two of them."""

    indicator: IndicatorView
    points: list[SeriesPoint]
    change: ChangeView | None = None


class SeriesView(Reply):
    """One place as it is in `year`, over all years that have figures. `years` says once per year what it is then."""

    key: str = Field(description="code of the region, or id of the area")
    name: str
    year: Year
    years: list[YearIdentity]
    series: list[IndicatorSeries]
