"""Care pressure as a page shows it: the plot, the table, and what else is known beside it, never as a cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from frontend import formats
from frontend.drawing.funnel import FunnelDot, Line, funnel
from frontend.figure_view import in_words
from frontend.place_rows import PlaceRow, place_rows
from frontend.translations import translations
from frontend.verdict_words import noun_of
from frontend.written import value_words, written
from services.profiles.contract.funnel import Funnel
from services.profiles.contract.models import IndicatorView, ValueView
from services.profiles.contract.series import SeriesView
from services.profiles.contract.values import PlacedValue

THEMES = ("youth_care", "care")
USUAL = "youth_care_per_1000"
CONTEXT = ("social_minimum_share", "average_income_per_inhabitant", "divorced_share", "benefit_recipients_per_1000")
"""What the source documents name beside care: income, the social minimum, parents who separated, benefits."""
SHAPES = {
    "clearly_higher": "vv-fn-clear",
    "clearly_lower": "vv-fn-clear",
    "undecided_rounding": "vv-fn-unsure",
    "too_small": "vv-fn-unsure",
}


@dataclass(frozen=True, slots=True)
class ContextRow:
    """One place with what else is known of it, in the order of the columns."""

    name: str
    href: str
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year of a trend; without a number `text` says why, and `note` whether it is still the same place."""

    year: int
    text: str
    note: str


def measures_of(indicators: Sequence[IndicatorView]) -> list[IndicatorView]:
    """The parts of a group of people in care that the catalogue knows: only those can be judged."""
    return [item for item in indicators if item.theme in THEMES and item.kind in ("rate", "share") and item.formula]


def drawn_funnel(found: Funnel, rows: Sequence[PlaceRow], language: str) -> Markup | None:
    """The plot; None without a reference or without anybody to show."""
    if found.reference is None or not found.dots:
        return None
    _, indicator, by_key = translations(language).gettext, found.judged.indicator, {row.key: row for row in rows}
    lines = [
        Line(line.people, float(line.low95), float(line.high95), float(line.low998), float(line.high998))
        for line in found.limits
    ]
    dots = [
        FunnelDot(
            name=by_key[dot.key].name,
            href=f"#plek-{dot.key}",
            people=dot.people,
            rate=float(dot.rate),
            label=_said(by_key[dot.key], dot.people, indicator, language),
            css_class=SHAPES.get(by_key[dot.key].kind, "vv-fn-dot"),
        )
        for dot in found.dots
    ]
    noun = noun_of(indicator.denominator, language)
    return funnel(
        dots,
        lines,
        float(found.reference),
        _("Grafiek: hoeveel %(people)s er zijn, en hoeveel van hen hulp hebben. Hetzelfde staat in de tabel.")
        % {"people": noun},
        (_("aantal %(people)s") % {"people": noun}, indicator.unit_label),
        partial(formats.number, language=language),
    )


def reference_words(found: Funnel, language: str) -> str:
    """What the places are judged beside; empty when there is nothing."""
    if found.reference is None:
        return ""
    return written(found.reference, found.judged.indicator, language)


def context_rows(
    rows: Sequence[PlaceRow], columns: Sequence[IndicatorView], values: Sequence[PlacedValue], language: str
) -> list[ContextRow]:
    """What else is known of each place, by name."""
    by_code = {column.code: column for column in columns}
    known = {
        (value.place, value.indicator): value_words(
            ValueView(status=value.status, number=value.number), by_code[value.indicator], language
        )
        for value in values
    }
    unknown = translations(language).gettext("onbekend")
    named = sorted(rows, key=lambda row: row.number)
    return [ContextRow(row.name, row.href, [known.get((row.key, code), unknown) for code in by_code]) for row in named]


def year_rows(series: SeriesView, language: str) -> list[YearRow]:
    """The figure of each year, and what the place was in it."""
    told = {identity.year: identity for identity in series.years}
    (one,) = series.series
    return [
        YearRow(
            point.year,
            _refused(language) if point.identity == "broken" else in_words(point.value, one.indicator, language),
            told[point.year].explanation if point.year in told else "",
        )
        for point in one.points
    ]


def care_rows(found: Funnel, year: int, language: str, *, by_value: bool) -> list[PlaceRow]:
    """The places as the table shows them."""
    return place_rows(found.judged, year, language, by_value=by_value)


def _said(row: PlaceRow, people: int, indicator: IndicatorView, language: str) -> str:
    words = {
        "value": row.text,
        "count": formats.number(people, language),
        "people": noun_of(indicator.denominator, language),
    }
    sentence = translations(language).gettext("%(value)s, van %(count)s %(people)s") % words
    return f"{sentence}. {row.verdict}" if row.verdict else sentence


def _refused(language: str) -> str:
    return translations(language).gettext("geen cijfer: dit was toen een andere plek")
