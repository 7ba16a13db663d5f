"""The report of a quarter as data for its PDF: the words and numbers of its page, in the same order."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from frontend import formats
from frontend.drawing.scale import scale_for
from frontend.report_money import money_rows, money_words
from frontend.report_view import (
    ReportFigure,
    breach_rows,
    corrections_of,
    decision_rows,
    delivered_words,
    figures_of,
    later_words,
    remarks_of,
)
from frontend.signal_words import number_writer
from frontend.translations import translations
from services.monitoring.contract.reports import QuarterReport
from services.monitoring.contract.signals import KpiSeries

Words = Callable[[str], str]


def report_data(
    report: QuarterReport, area_names: Mapping[str, str], state: str, today: date, language: str
) -> dict[str, Any]:
    """`state` is where it stands, in words; `today` decides what is over."""
    _ = translations(language).gettext
    figures = figures_of(report, language)
    said = report.own_words or _("De partner schreef er niets bij.")
    limits = [f"{each.series.kpi.name}. {each.boundary}" for each in figures if each.boundary]
    sections = [
        _quality(report, today, language),
        _section(_("De cijfers"), figures=[_figure(each, language) for each in figures]),
        _referrals(report, language),
        _section(_("De grenzen"), limits or [_("De afspraak noemt geen grens bij een cijfer.")]),
        _section(_("Het geld"), money_words(report, language), *_money_table(report, language)),
        _section(_("Wat de partner wil zeggen"), [said]),
    ]
    if returned := remarks_of(report, language):
        sections.append(_section(_("Teruggestuurd"), returned))
    if report.accepted_at:
        sections.append(_later(report, area_names, language))
    if decided := decision_rows(report, language):
        head = [_("Besloten op"), _("grens"), _("wat"), _("besluit")]
        sections.append(_section(_("Na het accepteren besloten"), (), head, decided))
    return {
        "title": _("Verslag over het %(quarter)s") % {"quarter": formats.quarter(report.quarter, language)},
        "partner": report.partner.name,
        "state": _("Stand: %(state)s.") % {"state": state},
        "language": language,
        "sections": sections,
    }


def _section(
    title: str,
    paragraphs: Sequence[str] = (),
    head: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    figures: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    return {"title": title, "paragraphs": paragraphs, "head": head, "rows": rows, "figures": figures}


def _quality(report: QuarterReport, today: date, language: str) -> dict[str, Any]:
    _, own = translations(language).gettext, report.content.quality
    rows = [
        (_("leveringen"), str(own.deliveries)),
        (_("regels geweigerd"), str(own.refused)),
        (_("cijfers verbeterd"), str(own.changed)),
        (_("cijfers teruggetrokken"), str(own.withdrawn)),
    ]
    return _section(
        _("Hoe de cijfers binnenkwamen"), [delivered_words(report, today, language)], [_("Wat"), _("aantal")], rows
    )


def _figure(figure: ReportFigure, language: str) -> dict[str, Any]:
    _ = translations(language).gettext
    words = [figure.headline, figure.target, *figure.baseline, figure.series.kpi.definition]
    title = _("Grafiek van %(kpi)s. Hetzelfde staat in de tabel.") % {"kpi": figure.series.kpi.name}
    return {
        "name": figure.series.kpi.name,
        "paragraphs": [each for each in words if each],
        "chart": _chart(figure.series, title, language) if figure.chart else None,
        "head": [_("Periode"), _("cijfer"), _("gewoon is"), _("signaal"), _("grens")],
        "rows": [(row.period, row.value, row.lines, row.signals, row.boundary) for row in figure.rows],
    }


def _chart(series: KpiSeries, alternative: str, language: str) -> dict[str, Any]:
    _, write = translations(language).gettext, number_writer(series, language)
    target = float(series.target.target) if series.target else None
    boundary = float(series.boundary.limit) if series.boundary else None
    spots = [
        {
            "value": None if point.number is None else float(point.number),
            "lines": [float(line) for line in (point.lines.low, point.lines.middle, point.lines.high)]
            if point.lines
            else None,
            "signal": bool(point.signals),
            "crossed": point.boundary == "crossed",
        }
        for point in series.points
    ]
    levels = [level for level in (target, boundary) if level is not None]
    numbers = [float(point.number) for point in series.points if point.number is not None]
    up = scale_for([*numbers, *levels, *(float(p.lines.high) for p in series.points if p.lines)], 0, 1)
    return {
        "alt": alternative,
        "key": _(
            "Ruit: signaal. Vierkant: grens overschreden. Grijs: wat gewoon is. Korte streepjes: midden. "
            "Lange streepjes: doel. Dikke lijn: grens."
        ),
        "spots": spots,
        "target": target,
        "boundary": boundary,
        "low": up.low,
        "high": up.high,
        "low_words": write(up.low),
        "high_words": write(up.high),
        "first": formats.quarter(series.points[0].period, language),
        "last": formats.quarter(series.points[-1].period, language),
    }


def _referrals(report: QuarterReport, language: str) -> dict[str, Any]:
    _, own = translations(language).gettext, report.content.referrals
    facts = {"total": own.total, "outside": own.outside}
    said = _("Aantal: %(total)s. Buiten een grens van de afspraak: %(outside)s.") % facts
    rows = [(rule, state, str(count)) for rule, state, count in breach_rows(report, language)]
    head = [_("Grens"), _("stand"), _("aantal")]
    return _section(_("Doorverwijzingen in dit kwartaal"), [said], head, rows)


def _money_table(report: QuarterReport, language: str) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    _ = translations(language).gettext
    return [_("Kwartaal"), _("uitgegeven, zegt de partner")], money_rows(report, language)


def _later(report: QuarterReport, area_names: Mapping[str, str], language: str) -> dict[str, Any]:
    _ = translations(language).gettext
    rows = [
        (row.when, row.figure, row.place, row.period, row.value) for row in corrections_of(report, area_names, language)
    ]
    head = [_("Ontvangen"), _("cijfer"), _("gebied"), _("periode"), _("waarde")]
    referred = later_words(report, language)
    said = [referred] if referred else [] if rows or report.later_decisions else [_("Tot nu toe niets.")]
    return _section(_("Na het accepteren veranderd"), said, head, rows)
