"""From lists of regions and pages of figures to what the contract says of them."""

from asyncio import sleep

from fastapi import Request

from services.kit.logging import language
from services.kit.paging import Window, page_view
from services.profiles.api.figure_views import is_of_several, source_view, value_view
from services.profiles.contract.regions import RegionView
from services.profiles.contract.values import (
    AbsentPlace,
    IndicatorRef,
    PlacedValue,
    PlaceInYear,
    ReleaseView,
    ValuesPage,
)
from services.profiles.store.catalogue import Catalogue
from services.profiles.store.region_queries import ListedRegion
from services.profiles.store.tables import Release
from services.profiles.usecases.list_rows import Asked, Row
from services.profiles.usecases.read_values import Values

CHANGES = {1: "none", 2: "code", 3: "borders"}


def region_view(region: ListedRegion, year: int) -> RegionView:
    return RegionView.model_validate(
        {
            "code": region.code,
            "name": region.name,
            "level": region.level,
            "parent": region.parent,
            "municipality": region.municipality,
            "year": year,
            "change": CHANGES.get(region.changed or 0),
            "hasOutline": region.has_outline,
        }
    )


async def values_page(values: Values, asked: Asked, request: Request, window: Window) -> ValuesPage:
    """One page of figures; every place, indicator and release in it is told once."""
    told: list[PlacedValue] = []
    for row, some in values.pairs:
        told += [_value(values, row, code) for code in some]
        await sleep(0)  # A full page takes most of a second: others are answered in between.
    used = {release for value in told for release in value.releases}
    codes = dict.fromkeys(code for _, some in values.pairs for code in some)
    return ValuesPage(
        as_of=asked.as_of,
        places=[_place(row) for row, _ in values.pairs],
        indicators=[_indicator(values.catalogue, code) for code in codes],
        values=told,
        releases=[_release(row) for release, row in values.catalogue.releases.items() if release in used],
        absent=[AbsentPlace(key=key, year=year) for key, year in values.absent],
        page=page_view(request, window, values.total),
    )


def _value(values: Values, row: Row, code: str) -> PlacedValue:
    decimals, of_several = values.catalogue.indicators[code].decimals, is_of_several(row.followed)
    shown = value_view(values.figure(row, code), decimals, of_several=of_several)
    return PlacedValue(
        place=row.key,
        year=row.year,
        indicator=code,
        status=shown.status,
        number=shown.number,
        coverage=shown.coverage,
        reason=shown.reason,
        is_estimate=shown.is_estimate,
        releases=values.releases(row, code),
    )


def _place(row: Row) -> PlaceInYear:
    return PlaceInYear.model_validate(
        {"key": row.key, "year": row.year, "name": row.name, "level": row.level, "municipality": row.municipality}
    )


def _indicator(catalogue: Catalogue, code: str) -> IndicatorRef:
    row = catalogue.indicators[code]
    return IndicatorRef(code=code, name=row.name_en if language.get() == "en" else row.name_nl, unit=row.unit)


def _release(row: Release) -> ReleaseView:
    return ReleaseView(**source_view(row).model_dump(), published_on=row.published_on)
