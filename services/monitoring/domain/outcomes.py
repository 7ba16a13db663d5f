"""What becomes of each row: new, changed or unchanged beside what we have, or refused."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from services.monitoring.domain.row_rules import Fault, Judged, Row

Place = tuple[str, str | None]
"""KPI code and area id: with partner and period, the place of one value."""


class Outcome(StrEnum):
    """What became of one row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row with its outcome, and the fault when it was refused."""

    row: Row
    outcome: Outcome
    fault: Fault | None = None


def results(rows: Sequence[Row], judged: Judged, current: Mapping[Place, Decimal]) -> list[RowResult]:
    """The outcome of each row, in order, beside the current values."""
    return [_result(row, judged.faults.get(row.number), current) for row in rows]


def _result(row: Row, fault: Fault | None, current: Mapping[Place, Decimal]) -> RowResult:
    if fault:
        return RowResult(row, Outcome.REFUSED, fault)
    known = current.get((row.kpi, row.area_id))
    if known is None:
        return RowResult(row, Outcome.NEW)
    return RowResult(row, Outcome.UNCHANGED if known == row.value else Outcome.CHANGED)


def counts(found: Sequence[RowResult]) -> dict[str, int]:
    """How many rows had each outcome, also those that none had."""
    counted = Counter(result.outcome for result in found)
    return {outcome.value: counted[outcome] for outcome in Outcome}


def to_record(found: Sequence[RowResult]) -> list[Row]:
    """The rows whose value is not there yet."""
    return [result.row for result in found if result.outcome in (Outcome.NEW, Outcome.CHANGED)]
