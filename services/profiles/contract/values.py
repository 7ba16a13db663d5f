"""What profiles says of many places, indicators and years in one call: each figure once, each source once."""

from datetime import date

from pydantic import Field

from services.kit.contract import Number, Reply, Year
from services.kit.paging import PageView
from services.profiles.contract.comparisons import Level
from services.profiles.contract.models import SourceView, ValueStatus


class ReleaseView(SourceView):
    """A release that figures in this answer came from. It speaks from `published_on`."""

    published_on: date


class PlaceInYear(Reply):
    """A region or an area as it was in one year. Under the same code it may be another place in another year."""

    key: str = Field(description="code of the region, or id of the area")
    year: Year
    name: str
    level: Level
    municipality: str | None = Field(description="code of the municipality it lies in, or is")


class AbsentPlace(Reply):
    """A place that was asked and is not there in this year: no figure is given for it."""

    key: str
    year: Year


class IndicatorRef(Reply):
    code: str
    name: str
    unit: str


class PlacedValue(Reply):
    """One indicator for one place in one year: a number, or one of the ways there is none.

    `coverage`: share (0-1) of the area's people it rests on. `reason`: slug of why there is no number.
    `releases`: ids of the releases it was made from; none when nothing was told of it.
    """

    place: str
    year: Year
    indicator: str
    status: ValueStatus
    number: Number | None = None
    coverage: Number | None = None
    reason: str | None = None
    is_estimate: bool = False
    releases: list[str]


class ValuesPage(Reply):
    """One page of figures: by year, then by place as asked, then by indicator in the order of the catalogue."""

    as_of: date | None = Field(description="the figures are as they were published on this day; null is now")
    places: list[PlaceInYear]
    indicators: list[IndicatorRef]
    values: list[PlacedValue]
    releases: list[ReleaseView]
    absent: list[AbsentPlace]
    page: PageView
