"""From compared places to what the contract says of them."""

from decimal import Decimal

from services.kit.texts import Texts
from services.profiles.api.figure_views import indicator_view, source_view, value_view
from services.profiles.contract.comparisons import (
    ComparedIndicator,
    Comparison,
    IndicatorPlaces,
    IntervalView,
    JudgedPlaceView,
    OtherPlaceView,
    PlaceValueView,
    PlaceView,
    VerdictView,
)
from services.profiles.contract.models import SourceView, ValueView
from services.profiles.domain.statistics.intervals import Interval
from services.profiles.domain.statistics.verdict import Verdict
from services.profiles.store.queries import COUNTRY
from services.profiles.store.tables import Indicator
from services.profiles.usecases.compare_places import Compared, Place

PER_PROPORTION = 100
"""A share that is not computed by us is a percentage: 0.145 is 14.5."""


def comparison_view(compared: Compared, texts: Texts) -> Comparison:
    """Places side by side, indicator by indicator."""
    return Comparison(
        year=compared.year,
        places=[_place_view(compared, place) for place in compared.places],
        themes=list(dict.fromkeys(row.theme for row in compared.catalogue.indicators.values())),
        figures=[_compared_indicator(compared, code, texts) for code in compared.codes],
    )


def indicator_places_view(compared: Compared, level: str, municipality: str, texts: Texts) -> IndicatorPlaces:
    """One indicator for all places of a level."""
    (code,) = compared.codes
    row = compared.catalogue.indicators[code]
    return IndicatorPlaces.model_validate(
        {
            "year": compared.year,
            "level": level,
            "indicator": indicator_view(compared.catalogue, row, texts),
            "municipality": municipality,
            "municipalityName": compared.municipality_name,
            "municipalityValue": _value(compared, row, municipality),
            "countryValue": _value(compared, row, COUNTRY),
            "municipalitySource": _source(compared, code, municipality),
            "countrySource": _source(compared, code, COUNTRY),
            "places": [
                JudgedPlaceView(key=place.key, name=place.name, figure=_place_value(compared, row, place))
                for place in compared.places
            ],
        }
    )


def verdict_view(row: Indicator, verdict: Verdict, against: str, compared: int) -> VerdictView:
    """A verdict in the unit of its indicator, one decimal finer than its figure."""

    def number(proportion: float) -> Decimal:
        return round(Decimal(repr(proportion)) * (row.factor or PER_PROPORTION), row.decimals + 1)

    def interval(of: Interval | None) -> IntervalView | None:
        return None if of is None else IntervalView(low=number(of.low), high=number(of.high))

    return VerdictView.model_validate(
        {
            "against": against,
            "kind": verdict.kind.value,
            "reason": verdict.reason and verdict.reason.value,
            "interval": interval(verdict.interval),
            "reference": None if verdict.reference is None else number(verdict.reference),
            "difference": None if verdict.difference is None else number(verdict.difference),
            "differenceInterval": interval(verdict.difference_interval),
            "moreNeeded": verdict.more_needed,
            "compared": compared,
            "isApproximation": verdict.is_approximation,
        }
    )


def _place_view(compared: Compared, place: Place) -> PlaceView:
    return PlaceView.model_validate(
        {
            "key": place.key,
            "name": place.name,
            "level": place.level,
            "municipality": place.municipality,
            "municipalityName": compared.municipality_name if place.municipality == compared.municipality else None,
            "regions": place.regions,
        }
    )


def _compared_indicator(compared: Compared, code: str, texts: Texts) -> ComparedIndicator:
    row, owner = compared.catalogue.indicators[code], compared.municipality
    return ComparedIndicator(
        indicator=indicator_view(compared.catalogue, row, texts),
        places=[_place_value(compared, row, place) for place in compared.places],
        municipality=_value(compared, row, owner) if owner else ValueView(status="not_applicable"),
        country=_value(compared, row, COUNTRY),
        municipality_source=_source(compared, code, owner) if owner else None,
        country_source=_source(compared, code, COUNTRY),
        others=[
            OtherPlaceView(key=place.key, name=place.name, value=_value(compared, row, *place.regions))
            for place in compared.others
        ],
    )


def _place_value(compared: Compared, row: Indicator, place: Place) -> PlaceValueView:
    evidence = compared.evidence(row.code, *place.regions)
    below = evidence.denominator.published if evidence.denominator else None
    against = [("municipality", place.municipality), ("country", COUNTRY)]
    return PlaceValueView(
        place=place.key,
        value=_value(compared, row, *place.regions),
        denominator=None if below is None else round(Decimal(repr(below))),
        verdicts=[
            verdict_view(row, compared.verdict(row.code, place, reference), name, len(compared.others))
            for name, reference in against
            if reference and (reference,) != place.regions
        ],
        source=next((found for region in place.regions if (found := _source(compared, row.code, region))), None),
    )


def _value(compared: Compared, row: Indicator, *regions: str) -> ValueView:
    return value_view(compared.total(row.code, *regions), row.decimals, of_several=len(regions) > 1)


def _source(compared: Compared, code: str, region: str) -> SourceView | None:
    """The release of a region's own figure, or of what it is computed from."""
    release = compared.found.releases.get((region, compared.catalogue.recipes[code].numerator or code))
    return source_view(compared.catalogue.releases[release]) if release else None
