"""What profiles says of many places of different sizes beside one reference: a funnel plot, ready to be drawn."""

from typing import Literal

from pydantic import Field

from services.kit.contract import Number, Reply, Year
from services.profiles.contract.comparisons import IndicatorPlaces


class FunnelLimits(Reply):
    """Between which rates places of this size that do not differ nearly always lie: 95% and 99.8% of them."""

    people: int = Field(description="the size: how many people (or households, homes) the rate is about")
    low95: Number
    high95: Number
    low998: Number
    high998: Number


class FunnelDot(Reply):
    """A place in the plot. `standing` knows chance alone; its verdict, which also knows rounding, is in `judged`."""

    key: str
    people: int
    rate: Number
    standing: Literal["inside", "between", "outside"]


class SeenElsewhere(Reply):
    """A municipality and a year of which this indicator has a figure."""

    municipality: str
    municipality_name: str
    year: Year


class Funnel(Reply):
    """One indicator for all places of a kind, with the funnel around the rate they are judged beside.

    `reference_of`: "parts" when that is all places together, since a share `unplaced` (0 to 1) of the people counted in
    the municipality is in none of them. Without a reference there are no limits, and without a rate no dot.
    `elsewhere`: only when none of the places has a figure.
    """

    judged: IndicatorPlaces
    reference: Number | None
    reference_of: Literal["municipality", "parts"]
    unplaced: Number | None
    limits: list[FunnelLimits]
    dots: list[FunnelDot]
    elsewhere: list[SeenElsewhere]
