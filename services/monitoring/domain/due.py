"""What is due: every value an agreement asks for in a year, and how much of it came, and came in time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from services.monitoring.domain.agreement import Terms
from services.monitoring.domain.periods import MONTHS, due_on, periods_of


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of one value."""

    period: str
    kpi: str
    area_id: str | None


@dataclass(frozen=True, slots=True)
class Came:
    """When a value came for the first time (a day in Amsterdam), and whether there is one now."""

    first_on: date
    is_there: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """Of the values expected: how many are there, and how many came for the first time by the day they were due."""

    expected: int = 0
    delivered: int = 0
    on_time: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.expected + other.expected, self.delivered + other.delivered, self.on_time + other.on_time)


def cells_of(terms: Terms, areas: Iterable[str]) -> Iterator[Cell]:
    """Every value that may come in the year of an agreement, in the order of its periods, KPIs and areas.

    Not what follows from two counts. Whether it is due, its KPI says (`KpiTerms.is_due`).
    """
    everywhere, by_area = (None,), tuple(areas)
    for kind in MONTHS:
        kpis = [kpi for kpi in terms.kpis.values() if kpi.frequency == kind and not kpi.follows_from]
        for period in periods_of(terms.year, kind) if kpis else ():
            for kpi in kpis:
                for area_id in by_area if kpi.by_area else everywhere:
                    yield Cell(period, kpi.code, area_id)


def tallies(
    terms: Terms, cells: Iterable[Cell], came: Mapping[Cell, Came], moved: Mapping[str, date]
) -> dict[str, Tally]:
    """Per period how it goes. `moved`: the day a period is due where that is another than its own."""
    found: dict[str, Tally] = {}
    for cell in cells:
        last_day = moved.get(cell.period) or due_on(cell.period)
        is_due = terms.kpis[cell.kpi].is_due(cell.period)
        found[cell.period] = found.get(cell.period, Tally()) + _tally(came.get(cell), last_day, is_due=is_due)
    return found


def _tally(came: Came | None, last_day: date, *, is_due: bool) -> Tally:
    """Of one value. What was withdrawn is not there, and so was not in time either; what is not due is never late."""
    is_there = came is not None and came.is_there
    if not is_due:
        return Tally(1, 1, 1) if is_there else Tally()
    in_time = is_there and came is not None and came.first_on <= last_day
    return Tally(1, int(is_there), int(in_time))


def tally_so_far(found: Mapping[str, Tally], moved: Mapping[str, date], today: date) -> Tally:
    """Together over the periods whose day has passed: of the others nothing can be said yet."""
    past = (tally for period, tally in found.items() if (moved.get(period) or due_on(period)) < today)
    return sum(past, Tally())
