"""Which percentages follow from two counts: nobody delivers those, so that there is one value of them for everybody."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from services.monitoring.domain.row_rules import COUNTED


class AgreedKpi(Protocol):
    """A KPI as an agreement or a draft has it."""

    @property
    def unit(self) -> str: ...
    @property
    def by_area(self) -> bool: ...
    @property
    def frequency(self) -> str: ...
    @property
    def numerator(self) -> str: ...
    @property
    def denominator(self) -> str: ...


def parts_of(kpis: Mapping[str, AgreedKpi], code: str) -> tuple[str, str] | None:
    """The codes of the two counts a percentage is made of, when its agreement names them; else None: it is delivered.

    Both are counts of the same places and periods as the percentage. `store/timeliness_queries.py` asks it in SQL.
    """
    kpi = kpis[code]
    names = kpi.numerator, kpi.denominator
    parts = [kpis.get(name) for name in names]
    fits = all(
        part and part.unit in COUNTED and (part.by_area, part.frequency) == (kpi.by_area, kpi.frequency)
        for part in parts
    )
    return names if kpi.unit == "percent" and fits else None


def two_decimals(value: Fraction) -> Decimal:
    """An exact number as it is shown: rounded once, at the end."""
    return Decimal(round(value * 100)).scaleb(-2)
