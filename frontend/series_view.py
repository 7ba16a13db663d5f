"""A KPI over time as its page shows it: the chart, and a row for each period."""

from dataclasses import dataclass

from markupsafe import Markup

from frontend import formats
from frontend.drawing.control_chart import Mark, Spot, control_chart
from frontend.signal_words import headline, number_writer, point_words, signal_words
from frontend.translations import translations
from services.monitoring.contract.signals import KpiSeries, SeriesPoint


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One period in words. `lines` and `counts` are empty where there are none."""

    period: str
    value: str
    counts: str
    lines: str
    signals: str
    boundary: str


OF_PARTS = ("percent", "grade", "euros")


def drawn_series(series: KpiSeries, language: str) -> Markup | None:
    """The chart; None with fewer than two numbers that can be shown, which are said better than drawn."""
    if sum(point.number is not None for point in series.points) < 2:
        return None
    _, write = translations(language).gettext, number_writer(series, language)
    title = _("Grafiek van %(kpi)s. Hetzelfde staat in de tabel.") % {"kpi": series.kpi.name}
    return control_chart(
        [_spot(point, series, language) for point in series.points],
        title,
        lambda value: write(round(value, 2)),
        float(series.target.target) if series.target else None,
        float(series.boundary.limit) if series.boundary else None,
        finest=0.0 if series.kpi.unit in OF_PARTS else 1.0,
    )


def undrawn_words(series: KpiSeries, language: str) -> str:
    """Why there is no chart."""
    _ = translations(language).gettext
    if any(point.number is not None for point in series.points):
        return _("Vanaf twee cijfers tekenen we het verloop.")
    return headline(series, language)


def rows_of(series: KpiSeries, language: str) -> list[SeriesRow]:
    """The newest period first."""
    return [_row(point, series, language) for point in reversed(series.points)]


def _spot(point: SeriesPoint, series: KpiSeries, language: str) -> Spot:
    row, lines = _row(point, series, language), point.lines
    text = ", ".join(part for part in (row.value, row.signals, row.boundary) if part)
    return Spot(
        name=row.period,
        text=text,
        value=None if point.number is None else float(point.number),
        lines=(float(lines.low), float(lines.middle), float(lines.high)) if lines else None,
        mark=_mark(point),
    )


def _mark(point: SeriesPoint) -> Mark:
    if point.boundary == "crossed":
        return "both" if point.signals else "crossed"
    return "signal" if point.signals else "ordinary"


def _row(point: SeriesPoint, series: KpiSeries, language: str) -> SeriesRow:
    _, write = translations(language).gettext, number_writer(series, language)
    words = {"crossed": _("overschreden"), "within": _("binnen de grens"), None: ""}
    counts = _("%(cases)s van %(of)s") % {"cases": point.cases, "of": point.of} if point.of is not None else ""
    return SeriesRow(
        period=formats.quarter(point.period, language),
        value=point_words(point, series, language),
        counts=counts,
        lines=f"{write(point.lines.low)} – {write(point.lines.high)}" if point.lines else "",
        signals="; ".join(signal_words(signal, language) for signal in point.signals),
        boundary=words[point.boundary],
    )
