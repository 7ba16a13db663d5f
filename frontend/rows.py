"""What a page shows, as rows: one for each figure of each place, with everything that belongs to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from frontend.figure_view import absent_words, column_of, edition_word, note_on, why_none
from frontend.place_words import kind_of, profile_of
from frontend.tile_words import Setting
from frontend.translations import translations
from frontend.trend import Trend
from frontend.verdict_words import pair_words, reference_name, verdict_words
from services.profiles.contract.comparisons import ComparedIndicator, PlaceValueView, VerdictView
from services.profiles.contract.models import SourceView, ValueView

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of one place. A status is a code; `…_words` and `verdict_…` are for people."""

    place: str
    name: str
    kind: str
    municipality: str | None
    theme: str
    indicator: str
    figure: str
    value: Decimal | None
    unit: str
    status: str
    status_words: str
    remark: str
    coverage: Decimal | None
    interval_low: Decimal | None
    interval_high: Decimal | None
    group_size: Decimal | None
    municipality_value: Decimal | None
    municipality_status: str | None
    verdict_municipality: str | None
    verdict_municipality_words: str
    municipality_difference: Decimal | None
    municipality_difference_low: Decimal | None
    municipality_difference_high: Decimal | None
    reference: Decimal | None
    unplaced: Decimal | None
    country_value: Decimal | None
    country_status: str | None
    verdict_country: str | None
    verdict_country_words: str
    country_difference: Decimal | None
    country_difference_low: Decimal | None
    country_difference_high: Decimal | None
    verdict_first_place: str | None
    verdict_first_place_words: str
    difference: Decimal | None
    difference_low: Decimal | None
    difference_high: Decimal | None
    more_needed: int | None
    compared: int | None
    is_approximation: bool
    over_years: str
    change: str | None
    change_words: str
    change_since: int | None
    change_difference: Decimal | None
    change_low: Decimal | None
    change_high: Decimal | None
    period: int | None
    source: str
    table: str
    release: str
    edition: str
    retrieved_on: str
    licence: str
    source_url: str
    municipality_release: str
    country_release: str
    column: str
    formula: str
    rounding: str
    definition: str
    page: str


def rows_of(
    figures: Iterable[ComparedIndicator],
    settings: Sequence[Setting],
    public_url: str,
    municipalities: Mapping[tuple[str, str], PlaceValueView] = MappingProxyType({}),
) -> list[Row]:
    """The rows of these figures for the places of `settings`, in the order in which both were given.

    `municipalities`: by code and indicator, those the places lie in; what is not there is that of the first place.
    """
    return [
        _row(figure, setting, index, settings[0].name, public_url, municipalities)
        for figure in figures
        for index, setting in enumerate(settings)
    ]


