"""The report of a quarter as its page shows it: each figure with its chart and words, and the boundaries apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from frontend import formats
from frontend.referral_words import decision_words, rule_words, state_words, step_words
from frontend.series_view import SeriesRow, drawn_series, rows_of
from frontend.signal_words import baseline_words, boundary_words, headline, number_writer, target_words
from frontend.translations import translations
from services.monitoring.contract.reports import Correction, LaterDecision, QuarterReport
from services.monitoring.contract.signals import KpiSeries


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """One figure of the report. `boundary` is empty without one."""

    series: KpiSeries
    headline: str
    target: str
    baseline: Sequence[str]
    chart: Markup | None
    rows: Sequence[SeriesRow]
    boundary: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A value that came after the report was accepted."""

    when: str
    figure: str
    place: str
    period: str
    value: str


def standing_words(report: QuarterReport, language: str) -> str:
    """Where the report stands and what comes next, in one or two sentences."""
    _ = translations(language).gettext
    if report.state == "returned":
        return _("De gemeente stuurde het terug. De partner past het aan en dient het opnieuw in.")
    if report.accepted_at:
        said = _("Geaccepteerd op %(date)s. De inhoud is sindsdien niet veranderd.")
        return said % {"date": formats.date(report.accepted_at, language)}
    if report.submitted_at:
        said = _("Ingediend op %(date)s. De gemeente leest het nu.")
        return said % {"date": formats.date(report.submitted_at, language)}
    return _("Het verslag groeit mee met de cijfers, tot de gemeente het accepteert.")


def figures_of(report: QuarterReport, language: str) -> list[ReportFigure]:
    """In the order of the agreement."""
    later = _agreed_later(report, language)
    return [
        ReportFigure(
            series,
            headline(series, language) if series.points else later.get(series.kpi.code, headline(series, language)),
            target_words(series, language),
            baseline_words(series, language),
            drawn_series(series, language),
            rows_of(series, language),
            boundary_words(series, language),
        )
        for series in report.content.kpis
    ]


def corrections_of(report: QuarterReport, area_names: Mapping[str, str], language: str) -> list[CorrectionRow]:
    """In the order they came."""
    series = {each.kpi.code: each for each in report.content.kpis}
    return [_correction(each, series.get(each.kpi), area_names, language) for each in report.corrections]


def _correction(
    value: Correction, series: KpiSeries | None, area_names: Mapping[str, str], language: str
) -> CorrectionRow:
    _ = translations(language).gettext
    place = area_names.get(value.area_id, value.area_id) if value.area_id else _("hele gemeente")
    write = number_writer(series, language) if series else str
    return CorrectionRow(
        when=formats.datetime(value.received_at, language),
        figure=series.kpi.name if series else value.kpi,
        place=place,
        period=formats.quarter(value.period, language),
        value=_("teruggetrokken") if value.number is None else write(value.number),
    )


def breach_rows(report: QuarterReport, language: str) -> list[tuple[str, str, int]]:
    """Which boundary of the agreement, in which state the cases are, and how many."""
    _ = translations(language).gettext
    rules = rule_words(_)
    states = state_words(_)
    return [
        (rules.get(each.rule, each.rule), states[each.state], each.count) for each in report.content.referrals.breaches
    ]


def remarks_of(report: QuarterReport, language: str) -> list[str]:
    """What the municipality said each time it sent the report back, with the day."""
    return [f"{formats.date(step.at, language)}: {step.remarks}" for step in report.steps if step.step == "returned"]


def later_words(report: QuarterReport, language: str) -> str:
    """What came after acceptance beside figures; empty when nothing did."""
    _ = translations(language).gettext
    if not report.later_referrals:
        return ""
    return _("Verwijzingen van dit kwartaal die later kwamen of veranderden: %(count)s.") % {
        "count": report.later_referrals
    }


def decision_rows(report: QuarterReport, language: str) -> list[tuple[str, str, str, str]]:
    """What was decided in cases after acceptance: when, about which boundary, what, and whether it goes on."""
    _ = translations(language).gettext
    rules, steps, decisions = rule_words(_), step_words(_), decision_words(_)
    return [
        (
            formats.date(each.decided_at, language),
            rules.get(each.rule, each.rule),
            _step(each, steps, language),
            decisions[each.decision],
        )
        for each in report.later_decisions
    ]


def _step(decided: LaterDecision, steps: Mapping[str, str], language: str) -> str:
    _ = translations(language).gettext
    until = _("tot en met %(date)s") % {"date": formats.date(decided.ends_on, language)} if decided.ends_on else ""
    beside = ", ".join(each for each in (decided.document, until) if each)
    return f"{steps[decided.step]} ({beside})" if beside else steps[decided.step]


def _agreed_later(report: QuarterReport, language: str) -> dict[str, str]:
    """Of what was not agreed yet in the quarter, or in a month of it, by code: since when it is."""
    _ = translations(language).gettext
    return {
        each.kpi: _("Afgesproken vanaf %(date)s.") % {"date": formats.date(each.agreed_on, language)}
        for each in report.content.quality.agreed_later
    }


def delivered_words(report: QuarterReport, today: date, language: str) -> str:
    """How much came, and in time, until when; and what was not agreed yet, and so is not counted."""
    _, own = translations(language).gettext, report.content.quality
    if own.agreed_later and not own.expected:
        return " ".join([_("Toen dit kwartaal liep, was er nog niets afgesproken."), *_not_counted(report, language)])
    last = _("De laatste dag is %(date)s.") if today <= own.due_on else _("De laatste dag was %(date)s.")
    last_day = last % {"date": formats.date(own.due_on, language)}
    return " ".join([_counted(report, today, language), last_day, *_not_counted(report, language)])


def _counted(report: QuarterReport, today: date, language: str) -> str:
    """Before the last day, and while it is not frozen, more can come."""
    ngettext, own = translations(language).ngettext, report.content.quality
    counted = (
        ngettext(
            "Van de %(expected)s afgesproken cijfers kwam er tot nu toe %(delivered)s binnen.",
            "Van de %(expected)s afgesproken cijfers kwamen er tot nu toe %(delivered)s binnen.",
            own.delivered,
        )
        if not report.accepted_at and today <= own.due_on
        else ngettext(
            "Van de %(expected)s afgesproken cijfers kwam er %(delivered)s binnen, en %(in_time)s op tijd.",
            "Van de %(expected)s afgesproken cijfers kwamen er %(delivered)s binnen, en %(in_time)s op tijd.",
            own.delivered,
        )
    )
    return counted % {"expected": own.expected, "delivered": own.delivered, "in_time": own.on_time}


def _not_counted(report: QuarterReport, language: str) -> list[str]:
    _ = translations(language).gettext
    names = {series.kpi.code: series.kpi.name for series in report.content.kpis}
    return [
        _("%(kpi)s is afgesproken vanaf %(date)s. Wat toen voorbij was, telt niet mee.")
        % {"kpi": names.get(each.kpi, each.kpi), "date": formats.date(each.agreed_on, language)}
        for each in report.content.quality.agreed_later
    ]
