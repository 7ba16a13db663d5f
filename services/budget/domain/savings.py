"""How much of an expected saving becomes prevention money: a share of what is sure, and the rest when it is seen.

Only the lower bound counts beforehand. Whoever picks the dearest districts sees them get cheaper by themselves the
next year (regression to the mean): with no help at all the top tenth falls from 22.0 to 16.2 per 1000. So a savings
estimate is shrunk first, comes as an interval, and its centre is no money yet.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from services.budget.contract.savings import SavingsDeed, SavingsState
from services.budget.contract.savings_refusals import SavingsInterval, SavingsMove, SavingsNothing

MOVES: dict[SavingsState, dict[SavingsDeed, SavingsState]] = {
    SavingsState.PROPOSED: {
        SavingsDeed.APPROVED: SavingsState.APPROVED,
        SavingsDeed.RETURNED: SavingsState.RETURNED,
        SavingsDeed.WITHDRAWN: SavingsState.WITHDRAWN,
    },
    SavingsState.RETURNED: {
        SavingsDeed.PROPOSED: SavingsState.PROPOSED,
        SavingsDeed.WITHDRAWN: SavingsState.WITHDRAWN,
    },
    SavingsState.WITHDRAWN: {},
    SavingsState.APPROVED: {SavingsDeed.SEEN: SavingsState.SEEN},
    SavingsState.SEEN: {
        SavingsDeed.SEEN_APPROVED: SavingsState.APPROVED,
        SavingsDeed.SEEN_RETURNED: SavingsState.APPROVED,
        SavingsDeed.CLOSED: SavingsState.CLOSED,
    },
    SavingsState.CLOSED: {},
}
"""Where a deed brings a savings case; drawn in this service's README."""


def after(state: str, deed: SavingsDeed) -> SavingsState:
    """The state a deed brings a case in. Raises SavingsMove when it cannot be done from here."""
    to = MOVES[SavingsState(state)].get(deed)
    if to is None:
        raise SavingsMove(state=state, deed=deed.value)
    return to


def deed_of_seeing(year: int, seen_until: date) -> SavingsDeed:
    """What approving a report does: one of the whole year of the saving closes the case, for nothing more will come."""
    return SavingsDeed.CLOSED if seen_until >= date(year, 12, 31) else SavingsDeed.SEEN_APPROVED


@dataclass(frozen=True)
class Saving:
    """An estimate in cents a year with the exact share of it that goes to prevention."""

    low: int
    centre: int
    high: int
    share: Fraction

    def check(self) -> None:
        """Raise SavingsInterval unless low <= centre <= high, and SavingsNothing unless high is more than 0."""
        if not self.low <= self.centre <= self.high:
            raise SavingsInterval
        if self.high <= 0:
            raise SavingsNothing

    @property
    def sure(self) -> int:
        """What may become money before anything was seen: the share of the lower bound."""
        return self._part(self.low)

    @property
    def expected(self) -> int:
        """What becomes money when the saving turns out as the centre says."""
        return self._part(self.centre)

    @property
    def most(self) -> int:
        """What may ever become money."""
        return self._part(self.high)

    def staged(self, became: int) -> int:
        """What waits until it is seen, when `became` is already a source: up to the centre, never below 0."""
        return max(0, self.expected - became)

    def adds(self, seen: int, became: int) -> int:
        """What becomes a source once `seen` (all of it until now) is approved, besides what became one already.

        Never more than the upper bound bears out, never twice, and never below 0: seeing less takes nothing back.
        """
        return max(0, self._part(min(seen, self.high)) - became)

    def _part(self, cents: int) -> int:
        """The share of an amount in whole cents, rounded down; nothing of what saves nothing."""
        return max(0, floor(self.share * cents))
