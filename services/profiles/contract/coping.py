"""An estimate of how many households can probably cope, and for how many arranging it all themselves is too much."""

from services.kit.contract import Number, Reply, Year
from services.profiles.contract.comparisons import Level
from services.profiles.contract.models import SourceView, ValueView


class Range(Reply):
    """From the least to the most; not a 95% interval."""

    low: Number
    high: Number


class AssumedShares(Reply):
    """For which per cent of these households it is too much: at least and at most. `is_changed`: by who asked."""

    around_minimum: Range
    others: Range
    is_changed: bool
    source: str
    source_url: str


class CopingEstimate(Reply):
    """The estimate for one place, with the figures and the assumptions it rests on.

    Without `households` or `around_minimum` (per cent of the households) there is no estimate: `can_cope` and
    `too_much` (numbers of households) are then None.
    """

    key: str
    name: str
    level: Level
    year: Year
    households: ValueView
    around_minimum: ValueView
    source: SourceView | None
    assumed: AssumedShares
    can_cope: Range | None
    too_much: Range | None
