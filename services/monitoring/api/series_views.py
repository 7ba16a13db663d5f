"""From a series to what monitoring says of it."""

from collections.abc import Sequence

from services.monitoring.api.views import view_kpi, view_partner
from services.monitoring.contract.signals import (
    BaselineView,
    BoundaryView,
    KpiSeries,
    LinesView,
    NoLines,
    PooledYear,
    SeriesPoint,
    SignalView,
    TargetView,
    YearTerms,
)
from services.monitoring.domain.periods import year_of
from services.monitoring.domain.signals.goals import Crossing, crossing, is_better, target_verdict
from services.monitoring.domain.signals.limits import Limits
from services.monitoring.domain.signals.rules import Found as Rules
from services.monitoring.domain.signals.series import Point
from services.monitoring.domain.worked_out import two_decimals
from services.monitoring.store.tables import Kpi
from services.monitoring.usecases.look_at_series import Asked, Series, fraction


def view_series(series: Series, asked: Asked) -> KpiSeries:
    found, kpi = series.found, series.found.kpi
    cases, of = found.share or (None, None)
    points = [_view_point(series, i) for i in range(len(series.points))]
    return KpiSeries(
        partner=view_partner(found.partner),
        kpi=view_kpi(kpi),
        until=asked.year,
        area_id=asked.area_id,
        chart="shares" if found.share else "numbers",
        cases_kpi=view_kpi(cases) if cases else None,
        of_kpi=view_kpi(of) if of else None,
        in_full=asked.in_full,
        left_out_since=found.left_out,
        points=points,
        baseline=_view_baseline(series),
        no_lines=_no_lines(series, asked),
        target=_view_target(series, kpi),
        boundary=_view_boundary(points, kpi),
        pooled=[PooledYear(year=year, number=total) for year, total in series.pooled.items()],
        years=[_view_year(year, agreement.version, own) for year, (agreement, own) in found.years.items()],
    )


def _view_point(series: Series, i: int) -> SeriesPoint:
    point, kpi = series.points[i], series.found.years[year_of(series.points[i].period)][1]
    limits, rules = (series.chart.limits[i], series.chart.found[i]) if series.chart else (None, {})
    return SeriesPoint(
        period=point.period,
        status=point.status,
        number=None if point.value is None else two_decimals(point.value),
        cases=point.share.cases if point.share else None,
        of=point.share.of if point.share else None,
        lines=_view_lines(limits) if limits else None,
        signals=_view_signals(rules, kpi.direction),
        boundary=_crossing(point, kpi),
        received_at=point.received_at,
    )


def _view_lines(limits: Limits) -> LinesView:
    middle, low, high = (two_decimals(line) for line in (limits.middle, limits.low, limits.high))
    return LinesView(middle=middle, low=low, high=high)


def _view_signals(rules: Rules, direction: str) -> list[SignalView]:
    return [
        SignalView(rule=rule.value, side=side, is_better=is_better(side, direction)) for rule, side in rules.items()
    ]


def _crossing(point: Point, kpi: Kpi) -> Crossing | None:
    """By the boundary of its own year. A number that is hidden says nothing of itself, not even this."""
    if point.value is None or kpi.hard_limit is None:
        return None
    return crossing(point.value, fraction(kpi.hard_limit), kpi.direction)


def _view_baseline(series: Series) -> BaselineView | None:
    if series.chart is None or not series.chart.baseline.numbers:
        return None
    own = series.chart.baseline
    return BaselineView(
        first=series.points[own.first].period,
        last=series.points[own.last].period,
        numbers=own.numbers,
        hidden=own.hidden,
        is_trial=own.is_trial,
        is_chosen=series.is_chosen,
    )


def _no_lines(series: Series, asked: Asked) -> NoLines | None:
    if series.chart:
        return series.chart.no_lines
    kpi = series.found.kpi
    adds_up = asked.area_id is not None or not kpi.by_area or series.found.share is not None
    return "nothing_delivered" if adds_up or kpi.unit not in ("percent", "grade") else "choose_area"


def _view_target(series: Series, kpi: Kpi) -> TargetView | None:
    if kpi.target is None:
        return None
    last = _last_lines(series.chart.limits) if series.chart else None
    verdict = target_verdict(last, fraction(kpi.target), kpi.direction) if last else None
    return TargetView(target=kpi.target, verdict=verdict)


def _last_lines(limits: Sequence[Limits | None]) -> Limits | None:
    return next((lines for lines in reversed(limits) if lines), None)


def _view_boundary(points: Sequence[SeriesPoint], kpi: Kpi) -> BoundaryView | None:
    if kpi.hard_limit is None:
        return None
    crossed = [point.period for point in points if point.boundary == "crossed"]
    return BoundaryView(limit=kpi.hard_limit, crossed=crossed)


def _view_year(year: int, version: int, kpi: Kpi) -> YearTerms:
    return YearTerms(
        year=year,
        agreement_version=version,
        definition=kpi.definition,
        direction=kpi.direction,
        target=kpi.target,
        limit=kpi.hard_limit,
    )
