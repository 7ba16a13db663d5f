"""A figure over the years, as far as each year is about the same place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from frontend.difference_words import how_much, leaves_out_nothing
from frontend.drawing.spark import Quarter, quarter_line
from frontend.translations import translations
from frontend.verdict_words import change_words
from frontend.written import axis_writer, on_scale, short_words, value_words
from services.profiles.contract.models import SourceView
from services.profiles.contract.series import ChangeView, IndicatorSeries, SeriesView, YearIdentity

LEAST_YEARS = 2


@dataclass(frozen=True, slots=True)
class Trend:
    """The line, the same in words, what can be said of the last year beside the first, and the sources per year.

    `verdict` and `much` (how large the difference is) are empty when nothing can be said; `change` is the same as data.
    """

    drawing: Markup
    words: str
    verdict: str
    much: str
    change: ChangeView | None
    sources: Sequence[tuple[str, SourceView | None]]


@dataclass(frozen=True, slots=True)
class Trends:
    """Of one place, by the code of the indicator. `notes` say of which year it was another place, or divided anew.

    `newest`: the last year that has a number, and that number in words, also when there is only one.
    """

    of: dict[str, Trend] = field(default_factory=dict)
    notes: Sequence[str] = ()
    newest: dict[str, tuple[int, str]] = field(default_factory=dict)


def trends_of(series: SeriesView, language: str) -> Trends:
    """A trend for each indicator with a number in two years or more."""
    found = {one.indicator.code: _trend(one, language) for one in series.series if _has_enough(one)}
    notes = [identity_words(year, language) for year in series.years if year.identity != "same"]
    newest = {one.indicator.code: last for one in series.series if (last := _newest(one, language))}
    return Trends(found, notes, newest)


def _newest(series: IndicatorSeries, language: str) -> tuple[int, str] | None:
    known = [point for point in series.points if point.value.status == "number"]
    if not known:
        return None
    last = max(known, key=lambda point: point.year)
    return last.year, short_words(last.value, series.indicator, language)


def together(trends: Iterable[Trends]) -> Trends:
    """Of several themes of one place; what is said of a year is said once."""
    found = list(trends)
    of = {code: trend for one in found for code, trend in one.of.items()}
    newest = {code: last for one in found for code, last in one.newest.items()}
    return Trends(of, list(dict.fromkeys(note for one in found for note in one.notes)), newest)


def identity_words(year: YearIdentity, language: str) -> str:
    """What the place is in one year, and what we leave out when it may be another place."""
    if year.identity != "broken":
        return year.explanation
    sentence = translations(language).gettext("Daarom laten we over %(year)s geen cijfer zien.")
    return f"{year.explanation} {sentence % {'year': year.year}}"


def change_size(series: IndicatorSeries, language: str) -> str:
    """How much the last year differs from the first; empty without a verdict."""
    change = series.change
    if change is None or change.kind == "no_figure":
        return ""
    than = translations(language).gettext("in %(year)s") % {"year": change.first_year}
    much = how_much(change.difference, change.interval, than, series.indicator, language)
    if change.kind.startswith("clearly") or not leaves_out_nothing(change.interval):
        return much
    strict = translations(language).gettext(
        "Keken we alleen naar dit cijfer, dan leek het verschil echt. Maar we keken naar %(count)s cijfers tegelijk, "
        "en dan springt er vaker een door toeval uit"
    )
    return f"{much}. {strict % {'count': change.compared}}"


def _has_enough(series: IndicatorSeries) -> bool:
    return sum(point.value.status == "number" for point in series.points) >= LEAST_YEARS


def _trend(series: IndicatorSeries, language: str) -> Trend:
    indicator = series.indicator
    words = [(str(point.year), value_words(point.value, indicator, language)) for point in series.points]
    years = [
        Quarter(year, on_scale(point.value, indicator), text)
        for (year, text), point in zip(words, series.points, strict=True)
    ]
    return Trend(
        quarter_line(years, axis_writer(indicator.unit, language)),
        ", ".join(f"{year}: {text}" for year, text in words),
        change_words(series.change, language),
        change_size(series, language),
        series.change,
        [(str(point.year), point.source) for point in series.points if point.value.status == "number"],
    )
