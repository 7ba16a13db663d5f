"""Look at the periods of a partner's year: until when each can come, what came, and what is still due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from services.kit.database import Session
from services.monitoring.domain.agreement import Terms
from services.monitoring.domain.due import Came, Cell, Tally, cells_of, tallies
from services.monitoring.domain.more_time import MoreTime, due_with
from services.monitoring.domain.periods import AMSTERDAM, all_periods_of, due_on, is_asked
from services.monitoring.store.delivery_queries import decisive_events, extensions_of, what_came
from services.monitoring.store.delivery_tables import Extension, PartnerEvent
from services.monitoring.store.queries import get_partner


@dataclass(frozen=True)
class YearOfDeliveries:
    """Everything that may come of one partner in one year, what of it is due, and what came."""

    terms: Terms
    cells: Sequence[Cell]
    came: Mapping[Cell, Came]
    given: Mapping[str, Sequence[Extension]]
    last: Mapping[str, PartnerEvent]

    @cached_property
    def extensions(self) -> Mapping[str, Extension]:
        """Per period the one that lasts longest."""
        return {period: max(given, key=lambda one: (one.until, one.given_at)) for period, given in self.given.items()}

    @cached_property
    def extended(self) -> Mapping[str, date]:
        """Until when a period is open."""
        return {period: extension.until for period, extension in self.extensions.items()}

    @cached_property
    def moved(self) -> Mapping[str, date]:
        """When a period with more time is due."""
        return {period: moved_by(period, given) for period, given in self.given.items()}

    def due_on(self, period: str) -> date:
        return self.moved.get(period) or due_on(period)

    @property
    def tallies(self) -> Mapping[str, Tally]:
        return tallies(self.terms, self.cells, self.came, self.moved)

    def is_due(self, cell: Cell) -> bool:
        return self.terms.kpis[cell.kpi].is_due(cell.period)

    def agreed_later(self, period: str) -> Mapping[str, date]:
        """The KPIs that were agreed when this period had ended, by code, with the day on which they were."""
        later = {cell.kpi for cell in self.cells if cell.period == period and not self.is_due(cell)}
        return {code: kpi.agreed_on for code, kpi in self.terms.kpis.items() if code in later}


def moved_by(period: str, given: Sequence[Extension]) -> date:
    """When a period is due, with what was given for it, in its order."""
    return due_with(period, (MoreTime(one.given_at.astimezone(AMSTERDAM).date(), one.until) for one in given))


async def look_at_periods(session: Session, terms: Terms, areas: Sequence[str]) -> YearOfDeliveries:
    """Four questions, however many periods there are. Periods that began after the subsidy ended are not asked."""
    ended_on = (await get_partner(session, terms.partner_id)).subsidy_ended_on
    cells = [cell for cell in cells_of(terms, areas) if is_asked(cell.period, ended_on)]
    came = await what_came(session, terms.partner_id, terms.year)
    given = await extensions_of(session, terms.partner_id, terms.year)
    last = await decisive_events(session, terms.partner_id, all_periods_of(terms.year))
    return YearOfDeliveries(terms, cells, came, given, last)
