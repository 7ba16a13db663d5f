"""Places that look like a place, and exactly how that was measured."""

from typing import Literal

from pydantic import Field

from services.kit.contract import Number, Reply, Year
from services.profiles.contract.comparisons import Level
from services.profiles.contract.models import IndicatorView, ValueView


class LikenessMeasure(Reply):
    """An indicator that was used. `spread`: how far places usually lie from the `middle`, in its unit.

    `how`: "mad" is 1.4826 × the median distance to the median, "sd" the standard deviation around the mean.
    """

    indicator: IndicatorView
    here: ValueView
    middle: Number
    spread: Number
    how: Literal["mad", "sd"]


class MeasureLeftOut(Reply):
    """An indicator that could not be used: the place has no figure, or all places have the same."""

    indicator: IndicatorView
    reason: Literal["missing_here", "no_spread"]


class SimilarPlace(Reply):
    """`distance`: root mean square over the measures of the difference divided by their spread; 0 is the very same."""

    key: str
    name: str
    level: Level | None = None
    municipality: str | None
    municipality_name: str | None
    distance: Number
    values: list[ValueView] = Field(description="in the order of `measures`")


class SimilarPlaces(Reply):
    """The most alike of all regions of a level in a year that are loaded; the nearest first.

    Of an area: of the other areas and the districts of its municipality, with `middle` and `spread` of all districts
    that are loaded. Its own districts are left out, and a district that is an area by itself stands there as the area.

    `compared` of them have all figures that were used, `incomplete` have not and were left out. Fewer than
    `least_measures` figures of the place itself: no places. Care is never among the measures.
    """

    key: str
    name: str
    level: Level
    year: Year
    measures: list[LikenessMeasure]
    left_out: list[MeasureLeftOut]
    least_measures: int
    compared: int
    incomplete: int
    places: list[SimilarPlace]
