"""What profiles says of places side by side: figures, how sure a difference is, and where the others stand."""

from typing import Literal

from pydantic import Field

from services.kit.contract import Number, Reply, Year
from services.kit.paging import PageView
from services.profiles.contract.models import IndicatorView, SourceView, ValueView

VerdictKind = Literal[
    "clearly_higher", "clearly_lower", "no_clear_difference", "undecided_rounding", "too_small", "no_figure"
]
Level = Literal["country", "municipality", "district", "neighbourhood", "area"]


class IntervalView(Reply):
    """From low to high, in the unit of the indicator."""

    low: Number
    high: Number


class VerdictView(Reply):
    """What can be said of a place beside its municipality or the country, and what that rests on (docs/statistics.md).

    `kind`: `too_small` comes with `more_needed`, about how many more people would make it clear: this difference, or
    (`more_needed_for` is `a_quarter`) any of a quarter more or a fifth less, as the interval leaves room for both;
    `no_figure` with `reason`, a slug. `interval` is the 95% interval of the place itself, with what rounding may hide.
    `difference`: the place minus the reference, in the unit of the indicator, one decimal finer; its 95% interval is
    Newcombe's of the place against the rest of the reference, with what rounding may hide. `difference_by_rounding`,
    with `undecided_rounding`: the least and the most it can be by rounding alone, without chance. With `no_figure`
    there is none of these; of a secret count there is an interval only.
    `reference_of`: "parts" when the reference is all places of the kind together, because a share `unplaced` (0 to 1)
    of the people counted in the municipality is in none of them: their address is unknown or kept secret.
    `compared`: how many places were looked at together, which makes "clearly" stricter. `is_approximation`: the count
    was made from a published percentage. `is_estimate`: a region counts for a share of its people; the verdict holds
    wherever in it they live, and is `no_figure` with reason `estimated` when it depends on that.
    """

    against: Literal["municipality", "country"]
    reference_of: Literal["municipality", "country", "parts"]
    unplaced: Number | None = None
    kind: VerdictKind
    reason: str | None = None
    interval: IntervalView | None = None
    reference: Number | None = None
    difference: Number | None = None
    difference_interval: IntervalView | None = None
    difference_by_rounding: IntervalView | None = None
    more_needed: int | None = None
    more_needed_for: Literal["this_difference", "a_quarter"] | None = None
    compared: int
    is_approximation: bool = False
    is_estimate: bool = False


class PlaceView(Reply):
    """A region or an area in one year. `key` is its code, or the id of the area."""

    key: str
    name: str
    level: Level
    municipality: str | None = Field(description="code of the municipality it lies in")
    municipality_name: str | None = None
    regions: list[str] = Field(description="codes of what it consists of: of a region, itself")


class PlaceValueView(Reply):
    """One indicator for one place, with a verdict beside the municipality and beside the country.

    `denominator`: the people (or households, homes) behind a rate, as published. `source` is None without a value.
    """

    place: str
    value: ValueView
    denominator: Number | None = None
    verdicts: list[VerdictView]
    source: SourceView | None = None


class DifferenceView(Reply):
    """A place minus the first one (`than`), both of those that were asked; the unit is that of the indicator.

    `kind` is `no_figure`, with reason `overlapping`, when one lies in the other: then its verdict beside the
    municipality or the country says more. Never `too_small`.
    """

    place: str
    than: str
    kind: VerdictKind
    reason: str | None = None
    difference: Number | None = None
    interval: IntervalView | None = None
    compared: int = Field(description="how many pairs were looked at together")
    is_approximation: bool = False
    is_estimate: bool = False


class ThemeView(Reply):
    """A theme of the catalogue; the label is in the reader's language."""

    code: str
    label: str


class OtherPlaceView(Reply):
    """Another place of the same kind in the same municipality, for a picture in which one is marked."""

    key: str
    name: str
    value: ValueView


class ComparedIndicator(Reply):
    """One indicator for the places that were asked, beside municipality and country and every place like the first."""

    indicator: IndicatorView
    places: list[PlaceValueView]
    municipality: ValueView
    country: ValueView
    municipality_source: SourceView | None = None
    country_source: SourceView | None = None
    others: list[OtherPlaceView]
    differences: list[DifferenceView] = Field(description="of each further place with the first one")


class JudgedPlaceView(Reply):
    """A place with one indicator: for a map, a table, a funnel plot."""

    key: str
    name: str
    figure: PlaceValueView


class IndicatorPlaces(Reply):
    """One indicator for every place of a kind in one municipality, by name, each judged beside it and the country."""

    year: Year = Field(description="the year of the figures")
    level: Level
    indicator: IndicatorView
    municipality: str
    municipality_name: str
    municipality_value: ValueView
    country_value: ValueView
    municipality_source: SourceView | None = None
    country_source: SourceView | None = None
    places: list[JudgedPlaceView]


class Comparison(Reply):
    """One to four places side by side in one year: one page of the indicators that were asked."""

    year: Year = Field(description="the year of the figures")
    places: list[PlaceView]
    themes: list[ThemeView] = Field(description="of the whole catalogue, in its order")
    figures: list[ComparedIndicator]
    page: PageView | None = Field(None, description="which of the indicators these are; None when they are all")
