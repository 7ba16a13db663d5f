"""What is wrong with one row of a submission, as a rule's slug with the facts of its sentence.

The sentence that says how to mend it is `row.<rule>` in the catalogue.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from services.monitoring.domain.agreement import KpiTerms
from services.monitoring.domain.periods import periods_of, read_period, year_of

COUNTED = {"children", "young_people", "families", "persons", "activities"}
RANGES = {"percent": (Decimal(0), Decimal(100)), "grade": (Decimal(1), Decimal(10))}
LARGEST = Decimal(10**12) - 1
DECIMALS = 2
LONGEST_LIST = 400
NO_PLACE = ("unknown-kpi", "area-missing", "area-unknown", "area-not-expected")
"""Rules of a row whose KPI or area was read and is not one of ours: mistyped, it can stand for any value."""


class Row(NamedTuple):
    """One row as it was posted; `number` counts from 1. A tuple: of these there are very many."""

    number: int
    kpi: str
    area_id: str | None
    value: Decimal


@dataclass(frozen=True, slots=True)
class Fault:
    """The rule a row breaks, and the facts that fill its sentence."""

    rule: str
    facts: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def is_placeless(self) -> bool:
        """Whether nobody can tell which value the row stands for: its KPI or area was not read, or is not known."""
        return self.rule in NO_PLACE or self.facts.get("column", "value") != "value"


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that cannot be read: where, and in which column."""

    number: int
    kpi: str
    area_id: str | None
    column: str
    rule: str = "row-unreadable"
    value: None = None

    @property
    def fault(self) -> Fault:
        return Fault(self.rule, {"column": self.column})

    @property
    def as_content(self) -> str:
        """What stands in the place of its value when two deliveries are compared."""
        return f"{'unclear' if self.rule == 'value-unclear' else 'unread'}:{self.column}"


@dataclass(frozen=True, slots=True)
class Judged:
    """The rows that can be taken, and per row number why another cannot."""

    taken: list[Row]
    faults: dict[int, Fault]


class Rules:
    """The rules one row is judged by: the KPIs of an agreement, the areas of its year, and the period."""

    def __init__(self, kpis: Mapping[str, KpiTerms], areas: Iterable[str], period: str) -> None:
        self._kpis, self._areas = kpis, dict.fromkeys(areas)
        self._kpi_list, self._area_list = _listed(kpis), _listed(self._areas)
        kind = read_period(period).kind
        self._period_faults = {code: _period_fault(kpi, kind, period) for code, kpi in kpis.items()}

    def fault(self, row: Row | Unread) -> Fault | None:
        """What is wrong with a row by itself, or None. First whether it says which value it stands for."""
        if isinstance(row, Unread) and row.fault.is_placeless:
            return row.fault
        kpi = self._kpis.get(row.kpi)
        if kpi is None:
            return Fault("unknown-kpi", {"kpi": row.kpi, "known": self._kpi_list})
        if kpi.follows_from:
            cases, of = kpi.follows_from
            return Fault("worked-out", {"kpi": row.kpi, "cases": cases, "of": of})
        return (
            self._period_faults[row.kpi]
            or _area_fault(row, kpi, self._areas, self._area_list)
            or (row.fault if isinstance(row, Unread) else _value_fault(row.value, kpi.unit))
        )


def judge(rows: Iterable[Row | Unread], kpis: Mapping[str, KpiTerms], areas: Iterable[str], period: str) -> Judged:
    """Look at each row by itself; one with a mistake does not hold up the others.

    When a KPI and area come twice the first that can be taken counts; which one was meant we cannot know.
    """
    rules, first_rows, judged = Rules(kpis, areas, period), dict[tuple[str, str | None], int](), Judged([], {})
    for row in rows:
        if fault := rules.fault(row) or _repeat_fault(row, first_rows):
            judged.faults[row.number] = fault
        elif isinstance(row, Row):
            judged.taken.append(row)
    return judged


def _period_fault(kpi: KpiTerms, kind: str, period: str) -> Fault | None:
    if kind == kpi.frequency:
        return None
    fitting = ", ".join(periods_of(year_of(period), kpi.frequency))
    return Fault("period-not-of-kpi", {"kpi": kpi.code, "period": period, "known": fitting})


def _area_fault(row: Row | Unread, kpi: KpiTerms, areas: Mapping[str, None], area_list: str) -> Fault | None:
    if not kpi.by_area:
        return Fault("area-not-expected", {"kpi": kpi.code}) if row.area_id is not None else None
    if row.area_id is None:
        return Fault("area-missing", {"kpi": kpi.code, "known": area_list})
    return None if row.area_id in areas else Fault("area-unknown", {"area": row.area_id, "known": area_list})


def _repeat_fault(row: Row | Unread, first_rows: dict[tuple[str, str | None], int]) -> Fault | None:
    first = first_rows.setdefault((row.kpi, row.area_id), row.number)
    return None if first == row.number else Fault("given-twice", {"first": first})


@lru_cache(4096)
def _value_fault(value: Decimal, unit: str) -> Fault | None:
    if unit in RANGES:
        lowest, highest = RANGES[unit]
        if not lowest <= value <= highest:
            return Fault(f"{unit}-out-of-range")
    elif value < 0:
        return Fault("value-negative")
    elif value > LARGEST:
        return Fault("value-too-large", {"largest": str(LARGEST)})
    if unit in COUNTED and value % 1:
        return Fault("not-whole")
    return Fault("too-many-decimals", {"decimals": DECIMALS}) if _has_too_many_decimals(value) else None


def _has_too_many_decimals(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent < -DECIMALS and bool(value % Decimal(1).scaleb(-DECIMALS))


def _listed(names: Iterable[str]) -> str:
    """Names for a sentence, as many as one can read: a receipt of many rows may not grow without end."""
    text = ", ".join(names)
    return text if len(text) <= LONGEST_LIST else text[:LONGEST_LIST].rpartition(", ")[0] + ", …"