def _row(
    figure: ComparedIndicator,
    setting: Setting,
    index: int,
    first: str,
    public_url: str,
    municipalities: Mapping[tuple[str, str], PlaceValueView],
) -> Row:
    place, indicator, language = figure.places[index], figure.indicator, setting.language
    found = {verdict.against: verdict for verdict in place.verdicts}
    pair = next((each for each in figure.differences if each.place == setting.key), None)
    judged = next((verdict for verdict in place.verdicts if verdict.interval), None)
    owner = municipalities.get((setting.municipality, indicator.code))
    beside = {"municipality": owner.value if owner else figure.municipality, "country": figure.country}
    owner_source = owner.source if owner else figure.municipality_source
    source, trend = place.source, setting.trends.of.get(indicator.code)
    return Row(
        place=setting.key,
        name=setting.name,
        kind=kind_of(setting.level, language),
        municipality=setting.names.get("municipality"),
        theme=indicator.theme_label or indicator.theme,
        indicator=indicator.code,
        figure=indicator.name,
        value=_number(place.value),
        unit=indicator.unit_label or indicator.unit,
        status=place.value.status,
        status_words=status_words(place.value, language),
        remark=note_on(place.value, language) or why_none(place.value, source.edition if source else "", language),
        coverage=place.value.coverage,
        interval_low=judged.interval.low if judged and judged.interval else None,
        interval_high=judged.interval.high if judged and judged.interval else None,
        group_size=place.denominator,
        municipality_value=_number(beside["municipality"]) if "municipality" in found else None,
        municipality_status=beside["municipality"].status if "municipality" in found else None,
        verdict_municipality=_kind(found.get("municipality")),
        verdict_municipality_words=_words(found.get("municipality"), figure, place, setting),
        **_differences("municipality", found.get("municipality")),
        reference=found["municipality"].reference if "municipality" in found else None,
        unplaced=found["municipality"].unplaced if "municipality" in found else None,
        country_value=_number(beside["country"]) if "country" in found else None,
        country_status=beside["country"].status if "country" in found else None,
        verdict_country=_kind(found.get("country")),
        verdict_country_words=_words(found.get("country"), figure, place, setting),
        **_differences("country", found.get("country")),
        verdict_first_place=pair.kind if pair else None,
        verdict_first_place_words=pair_words(pair, first, language) if pair else "",
        difference=pair.difference if pair else None,
        difference_low=pair.interval.low if pair and pair.interval else None,
        difference_high=pair.interval.high if pair and pair.interval else None,
        more_needed=next((verdict.more_needed for verdict in place.verdicts if verdict.more_needed), None),
        compared=place.verdicts[0].compared if place.verdicts else None,
        is_approximation=any(verdict.is_approximation for verdict in place.verdicts),
        over_years=trend.words if trend else "",
        **_change(trend),
        period=source.period if source else None,
        source=source.attribution.removeprefix("Bron: ") if source else "",
        table=source.table if source else "",
        release=source.release if source else "",
        edition=edition_word(source.edition, language) if source else "",
        retrieved_on=source.retrieved_on.isoformat() if source and source.retrieved_on else "",
        licence=source.licence if source else "",
        source_url=source.url if source else "",
        municipality_release=_release(owner_source) if "municipality" in found else "",
        country_release=_release(figure.country_source) if "country" in found else "",
        column=column_of(indicator.column),
        formula=indicator.formula or "",
        rounding=indicator.rounding_note,
        definition=indicator.definition,
        page=f"{public_url}{profile_of(setting.year, setting.key)}?thema={indicator.theme}",
    )


def status_words(value: ValueView, language: str) -> str:
    """The status for people: a number is a number, also when it is 0."""
    if value.status == "number":
        return translations(language).gettext("getal")
    return absent_words(value, language)


def _words(verdict: VerdictView | None, figure: ComparedIndicator, place: PlaceValueView, setting: Setting) -> str:
    if verdict is None or place.value.status != "number" or verdict.against not in setting.names:
        return ""
    name = reference_name(verdict, setting.names[verdict.against], setting.level, setting.language)
    return verdict_words(verdict, name, figure.indicator.denominator, setting.language)


def _differences(against: str, verdict: VerdictView | None) -> dict[str, Any]:
    """The difference with its 95% interval, under the names of the columns of a row."""
    interval = verdict.difference_interval if verdict else None
    return {
        f"{against}_difference": verdict.difference if verdict else None,
        f"{against}_difference_low": interval.low if interval else None,
        f"{against}_difference_high": interval.high if interval else None,
    }


def _change(trend: Trend | None) -> dict[str, Any]:
    """The last year beside the first, under the names of the columns of a row."""
    change = trend.change if trend else None
    return {
        "change": change.kind if change else None,
        "change_words": trend.verdict if trend else "",
        "change_since": change.first_year if change else None,
        "change_difference": change.difference if change else None,
        "change_low": change.interval.low if change and change.interval else None,
        "change_high": change.interval.high if change and change.interval else None,
    }


def _kind(verdict: VerdictView | None) -> str | None:
    return verdict.kind if verdict else None


def _number(value: ValueView) -> Decimal | None:
    return value.number if value.status == "number" else None


def _release(source: SourceView | None) -> str:
    return source.release if source else ""


def dots_of(figures: Iterable[ComparedIndicator]) -> dict[str, list[dict[str, object]]]:
    """What the strips draw: per indicator every place of the kind."""
    return {
        figure.indicator.code: [
            {"place": other.key, "name": other.name, "value": _number(other.value), "status": other.value.status}
            for other in figure.others
        ]
        for figure in figures
    }
