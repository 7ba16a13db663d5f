"""What an agreement says about the values that may come."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from services.monitoring.domain.periods import agreed_by


@dataclass(frozen=True, slots=True)
class KpiTerms:
    """What one KPI's values must be like. `follows_from`: the counts a percentage is made of; nobody delivers it.

    `agreed_on`: the day in Amsterdam on which a version of the year's agreement that has this code first came into
    force.
    """

    code: str
    unit: str
    by_area: bool
    frequency: str = "quarter"
    follows_from: tuple[str, str] | None = None
    agreed_on: date = date.min

    def is_due(self, period: str) -> bool:
        """Whether a period is due. One that had ended when the KPI came into force may come, and is never late."""
        return self.agreed_on <= agreed_by(period)


@dataclass(frozen=True, slots=True)
class Terms:
    """A version of the agreement of one partner for one year, by KPI code in the agreement's order."""

    partner_id: UUID
    year: int
    kpis: Mapping[str, KpiTerms]
    version: int = 1

    @property
    def has_kpi_by_area(self) -> bool:
        return any(kpi.by_area for kpi in self.kpis.values())


def left_out(versions: Sequence[Collection[str]]) -> dict[str, int]:
    """Of each code that the last version no longer has: the place in the row of the first version without it."""
    last = {code: place for place, codes in enumerate(versions) for code in codes}
    return {code: place + 1 for code, place in last.items() if place + 1 < len(versions)}


class Measured(Protocol):
    """A KPI as a draft has it."""

    @property
    def code(self) -> str: ...
    @property
    def frequency(self) -> str: ...


def moved_to_another_frequency(kpis: Iterable[Measured], delivered: Mapping[str, Collection[str]]) -> dict[int, str]:
    """By place in the row the codes under which values came, and none as often as is asked now.

    `delivered`: the kinds of the periods values came for, by code. A series holds periods of one kind, so the values
    that came would be out of sight, and their periods missing.
    """
    return {
        place: kpi.code
        for place, kpi in enumerate(kpis)
        if kpi.code in delivered and kpi.frequency not in delivered[kpi.code]
    }


def codes_given_twice(codes: Iterable[str]) -> list[str]:
    """The codes that stand there more than once: a posted value would not know to which it belongs."""
    return [code for code, times in Counter(codes).items() if times > 1]
