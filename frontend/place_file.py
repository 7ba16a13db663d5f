"""Many places with a figure, and what else is known of them, as rows of a file: with the columns of a profile's."""

from collections.abc import Iterable, Sequence

from frontend.rows import Row, rows_of
from frontend.tile_words import Setting
from frontend.translations import translations
from services.profiles.contract.comparisons import ComparedIndicator, IndicatorPlaces, PlaceValueView
from services.profiles.contract.models import IndicatorView, SourceView, ValueView
from services.profiles.contract.series import SeriesView
from services.profiles.contract.values import PlacedValue, ValuesPage

NOTHING = ValueView(status="missing")


def judged_rows(judged: IndicatorPlaces, year: int, language: str, public_url: str) -> list[Row]:
    """A row for each place, by name, with its verdicts beside municipality and country."""
    names = {"municipality": judged.municipality_name, "country": translations(language).gettext("Nederland")}
    places = sorted(judged.places, key=lambda place: (place.name.casefold(), place.key))
    figure = ComparedIndicator(
        indicator=judged.indicator,
        places=[place.figure for place in places],
        municipality=judged.municipality_value,
        country=judged.country_value,
        municipality_source=judged.municipality_source,
        country_source=judged.country_source,
        others=[],
        differences=[],
    )
    settings = [
        Setting(place.key, place.name, judged.level, names, year, language, municipality=judged.municipality)
        for place in places
    ]
    return rows_of([figure], settings, public_url)


def known_rows(
    pages: Iterable[ValuesPage], indicators: Sequence[IndicatorView], year: int, language: str, public_url: str
) -> list[Row]:
    """A row for each figure of these pages: nothing is judged, so nothing stands beside it."""
    by_code = {indicator.code: indicator for indicator in indicators}
    rows = []
    for page in pages:
        sources = {release.release: release for release in page.releases}
        settings = {place.key: Setting(place.key, place.name, place.level, {}, year, language) for place in page.places}
        for value in page.values:
            source = next((sources[release] for release in value.releases if release in sources), None)
            place = PlaceValueView(place=value.place, value=value_of(value), verdicts=[], source=source)
            rows += _alone(by_code[value.indicator], place, settings[value.place], public_url)
    return rows


def year_rows(series: SeriesView, level: str, year: int, language: str, public_url: str) -> list[Row]:
    """A row for each year of a series."""
    (one,) = series.series
    setting = Setting(series.key, series.name, level, {}, year, language)
    return [
        row
        for point in one.points
        for row in _alone(one.indicator, _point(series.key, point.value, point.source), setting, public_url)
    ]


def value_of(value: PlacedValue) -> ValueView:
    """The value without where and when it is."""
    return ValueView(
        status=value.status,
        number=value.number,
        coverage=value.coverage,
        reason=value.reason,
        is_estimate=value.is_estimate,
    )


def _point(key: str, value: ValueView, source: SourceView | None) -> PlaceValueView:
    return PlaceValueView(place=key, value=value, verdicts=[], source=source)


def _alone(indicator: IndicatorView, place: PlaceValueView, setting: Setting, public_url: str) -> list[Row]:
    figure = ComparedIndicator(
        indicator=indicator, places=[place], municipality=NOTHING, country=NOTHING, others=[], differences=[]
    )
    return rows_of([figure], [setting], public_url)
