"""From compared places to what the contract says of them."""

from decimal import Decimal

from services.kit.logging import language
from services.kit.paging import PageView
from services.kit.texts import Texts
from services.profiles.api.figure_views import indicator_view, source_view, value_view
from services.profiles.api.verdict_views import difference_view, verdict_view
from services.profiles.contract.comparisons import (
    ComparedIndicator,
    Comparison,
    IndicatorPlaces,
    JudgedPlaceView,
    OtherPlaceView,
    PlaceValueView,
    PlaceView,
    ThemeView,
)
from services.profiles.contract.models import SourceView, ValueView
from services.profiles.domain.lineage import Portion
from services.profiles.store.queries import COUNTRY
from services.profiles.store.tables import Indicator
from services.profiles.usecases.compare_places import Compared, Place


def comparison_view(compared: Compared, texts: Texts, page: PageView | None = None) -> Comparison:
    """Places side by side, indicator by indicator."""
    return Comparison(
        year=compared.year,
        places=[_place_view(compared, place) for place in compared.places],
        themes=[
            ThemeView(code=theme, label=texts.sentence(f"theme.{theme}", language.get()) or theme)
            for theme in dict.fromkeys(row.theme for row in compared.catalogue.indicators.values())
        ],
        figures=[_compared_indicator(compared, code, texts) for code in compared.codes],
        page=page,
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
            OtherPlaceView(key=place.key, name=place.name, value=_value(compared, row, *place.parts))
            for place in compared.others
        ],
        differences=[difference_view(compared, row, place) for place in compared.places[1:]],
    )


def _place_value(compared: Compared, row: Indicator, place: Place) -> PlaceValueView:
    evidence = compared.evidence_of(row.code, place)
    below = evidence.denominator.published if evidence.denominator else None
    against = [("municipality", place.municipality), ("country", COUNTRY)]
    return PlaceValueView(
        place=place.key,
        value=_value(compared, row, *place.parts),
        denominator=None if below is None else round(Decimal(repr(below))),
        verdicts=[
            verdict_view(row, compared.verdict(row.code, place, reference), name, len(compared.others))
            for name, reference in against
            if reference and (reference,) != place.regions and compared.is_counted(row.code, reference)
        ],
        source=next((found for region in place.regions if (found := _source(compared, row.code, region))), None),
    )


def _value(compared: Compared, row: Indicator, *parts: str | Portion) -> ValueView:
    is_put_together = len(parts) > 1 or any(isinstance(part, Portion) for part in parts)
    return value_view(compared.total(row.code, *parts), row.decimals, of_several=is_put_together)


def _source(compared: Compared, code: str, region: str) -> SourceView | None:
    """The release of a region's own figure, or of what it is computed from."""
    release = compared.found.releases.get((region, compared.catalogue.recipes[code].numerator or code))
    return source_view(compared.catalogue.releases[release]) if release else None
