"""From figures, their indicator and their release to what the contract says of them."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal, localcontext

from services.kit.logging import language
from services.kit.texts import Texts
from services.profiles.contract.models import (
    AreaIndicatorValues,
    AreaValueView,
    FigureView,
    IndicatorView,
    KeyDivision,
    RegionFigureView,
    SourceView,
    ValueView,
)
from services.profiles.domain.aggregate import Reason, Total
from services.profiles.domain.division import AreaComposition
from services.profiles.domain.lineage import Followed
from services.profiles.store.catalogue import Catalogue
from services.profiles.store.queries import COUNTRY
from services.profiles.store.tables import Indicator, Release
from services.profiles.usecases.gather_figures import Gathered, Key
from services.profiles.usecases.read_region import RegionFigures

WHY_NOT = {
    Reason.COVERAGE_TOO_LOW: "below-coverage",
    Reason.WEIGHT_UNKNOWN: "weight-unknown",
    Reason.NO_WEIGHT_EXISTS: "cannot-aggregate",
    Reason.NOBODY: "nobody",
    Reason.NOT_DELIVERED: "not-delivered",
    Reason.NOT_COUNTED: "not-counted",
}


def value_view(total: Total, decimals: int, *, of_several: bool = False) -> ValueView:
    """The figure, rounded as the catalogue says; coverage only where regions were put together, rounded down.

    What the source itself says is never rounded below its own precision.
    """
    value = total.value.rounded(decimals, is_as_told=total.is_as_told)
    if value.number is not None and not of_several:
        return ValueView(status=value.status.value, number=value.number)
    return ValueView(
        status=value.status.value,
        number=value.number,
        coverage=_coverage(total) if of_several else None,
        is_estimate=total.is_estimate,
        reason=WHY_NOT.get(total.reason) if value.number is None else None,
    )


def is_of_several(followed: Followed) -> bool:
    """Whether a figure is put together: it then says on how much of the area it rests."""
    return len(followed.portions) > 1 or followed.is_estimate


def indicator_view(
    catalogue: Catalogue, row: Indicator, texts: Texts, areas_without: Sequence[str] | None = None
) -> IndicatorView:
    """The indicator in the language of this request."""
    now = language.get()
    return IndicatorView(
        code=row.code,
        name=_name(row, now),
        definition=row.definition_en if now == "en" else row.definition_nl,
        unit=row.unit,
        unit_label=texts.sentence(f"unit.{row.unit}", now) or row.unit,
        theme=row.theme,
        theme_label=texts.sentence(f"theme.{row.theme}", now) or row.theme,
        kind=row.kind,
        direction=row.direction,
        denominator=row.denominator,
        formula=_formula(catalogue, row, now),
        rounding=row.rounding,
        rounding_note=texts.sentence(f"rounding.{row.rounding}", now) or "",
        column=row.source_columns,
        decimals=row.decimals,
        is_key_figure=row.key_figure is not None,
        areas_without=None if areas_without is None else list(areas_without),
    )


def source_view(release: Release) -> SourceView:
    return SourceView(
        release=release.id,
        table=release.source_table,
        title=release.title,
        period=release.year,
        edition=release.edition,
        retrieved_on=release.retrieved,
        licence=release.licence,
        attribution=release.attribution,
        url=release.url,
    )


def figure_view(gathered: Gathered, code: str, area: AreaComposition, texts: Texts) -> FigureView:
    """One indicator for one area, beside municipality, country and every other area."""
    row = gathered.catalogue.indicators[code]
    areas = _area_values(gathered, row)
    municipality, country = gathered.of_municipality(code), gathered.of_country(code)
    source = gathered.source(code, *sorted(area.followed.codes))
    return FigureView(
        indicator=indicator_view(gathered.catalogue, row, texts),
        source=source_view(source),
        area=next(value.value for value in areas if value.area_id == area.id),
        municipality=value_view(municipality, row.decimals),
        municipality_source=_other_source(municipality, gathered.source(code), source),
        country=value_view(country, row.decimals),
        country_source=_other_source(country, gathered.source(code, COUNTRY), source),
        areas=areas,
    )


def area_indicator_values(key: Key, code: str, texts: Texts) -> AreaIndicatorValues:
    """One indicator for all areas, and every release their figures were made from: what a key freezes."""
    gathered, home = key.figures, key.home
    row = gathered.catalogue.indicators[code]
    behind = {area.id: gathered.releases(code, area) for area in gathered.division.areas}
    used = set().union(*behind.values())
    regions = (region for area in gathered.division.areas for region in sorted(area.followed.codes))
    return AreaIndicatorValues(
        indicator=indicator_view(gathered.catalogue, row, texts),
        names={"nl": row.name_nl, "en": row.name_en},
        source=source_view(gathered.source(code, *regions)),
        values=[value.model_copy(update={"releases": behind[value.area_id]}) for value in _area_values(gathered, row)],
        municipality=value_view(gathered.of_municipality(code), row.decimals),
        releases=[source_view(release) for name, release in gathered.catalogue.releases.items() if name in used],
        division=KeyDivision(
            municipality=home.installation.municipality,
            municipality_name=home.name,
            year=home.asked,
            composed_in=home.composed_in,
            version=key.division_version,
        ),
    )


def region_figure_view(figures: RegionFigures, code: str, texts: Texts) -> RegionFigureView:
    """One indicator for one region, beside the country."""
    row = figures.catalogue.indicators[code]
    country = figures.of_country(code)
    return RegionFigureView(
        indicator=indicator_view(figures.catalogue, row, texts),
        source=source_view(figures.source(code)),
        region=value_view(figures.of_region(code), row.decimals),
        country=value_view(country, row.decimals),
        country_source=_other_source(country, figures.country_source(code), figures.source(code)),
    )


def _other_source(total: Total, its_own: Release, beside: Release) -> SourceView | None:
    """The source of a number that stands beside one of another release."""
    if total.value.number is None or its_own.id == beside.id:
        return None
    return source_view(its_own)


def _area_values(gathered: Gathered, row: Indicator) -> list[AreaValueView]:
    return [
        AreaValueView(
            area_id=area.id,
            area_name=area.name,
            value=_area_value(gathered, row, area),
        )
        for area in gathered.division.areas
    ]


def _area_value(gathered: Gathered, row: Indicator, area: AreaComposition) -> ValueView:
    """The area's figure; without one, that its regions were other places then is what people must know."""
    value = value_view(gathered.of_area(row.code, area), row.decimals, of_several=is_of_several(area.followed))
    is_lost = value.status == "missing" and bool(area.followed.breaks)
    return value.model_copy(update={"reason": "identity-broken"}) if is_lost else value


def _coverage(total: Total) -> Decimal:
    with localcontext(prec=28):
        exact = Decimal(total.coverage.numerator) / Decimal(total.coverage.denominator)
    return exact.quantize(Decimal("0.0001"), rounding=ROUND_DOWN)


def _formula(catalogue: Catalogue, row: Indicator, now: str) -> str | None:
    if row.numerator and row.denominator:
        above, below = (_name(catalogue.indicators[code], now) for code in (row.numerator, row.denominator))
        return f"{above} / {below} × {row.factor}"
    return row.source_columns if "+" in row.source_columns else None


def _name(row: Indicator, now: str) -> str:
    return row.name_en if now == "en" else row.name_nl
