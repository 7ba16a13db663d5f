"""What came of one figure, period by period, for one place or for all areas together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from services.monitoring.domain.periods import Period, read_period, state_of, year_of
from services.monitoring.domain.release import share_is_hidden
from services.monitoring.domain.signals.limits import Share
from services.monitoring.domain.signals.release import Delivered, pooled, total_is_hidden

Status = Literal["number", "too_small", "not_delivered", "no_share"]


@dataclass(frozen=True, slots=True)
class Shape:
    """Of what the series is made: one figure, or the share of two; the areas that belong to each year, or one place."""

    code: str
    cases: str = ""
    of: str = ""
    areas: Mapping[int, Sequence[str | None]] | None = None
    place: str | None = None

    @property
    def is_share(self) -> bool:
        return bool(self.cases)

    def places(self, period: str) -> Sequence[str | None]:
        return [self.place] if self.areas is None else self.areas[year_of(period)]


@dataclass(frozen=True, slots=True)
class Point:
    """One period: its number (a share in per cent), or why there is none."""

    period: str
    status: Status
    value: Fraction | None = None
    share: Share | None = None
    received_at: datetime | None = None


Values = Mapping[tuple[str, str, str | None], Delivered]
"""What counts now by code, period and area."""


def span(periods: Sequence[str]) -> list[str]:
    """Every period from the first to the last, also those of which nothing came."""
    if not periods:
        return []
    found = sorted((read_period(period) for period in periods), key=lambda period: period.first_day)
    return [str(period) for period in _steps(found[0], found[-1])]


def _steps(first: Period, last: Period) -> Iterator[Period]:
    while first.first_day <= last.first_day:
        yield first
        first = first.after(1)


def points(shape: Shape, periods: Sequence[str], values: Values, *, in_full: bool) -> list[Point]:
    """A point for each period. A total of areas is there only when every area delivered."""
    point = _share_point if shape.is_share else _number_point
    return [point(shape, period, values, in_full=in_full) for period in periods]


def _parts(shape: Shape, code: str, period: str, values: Values) -> list[Delivered] | None:
    found = [values.get((code, period, place)) for place in shape.places(period)]
    known = [each for each in found if each is not None]
    return known if known and len(known) == len(found) else None


def _number_point(shape: Shape, period: str, values: Values, *, in_full: bool) -> Point:
    parts = _parts(shape, shape.code, period, values)
    if parts is None:
        return Point(period, "not_delivered")
    if not in_full and total_is_hidden(parts):
        return Point(period, "too_small")
    total = sum((part.cell.value for part in parts), Decimal(0))
    return Point(period, "number", Fraction(total), received_at=_newest(parts))


def _share_point(shape: Shape, period: str, values: Values, *, in_full: bool) -> Point:
    cases, of = (_parts(shape, code, period, values) for code in (shape.cases, shape.of))
    if cases is None or of is None:
        return Point(period, "not_delivered")
    if not in_full and _share_is_hidden(cases, of):
        return Point(period, "too_small")
    if any(part.cell.value > whole.cell.value for part, whole in zip(cases, of, strict=True)):
        return Point(period, "no_share")
    share = Share(*(int(sum(part.cell.value for part in parts)) for parts in (cases, of)))
    if not share.of:
        return Point(period, "no_share")
    return Point(period, "number", share.value * 100, share, _newest([*cases, *of]))


def _share_is_hidden(cases: Sequence[Delivered], of: Sequence[Delivered]) -> bool:
    own = (share_is_hidden(part.cell, whole.cell) for part, whole in zip(cases, of, strict=True))
    return total_is_hidden(cases) or total_is_hidden(of) or any(own)


def _newest(parts: Sequence[Delivered]) -> datetime:
    return max(part.received_at for part in parts)


def pooled_years(shape: Shape, periods: Sequence[str], values: Values, today: date) -> dict[int, Decimal]:
    """For everybody: the total of each year of which a period is hidden, where it gives nothing away.

    Of one place only: of all areas together the hidden ones would stand beside their own pooled years. And only when
    no period of it can be corrected any more: two totals would tell what was corrected.
    """
    if shape.is_share or shape.areas is not None:
        return {}
    by_year = {year: _whole_year(year, periods) for year in {year_of(period) for period in periods}}
    ended = {year: whole for year, whole in sorted(by_year.items()) if state_of(whole[-1], today) == "locked"}
    totals = {year: pooled(list(_single(shape, whole, values))) for year, whole in ended.items()}
    return {year: total for year, total in totals.items() if total is not None}


def _whole_year(year: int, periods: Sequence[str]) -> list[str]:
    kind = read_period(periods[0]).kind
    return span([str(Period(kind, year, 1)), str(Period(kind, year + 1, 1).after(-1))])


def _single(shape: Shape, periods: Sequence[str], values: Values) -> Iterator[Delivered | None]:
    for period in periods:
        parts = _parts(shape, shape.code, period, values)
        yield parts[0] if parts else None
