"""Care pressure as a page shows it: the plot, the table, and what else is known beside it, never as a cause."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontend.place_rows import PlaceRow, place_rows
from frontend.translations import translations
from frontend.written import value_words
from services.profiles.contract.funnel import Funnel
from services.profiles.contract.models import IndicatorView, ValueView
from services.profiles.contract.series import SeriesView
from services.profiles.contract.values import PlacedValue

THEMES = ("youth_care", "care")
USUAL = "youth_care_per_1000"
CONTEXT = ("social_minimum_share", "average_income_per_inhabitant", "divorced_share", "benefit_recipients_per_1000")
"""What the source documents name beside care: income, the social minimum, parents who separated, benefits."""


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
            _refused(language) if point.identity == "broken" else value_words(point.value, one.indicator, language),
            told[point.year].explanation if point.year in told else "",
        )
        for point in one.points
    ]


def care_rows(found: Funnel, year: int, language: str, *, by_value: bool) -> list[PlaceRow]:
    """The places as the table shows them."""
    return place_rows(found.judged, year, language, by_value=by_value)


def _refused(language: str) -> str:
    return translations(language).gettext("geen cijfer")
