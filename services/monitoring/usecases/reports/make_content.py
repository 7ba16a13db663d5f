"""What is made of the data for the report of a quarter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.kit.database import Session
from services.monitoring.domain.agreement import Terms
from services.monitoring.domain.due import Tally
from services.monitoring.domain.periods import read_period, year_of
from services.monitoring.domain.quarter import periods_in
from services.monitoring.store.report_queries import Referred, Rows, referred_in, rows_of_deliveries
from services.monitoring.usecases.look_at_periods import look_at_periods
from services.monitoring.usecases.look_at_series import (
    AreasOf,
    Asked,
    Series,
    find_all_series,
    look_at_series,
)


@dataclass(frozen=True)
class Content:
    """How the figures came, together and per period of the year, and each figure of the agreement over time.

    `agreed_later`: the KPIs that were agreed when a period of the quarter had ended, with the day on which they were.
    """

    due: date
    tally: Tally
    rows: Rows
    series: Sequence[tuple[Asked, Series]]
    referred: Referred
    tallies: Mapping[str, Tally]
    moved: Mapping[str, date]
    agreed_later: Mapping[str, date]


async def make_content(session: Session, terms: Terms, quarter: str, areas: AreasOf) -> Content:
    """For readers who see everything. The same questions however many figures there are."""
    year = year_of(quarter)
    periods = periods_in(quarter)
    known = await look_at_periods(session, terms, areas.get(year, ()))
    per_period = known.tallies
    rows = await rows_of_deliveries(session, terms.partner_id, periods)
    found = await find_all_series(session, terms.partner_id, year)
    last_day = read_period(quarter).last_day
    asked = [Asked(terms.partner_id, code, year, None, (None, None), True, last_day=last_day) for code in found]
    return Content(
        known.due_on(quarter),
        sum((per_period[period] for period in periods if period in per_period), Tally()),
        rows,
        [(each, look_at_series(found[each.code], each, areas)) for each in asked],
        await referred_in(session, terms.partner_id, quarter),
        per_period,
        known.moved,
        {code: day for period in periods for code, day in known.agreed_later(period).items()},
    )


async def years_with_areas(session: Session, partner_id: UUID, year: int) -> Sequence[int]:
    """The years whose areas are needed for figures of all areas together."""
    found = await find_all_series(session, partner_id, year)
    return sorted({each for one in found.values() if one.kpi.by_area for each in one.years})
