"""Look at one KPI of a partner over time: what came, what of it is chance, and what was agreed."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from services.kit.database import Session
from services.monitoring.contract.signal_refusals import KpiNotByArea, UnknownBaseline, UnknownKpi
from services.monitoring.domain.periods import read_period, year_of
from services.monitoring.domain.release import Cell, Key
from services.monitoring.domain.row_rules import RANGES
from services.monitoring.domain.signals.chart import Chart, baseline_of, chart_of_numbers, chart_of_shares
from services.monitoring.domain.signals.release import Delivered
from services.monitoring.domain.signals.series import Point, Shape, Values, points, pooled_years, span
from services.monitoring.domain.worked_out import parts_of
from services.monitoring.store.queries import get_partner
from services.monitoring.store.release_queries import agreed_of
from services.monitoring.store.series_queries import Version, ever_agreed, in_force, values_of, versions_until
from services.monitoring.store.tables import Agreement, CurrentValue, Kpi, Partner
from services.monitoring.usecases.release import decide, key_of, with_kpi

AreasOf = Mapping[int, Sequence[str]]
Agreed = Mapping[int, tuple[Agreement, Mapping[str, Kpi]]]
"""Per year the agreement in force with its KPIs by code; the last year is the one asked."""


@dataclass(frozen=True)
class Asked:
    """Which series somebody wants, and whether they see small numbers. `last_day`: only periods that end by then.

    `today` is asked for who may not see small numbers: a year that can still change has no total for them.
    """

    partner_id: UUID
    code: str
    year: int
    area_id: str | None
    baseline: tuple[str | None, str | None]
    in_full: bool
    today: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Found:
    """What is known: per year the agreement with this KPI, and the values. The last year is the year asked.

    `left_out`: the version of that year that no longer has it.
    """

    partner: Partner
    years: Mapping[int, tuple[Agreement, Kpi]]
    share: tuple[Kpi, Kpi] | None
    values: Values
    left_out: int | None = None

    @property
    def kpi(self) -> Kpi:
        return self.years[max(self.years)][1]


@dataclass(frozen=True)
class Series:
    """The series as somebody sees it. `chart` is None when there is nothing to draw."""

    found: Found
    points: Sequence[Point]
    chart: Chart | None
    is_chosen: bool
    pooled: Mapping[int, object]


async def find_series(session: Session, asked: Asked) -> Found:
    """Four questions, however long the series. Raises UnknownPartner, UnknownKpi, KpiNotByArea."""
    partner = await get_partner(session, asked.partner_id)
    versions = await versions_until(session, asked.partner_id, asked.year)
    version = _last_with(asked.code, versions.get(asked.year, ()))
    if version is None:
        raise UnknownKpi(code=asked.code, year=asked.year)
    if asked.area_id is not None and not version[1][asked.code].by_area:
        raise KpiNotByArea
    counted = await agreed_of(session, [asked.partner_id])
    ever = ever_agreed(versions)
    rows = await values_of(session, asked.partner_id, counted.beside(asked.partner_id, [asked.code]), ever)
    hidden = decide(with_kpi(rows, ever), counted)
    return _found(partner, {**in_force(versions), asked.year: version}, rows, asked.code, hidden, versions[asked.year])


def _last_with(code: str, versions: Sequence[Version]) -> Version | None:
    """The newest version that has the KPI: what was delivered for it stays to be read."""
    return next((version for version in reversed(versions) if code in version[1]), None)


async def find_all_series(session: Session, partner_id: UUID, year: int) -> Mapping[str, Found]:
    """The same for every KPI of a year, in the order of the agreement; still three questions."""
    partner = await get_partner(session, partner_id)
    agreed = in_force(await versions_until(session, partner_id, year))
    codes = list(agreed[year][1]) if year in agreed else []
    rows = await values_of(session, partner_id, codes, agreed)
    return {code: _found(partner, agreed, rows, code) for code in codes}


def _found(
    partner: Partner,
    agreed: Agreed,
    rows: Sequence[CurrentValue],
    code: str,
    hidden: Container[Key] = (),
    versions: Sequence[Version] = (),
) -> Found:
    kpis = agreed[max(agreed)][1]
    kpi, share = kpis[code], _share_of(kpis, code)
    years = {year: (one[0], one[1][code]) for year, one in _comparable(agreed, kpi)}
    codes = {code, *(part.code for part in share or ())}
    values = {
        (row.kpi_code, row.period, row.area_id): Delivered(Cell(own.unit, row.value), row.received_at, key in hidden)
        for row, own in with_kpi(rows, agreed)
        if row.kpi_code in codes and row.value is not None
        if year_of(row.period) in years and read_period(row.period).kind == kpi.frequency
        if (key := key_of(row))
    }
    of_year = agreed[max(agreed)][0]
    left_out = of_year.version + 1 if versions and versions[-1][0].version > of_year.version else None
    return Found(partner, years, share, values, left_out)


def _share_of(kpis: Mapping[str, Kpi], code: str) -> tuple[Kpi, Kpi] | None:
    """The two counts a percentage is made of, when the agreement names them by their codes."""
    parts = parts_of(kpis, code)
    return (kpis[parts[0]], kpis[parts[1]]) if parts else None


def _comparable(agreed: Agreed, kpi: Kpi) -> Sequence[tuple[int, tuple[Agreement, Mapping[str, Kpi]]]]:
    """The years back from the last in which the KPI is counted in the same way, and of the same two counts or none."""
    parts = parts_of(agreed[max(agreed)][1], kpi.code)
    kept = []
    for year, one in sorted(agreed.items(), reverse=True):
        own = one[1].get(kpi.code)
        if own is None or (own.unit, own.by_area, own.frequency) != (kpi.unit, kpi.by_area, kpi.frequency):
            break
        if parts_of(one[1], kpi.code) != parts:
            break
        kept.append((year, one))
    return kept[::-1]


def needs_areas(found: Found, asked: Asked) -> bool:
    """Whether all areas are wanted together: then a total is only whole with every area of its year."""
    return found.kpi.by_area and asked.area_id is None and _adds_up(found)


def _adds_up(found: Found) -> bool:
    return found.share is not None or found.kpi.unit not in RANGES


def look_at_series(found: Found, asked: Asked, areas: AreasOf) -> Series:
    """The series, with what this reader may not see left out of all that is worked out. Raises UnknownBaseline."""
    kpi = found.kpi
    if kpi.by_area and asked.area_id is None and not _adds_up(found):
        return Series(found, [], None, is_chosen=False, pooled={})
    cases, of = (part.code for part in found.share) if found.share else ("", "")
    shape = Shape(kpi.code, cases, of, areas if needs_areas(found, asked) else None, asked.area_id)
    own = [cases] if found.share else [kpi.code]
    came = {
        period
        for code, period, place in found.values
        if code in own and (shape.areas is not None or place == asked.area_id)
        if asked.last_day is None or read_period(period).last_day <= asked.last_day
    }
    periods = span(sorted(came))
    told = points(shape, periods, found.values, in_full=asked.in_full)
    chart, is_chosen = _chart(told, shape, kpi.unit, asked)
    pooled = pooled_years(shape, periods, found.values, asked.today) if asked.today and not asked.in_full else {}
    return Series(found, told, chart, is_chosen, pooled)


def _chart(told: Sequence[Point], shape: Shape, unit: str, asked: Asked) -> tuple[Chart | None, bool]:
    chosen = [_place(told, period) for period in asked.baseline]
    if not told:
        return None, False
    values = [point.value for point in told]
    baseline = baseline_of(values, [point.status == "too_small" for point in told], chosen[0], chosen[1])
    if baseline.first > baseline.last and any(asked.baseline):
        raise UnknownBaseline
    if shape.is_share:
        chart = chart_of_shares([point.share for point in told], baseline)
    else:
        chart = chart_of_numbers(values, baseline, unit)
    return chart, any(asked.baseline)


def _place(told: Sequence[Point], period: str | None) -> int | None:
    if period is None:
        return None
    found = next((i for i, point in enumerate(told) if point.period == period), None)
    if found is None:
        raise UnknownBaseline
    return found


def fraction(number: object) -> Fraction:
    """An agreed number, exact."""
    return Fraction(str(number))
