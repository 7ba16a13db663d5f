"""Care pressure as a page shows it: each place with its verdicts, and beside it what else is known, not as a cause."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from frontend.origin import Origin, origin_of
from frontend.place_file import value_of
from frontend.place_rows import PlaceRow, place_rows
from frontend.translations import translations
from frontend.written import value_words
from services.profiles.contract.comparisons import IndicatorPlaces
from services.profiles.contract.funnel import Funnel
from services.profiles.contract.models import IndicatorView
from services.profiles.contract.series import SeriesView
from services.profiles.contract.values import ValuesPage

THEMES = ("youth_care", "care")
USUAL = "youth_care_per_1000"
CONTEXT = ("social_minimum_share", "average_income_per_inhabitant", "divorced_share", "benefit_recipients_per_1000")
"""What the source documents name beside care: income, the social minimum, parents who separated, benefits."""
CLEAR = ("clearly_higher", "clearly_lower")


@dataclass(frozen=True, slots=True)
class CareRow:
    """One place, and what else is known of it in the order of the columns."""

    place: PlaceRow
    context: Sequence[str]


@dataclass(frozen=True, slots=True)
class CareGroup:
    """The places of one district; `name` is empty when they stand together. `clear`: how many differ clearly."""

    name: str
    rows: Sequence[CareRow]

    @property
    def clear(self) -> int:
        return sum(row.place.kind in CLEAR for row in self.rows)


@dataclass(frozen=True, slots=True)
class Reference:
    """What the places stand beside: its figure, and what else is known of it."""

    name: str
    text: str
    context: Sequence[str]


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year of a trend; without a number `text` says why, and `note` whether it is still the same place."""

    year: int
    text: str
    note: str


def measures_of(indicators: Sequence[IndicatorView]) -> list[IndicatorView]:
    """The parts of a group of people in care that the catalogue knows: only those can be judged."""
    return [item for item in indicators if item.theme in THEMES and item.kind in ("rate", "share") and item.formula]


def context_columns(columns: Sequence[IndicatorView], language: str) -> list[tuple[str, str]]:
    """Code and a short name of each figure that stands beside care: the whole name is one click away."""
    _ = translations(language).gettext
    short = {
        "social_minimum_share": _("sociaal minimum"),
        "average_income_per_inhabitant": _("inkomen"),
        "divorced_share": _("gescheiden"),
        "benefit_recipients_per_1000": _("bijstand"),
    }
    return [(column.code, short.get(column.code, column.name)) for column in columns]


def care_groups(
    rows: Sequence[PlaceRow],
    columns: Sequence[IndicatorView],
    known: Sequence[ValuesPage],
    districts: Mapping[str, str],
    language: str,
) -> list[CareGroup]:
    """All places together, or those of each district by its name when there are `districts`."""
    texts = _texts(columns, known, language)
    of_place = [CareRow(row, _context(row.key, columns, texts, language)) for row in rows]
    if not districts:
        return [CareGroup("", of_place)]
    of_place.sort(key=lambda row: _district(row.place.key))
    groups = [(code, list(group)) for code, group in groupby(of_place, key=lambda row: _district(row.place.key))]
    return [CareGroup(districts.get(code, code), group) for code, group in groups]


def references(
    judged: IndicatorPlaces,
    beside: Sequence[tuple[str, str]],
    columns: Sequence[IndicatorView],
    known: Sequence[ValuesPage],
    language: str,
) -> list[Reference]:
    """The last two of `beside` are the municipality and the country; of all places together no more is known."""
    texts = _texts(columns, known, language)
    keys = ["", judged.municipality, "NL00"][-len(beside) :]
    return [
        Reference(name, text, _context(key, columns, texts, language) if key else [""] * len(columns))
        for key, (name, text) in zip(keys, beside, strict=True)
    ]


def context_origins(known: Iterable[ValuesPage], language: str) -> list[Origin]:
    """The releases that what stands beside care came from, each once."""
    releases = {release.release: release for page in known for release in page.releases}
    return [origin_of("", release, language) for release in releases.values()]


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


def _texts(columns: Sequence[IndicatorView], known: Sequence[ValuesPage], language: str) -> dict[tuple[str, str], str]:
    by_code = {column.code: column for column in columns}
    return {
        (value.place, value.indicator): value_words(value_of(value), by_code[value.indicator], language)
        for page in known
        for value in page.values
    }


def _context(
    key: str, columns: Sequence[IndicatorView], texts: Mapping[tuple[str, str], str], language: str
) -> list[str]:
    unknown = translations(language).gettext("onbekend")
    return [texts.get((key, column.code), unknown) for column in columns]


def _district(code: str) -> str:
    """CBS numbers a neighbourhood after its district."""
    return f"WK{code[2:8]}"


def _refused(language: str) -> str:
    return translations(language).gettext("geen cijfer")
