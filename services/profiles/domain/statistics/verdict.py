"""What can be said about one place beside one reference, and everything it rests on."""

from dataclasses import dataclass
from enum import StrEnum

from services.profiles.domain.statistics.intervals import Interval
from services.profiles.domain.statistics.reasons import Reason


class Kind(StrEnum):
    """What can be said."""

    CLEARLY_HIGHER = "clearly_higher"
    CLEARLY_LOWER = "clearly_lower"
    NO_CLEAR_DIFFERENCE = "no_clear_difference"
    UNDECIDED_ROUNDING = "undecided_rounding"  # It depends on what the source rounded away.
    TOO_SMALL = "too_small"  # It may differ so much that it matters, but among so few people that can be chance.
    NO_FIGURE = "no_figure"  # Nothing to judge; `reason` says why.


@dataclass(frozen=True, slots=True)
class Verdict:
    """Proportions, references and p-values run from 0 to 1; what does not exist is None."""

    kind: Kind
    reason: Reason | None  # Why there is no verdict; only with `no_figure`.
    proportion: float | None  # As published; None also when it is secret.
    interval: Interval | None  # 95%, of this place alone (Wilson), widened by what rounding or secrecy may hide.
    reference: float | None
    p: float | None  # At the published counts, before looking at how many were compared.
    adjusted_p: float | None  # Benjamini-Hochberg over all places, rounding included; None when judged by itself.
    level: float  # A p-value up to this is beyond chance; it carries how many were compared.
    more_needed: int | None  # About how many more people would make it clear; only with `too_small`.
    is_approximation: bool  # The count was made from a published percentage; to be said beside it.
    is_for_quarter: bool = False  # `more_needed` is for any difference of a quarter, not for the one that is seen.
    is_estimate: bool = False  # Of a region only a part counts; the verdict holds wherever in it people live.
