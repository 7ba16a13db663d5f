"""What may be wrong with a row of the municipality's own figures, as a rule's slug with the facts of its sentence.

The sentence that says how to mend it is `own.<rule>` in the catalogue.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from services.profiles.domain.aggregate import Kind
from services.profiles.domain.definition import OWN
from services.profiles.domain.values import Status, Value

LARGEST = Decimal(10**12)
THINGS = frozenset({"number", "homes", "cars", "vehicles", "businesses", "schools"})
"""Units of counts in which nobody stands. Any other, and any word of one's own ("children"), may count people."""
ENOUGH = 5
"""Of fewer people somebody could be recognised: like a partner's value such a number is not shown, and so not kept."""


class Measured(Protocol):
    """What the rules ask of an indicator."""

    source_columns: str
    kind: str
    unit: str
    decimals: int


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row as it was delivered; `line` counts from 1."""

    line: int
    region: str
    year: int
    indicator: str
    number: Decimal | None
    status: str | None

    @property
    def value(self) -> Value:
        return Value(Status(self.status)) if self.status else Value.of(self.number or Decimal(0))


@dataclass(frozen=True, slots=True)
class RowFault:
    """The rule a row breaks, and the facts that fill its sentence."""

    line: int
    rule: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Places:
    """The codes of the regions per year, what each area consists of per year, and which region each is a part of."""

    regions: Mapping[int, frozenset[str]]
    areas: Mapping[int, Mapping[str, Sequence[str]]]
    parents: Mapping[int, Mapping[str, str | None]] = field(default_factory=dict)

    def of(self, row: OwnRow) -> Sequence[str]:
        """The codes of the regions a row is about; none when we do not know it."""
        if row.region in self.regions.get(row.year, ()):
            return [row.region]
        return self.areas.get(row.year, {}).get(row.region, ())


def judge(rows: Sequence[OwnRow], indicators: Mapping[str, Measured], places: Places) -> list[RowFault]:
    """Every row that cannot be right, with the first rule it breaks."""
    first: dict[tuple[str, int, str], int] = {}
    found = []
    for row in rows:
        fault = _of_indicator(row, indicators) or _of_place(row, places) or _of_value(row, indicators[row.indicator])
        if fault is None:
            line = first.setdefault((places.of(row)[0], row.year, row.indicator), row.line)
            fault = None if line == row.line else RowFault(row.line, "given-twice", {"first": line})
        if fault is not None:
            found.append(fault)
    return found


def _of_indicator(row: OwnRow, indicators: Mapping[str, Measured]) -> RowFault | None:
    if row.indicator not in indicators:
        return RowFault(row.line, "unknown-indicator", {"indicator": row.indicator})
    if not indicators[row.indicator].source_columns.startswith(OWN):
        return RowFault(row.line, "not-own", {"indicator": row.indicator})
    return None


def _of_place(row: OwnRow, places: Places) -> RowFault | None:
    if not places.regions.get(row.year):
        return RowFault(row.line, "unknown-year", {"year": row.year})
    found = places.of(row)
    if not found:
        return RowFault(row.line, "unknown-region", {"region": row.region, "year": row.year})
    if len(found) > 1:
        return RowFault(row.line, "area-of-several", {"region": row.region, "regions": ", ".join(found[:20])})
    return None


def counts_people(its: Measured) -> bool:
    return its.kind == Kind.COUNT and its.unit not in THINGS


def _of_value(row: OwnRow, its: Measured) -> RowFault | None:
    if (row.number is None) == (row.status is None):
        return RowFault(row.line, "number-or-status")
    if row.number is None:
        return None
    if abs(row.number) >= LARGEST or row.number != round(row.number, its.decimals):
        return RowFault(row.line, "not-such-a-number", {"number": f"{row.number:f}"[:40], "decimals": its.decimals})
    if row.number < 0 and its.kind != Kind.AVERAGE:
        return RowFault(row.line, "negative")
    if its.kind == Kind.SHARE and row.number > 100:
        return RowFault(row.line, "above-hundred")
    if counts_people(its) and 0 < row.number < ENOUGH:
        return RowFault(row.line, "too-few")
    return None
