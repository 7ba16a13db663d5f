"""What becomes of each row: new, changed or unchanged beside what we have, or refused; and what is withdrawn."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from services.monitoring.domain.row_rules import Fault, Judged, Row, Unread

Place = tuple[str, str | None]
"""KPI code and area id: with partner and period, the place of one value."""


class Outcome(StrEnum):
    """What became of one row; or of a value that a replacement left out."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row with its outcome: the fault when it was refused, the value before when that goes.

    What a replacement leaves out stands in no row: it has no number, and no value.
    """

    number: int | None
    kpi: str
    area_id: str | None
    value: Decimal | None
    outcome: Outcome
    fault: Fault | None = None
    before: Decimal | None = None


def results(rows: Sequence[Row | Unread], judged: Judged, current: Mapping[Place, Decimal]) -> list[RowResult]:
    """The outcome of each row, in order, beside the current values."""
    return [_result(row, judged.faults.get(row.number), current) for row in rows]


def _result(row: Row | Unread, fault: Fault | None, current: Mapping[Place, Decimal]) -> RowResult:
    if fault:
        return _of(row, Outcome.REFUSED, fault)
    known = current.get((row.kpi, row.area_id))
    if known is None:
        return _of(row, Outcome.NEW)
    return _of(row, Outcome.UNCHANGED) if known == row.value else _of(row, Outcome.CHANGED, before=known)


def _of(row: Row | Unread, outcome: Outcome, fault: Fault | None = None, before: Decimal | None = None) -> RowResult:
    return RowResult(row.number, row.kpi, row.area_id, row.value, outcome, fault, before)


def has_placeless(found: Iterable[RowResult]) -> bool:
    """Whether of a row it is not known which value it stands for."""
    return any(result.fault is not None and result.fault.is_placeless for result in found)


def withdrawals(found: Sequence[RowResult], current: Mapping[Place, Decimal]) -> list[RowResult]:
    """What a replacement withdraws: every value that no row names. A row that is refused names its place too.

    Nothing when the place of one row is not known: that could be any of them.
    """
    if has_placeless(found):
        return []
    named = {(result.kpi, result.area_id) for result in found}
    gone = sorted((place for place in current if place not in named), key=lambda place: (place[0], place[1] or ""))
    return [RowResult(None, *place, None, Outcome.WITHDRAWN, before=current[place]) for place in gone]


def others(rows: Iterable[Mapping[str, Any]], found: Sequence[RowResult]) -> list[RowResult]:
    """Where another value counts now than content says that came before, of which `rows` is the kept receipt.

    `found`: what would become of it if it were new. What was refused then never counted.
    """
    refused = {row["row"] for row in rows if row["outcome"] == Outcome.REFUSED}
    return [result for result in to_record(found) if result.number not in refused]


def nothing_of(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a kept receipt, for the question what the same content would do again: nothing."""
    return [
        {"row": row["row"], "kpi": row["kpi"], "area": row["area"], "outcome": Outcome.UNCHANGED.value}
        if row["outcome"] != Outcome.REFUSED
        else dict(row)
        for row in rows
        if row["outcome"] != Outcome.WITHDRAWN
    ]


def counts(found: Sequence[RowResult]) -> dict[str, int]:
    """How many had each outcome, also those that none had."""
    counted = Counter(result.outcome for result in found)
    return {outcome.value: counted[outcome] for outcome in Outcome}


def to_record(found: Sequence[RowResult]) -> list[RowResult]:
    """What is to be written: values that are not there yet, and those that are withdrawn."""
    writes = (Outcome.NEW, Outcome.CHANGED, Outcome.WITHDRAWN)
    return [result for result in found if result.outcome in writes]
