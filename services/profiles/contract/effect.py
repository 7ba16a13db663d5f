"""What profiles says of care before and after a year of money: figures, what may be concluded, and on what it rests."""

from typing import Literal

from pydantic import Field

from services.kit.contract import Number, Reply, Slug, Year
from services.profiles.contract.comparisons import IntervalView, VerdictKind
from services.profiles.contract.models import IndicatorView, SourceView, ValueView

EffectConclusion = Literal[
    "too_early",
    "no_before",
    "no_comparison",
    "already_apart",
    "fell_more",
    "rose_more",
    "no_clear_difference",
    "undecided_rounding",
    "too_small",
    "no_figure",
]


class EffectRate(Reply):
    """A figure of one year with its 95% interval, in the unit of the indicator; rounding is in the interval."""

    year: Year
    value: ValueView
    interval: IntervalView | None
    source: SourceView


class ChangeBeside(Reply):
    """The change here minus the change in the group, and how many times as large (docs/effect.md).

    `kind` "clearly_lower": the figure fell more, or rose less, than in the group. `difference` in the unit of the
    indicator; `ratio` of the two ratios after/before, 1 is the same. Intervals are 95%, with what rounding may hide.
    """

    from_year: Year
    to_year: Year
    kind: VerdictKind
    reason: str | None = None
    difference: Number | None = None
    interval: IntervalView | None = None
    ratio: Number | None = None
    ratio_interval: IntervalView | None = None
    is_approximation: bool = False
    is_estimate: bool = False


class ComparedArea(Reply):
    area_id: Slug
    name: str


class EffectOfIndicator(Reply):
    """One care figure of an area before and after a year. What is not there yet is None; that is not 0.

    `conclusion` is the only thing to say aloud. `too_early`: no figure of a year after it is published.
    `already_apart`: the figure went clearly otherwise than in the group before the year too (`earlier`), so nothing
    follows from what came after. `group`: the areas it is set beside, nearest on `alike_on` (never care), or all
    others when that is empty. They got money too. `began_apart`: clearly other than the group before; such a figure
    tends to come back by itself.
    """

    indicator: IndicatorView
    conclusion: EffectConclusion
    before_year: Year | None
    after_year: Year | None
    here_before: EffectRate | None
    here_after: EffectRate | None
    group_before: EffectRate | None
    group_after: EffectRate | None
    group: list[ComparedArea]
    alike_on: list[str] = Field(description="names of the figures that make areas alike, in the reader's language")
    change: ChangeBeside | None
    earlier: ChangeBeside | None = Field(description="the same over years before; None when there is no such year")
    began_apart: bool


class AreaEffects(Reply):
    area_id: Slug
    name: str
    effects: list[EffectOfIndicator]


class YearEffects(Reply):
    """`compared`: how many areas times figures are judged together, which makes "clearly" stricter."""

    year: Year
    compared: int
    areas: list[AreaEffects]
