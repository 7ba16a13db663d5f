"""What can be said of a figure over time, in words: signals, target, boundary, and where the lines come from."""

from collections.abc import Callable, Sequence

from frontend import formats
from frontend.translations import translations
from services.monitoring.contract.signals import KpiSeries, SeriesPoint, SignalView

Write = Callable[[object], str]


def number_writer(series: KpiSeries, language: str) -> Write:
    """Numbers of this figure, with a sign where it is a percentage or an amount."""
    if series.kpi.unit == "euros":
        return lambda value: formats.euro(round(float(value) * 100), language)  # type: ignore[arg-type]
    sign = "%" if series.kpi.unit == "percent" else ""
    return lambda value: f"{formats.number(value, language=language)}{sign}"  # type: ignore[arg-type]


def signal_words(signal: SignalView, language: str) -> str:
    """What is unusual, and whether that is the good side."""
    _ = translations(language).gettext
    words = {
        ("outside", "high"): _("hoger dan toeval verklaart"),
        ("outside", "low"): _("lager dan toeval verklaart"),
        ("two_of_three_near", "high"): _("twee van de drie vlak bij de bovenste lijn"),
        ("two_of_three_near", "low"): _("twee van de drie vlak bij de onderste lijn"),
        ("run", "high"): _("zeven of meer achter elkaar boven het midden"),
        ("run", "low"): _("zeven of meer achter elkaar onder het midden"),
        ("trend", "high"): _("zeven of meer achter elkaar steeds hoger"),
        ("trend", "low"): _("zeven of meer achter elkaar steeds lager"),
    }[(signal.rule, signal.side)]
    if signal.is_better is None:
        return words
    return f"{words} ({_('de goede kant op') if signal.is_better else _('de verkeerde kant op')})"


def point_words(point: SeriesPoint, series: KpiSeries, language: str) -> str:
    """The number of a period, or why there is none."""
    _ = translations(language).gettext
    if point.number is not None:
        return number_writer(series, language)(point.number)
    return {
        "too_small": _("te klein om te tonen"),
        "not_delivered": _("geen cijfer"),
        "no_share": _("de twee aantallen passen niet bij elkaar"),
    }[point.status]


def headline(series: KpiSeries, language: str) -> str:
    """The verdict over the newest number, in one sentence."""
    _ = translations(language).gettext
    known = [point for point in series.points if point.number is not None]
    if not known:
        return no_lines_words(series, language) if series.no_lines else _("Er is geen cijfer om te laten zien.")
    last = known[-1]
    facts = {"period": formats.quarter(last.period, language), "value": point_words(last, series, language)}
    if series.no_lines:
        return f"{facts['period']}: {facts['value']}. {no_lines_words(series, language)}"
    if last.lines is None:
        return _("%(period)s: %(value)s. Het gaat om te weinig mensen om te zeggen of dat toeval is.") % facts
    if not last.signals:
        return _("%(period)s: %(value)s. Dat is een gewone schommeling, geen signaal.") % facts
    what = "; ".join(signal_words(signal, language) for signal in last.signals)
    return _("%(period)s: %(value)s. Dat is een signaal: %(what)s.") % (facts | {"what": what})


def no_lines_words(series: KpiSeries, language: str) -> str:
    """Why nothing can be said of chance."""
    _ = translations(language).gettext
    return {
        "too_few": _("Nog te weinig om iets te zeggen. Vanaf zes cijfers zien we wat gewoon is."),
        "too_much_hidden": _("Te veel cijfers zijn te klein om te tonen. Wat gewoon is, kunnen we dan niet zeggen."),
        "no_variation": _("Het cijfer was steeds gelijk. Wat een gewone schommeling is, weten we dus niet."),
        "choose_area": _("Dit cijfer kun je niet optellen over gebieden. Kies een gebied."),
        "nothing_delivered": _("Er is nog niets geleverd."),
    }[series.no_lines or "nothing_delivered"]


def target_words(series: KpiSeries, language: str) -> str:
    """Whether the target is met by itself; empty without a target."""
    _ = translations(language).gettext
    if series.target is None:
        return ""
    sentence = {
        "always": _("Het doel van %(target)s wordt steeds gehaald, zolang er niets verandert."),
        "sometimes": _("Het doel van %(target)s wordt de ene keer wel en de andere keer niet gehaald. Dat is toeval."),
        "never": _("Het doel van %(target)s wordt zo niet gehaald. Daarvoor moet er iets veranderen."),
        None: _("Het doel is %(target)s. Of dat steeds gehaald wordt, kunnen we nog niet zeggen."),
    }[series.target.verdict]
    return sentence % {"target": number_writer(series, language)(series.target.target)}


def boundary_words(series: KpiSeries, language: str) -> str:
    """In which periods the boundary was crossed; empty without a boundary."""
    _ = translations(language).gettext
    if series.boundary is None:
        return ""
    limit = number_writer(series, language)(series.boundary.limit)
    if series.kpi.direction == "neutral":
        return _("De grens is %(limit)s. De afspraak zegt niet aan welke kant het cijfer moet blijven.") % {
            "limit": limit
        }
    at_least = series.kpi.direction == "higher_is_better"
    rule = _("De grens is minstens %(limit)s.") if at_least else _("De grens is hooguit %(limit)s.")
    crossed = ", ".join(formats.quarter(period, language) for period in series.boundary.crossed)
    said = (
        _("Overschreden in: %(periods)s.") % {"periods": crossed}
        if crossed
        else _("In deze cijfers is hij niet overschreden.")
    )
    return f"{rule % {'limit': limit}} {said}"


def baseline_words(series: KpiSeries, language: str) -> Sequence[str]:
    """From which numbers the lines come, and how sure they are."""
    _ = translations(language).gettext
    own = series.baseline
    if own is None or series.no_lines:
        return []
    facts = {
        "first": formats.quarter(own.first, language),
        "last": formats.quarter(own.last, language),
        "count": own.numbers,
    }
    said = [_("De lijnen komen uit %(count)s cijfers, van %(first)s tot en met %(last)s.") % facts]
    if own.is_trial:
        said.append(_("Dat zijn er minder dan twaalf. De lijnen zijn nog voorlopig."))
    if own.hidden:
        said.append(
            _("Cijfers die te klein zijn om te tonen, tellen hier niet mee. Dat zijn er %(count)s.")
            % {"count": own.hidden}
        )
    return said


def formula_words(series: KpiSeries, language: str) -> str:
    """How the lines are worked out."""
    _ = translations(language).gettext
    if series.chart == "shares":
        return _(
            "Het midden is alle gevallen gedeeld door iedereen. De lijnen zijn p ± 3,09 × √(p × (1 − p) / n): "
            "hoe minder mensen (n), hoe verder uit elkaar."
        )
    return _(
        "Het midden is het gemiddelde. De lijnen zijn het gemiddelde ± 2,66 × de gemiddelde stap tussen twee "
        "cijfers na elkaar. Stappen van meer dan 3,268 × het gemiddelde tellen daarbij niet mee."
    )
