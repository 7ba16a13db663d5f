"""One indicator as a map and a table: which shade, which hatch, which row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from frontend.drawing.choropleth import GAPS, SHADES, Shaded, choropleth, class_of
from frontend.drawing.classes import Classes, equal_classes
from frontend.drawing.outline import Polygon
from frontend.land_view import LegendItem
from frontend.place_rows import PlaceRow, place_rows
from frontend.translations import translations
from frontend.written import CENTS_IN, axis_writer, written
from services.profiles.contract.borders import Borders
from services.profiles.contract.comparisons import IndicatorPlaces
from services.profiles.contract.models import AreaMapView, IndicatorView

Shapes = Mapping[str, tuple[Polygon, ...]]


@dataclass(frozen=True, slots=True)
class IndicatorMap:
    """What the page shows. Without `drawing` no outline is known; `undrawn` are the places that have none."""

    rows: Sequence[PlaceRow]
    drawing: Markup | None
    legend: Sequence[LegendItem]
    step: str
    undrawn: Sequence[str]


def indicator_map(
    judged: IndicatorPlaces, shapes: Shapes, title: str, year: int, language: str, *, by_value: bool
) -> IndicatorMap:
    """The table of all places, and the map of those that have an outline."""
    rows, indicator = place_rows(judged, year, language, by_value=by_value), judged.indicator
    classes = equal_classes([row.value for row in rows if row.value is not None], indicator.decimals)
    drawn = [row for row in sorted(rows, key=lambda row: row.number) if row.key in shapes]
    return IndicatorMap(
        rows=rows,
        drawing=choropleth([_shaded(row, shapes, classes, indicator) for row in drawn], title) if drawn else None,
        legend=_legend(drawn, classes, indicator, language),
        step=_written(classes.step, indicator, language) if classes else "",
        undrawn=[row.name for row in rows if row.key not in shapes] if drawn else [],
    )


def shapes_of_regions(borders: Borders) -> Shapes:
    """The outlines of regions by code."""
    return {border.id: _polygons(border.geometry) for border in borders.features}


def shapes_of_areas(shapes: AreaMapView) -> Shapes:
    """The outlines of areas by id."""
    return {shape.area_id: _frozen(shape.polygons) for shape in shapes.shapes if shape.polygons}


def outlines_named(borders: Borders) -> str:
    """Where the outlines come from, each source once."""
    return "; ".join(dict.fromkeys(border.properties.source for border in borders.features))


def _polygons(geometry: Mapping[str, Any]) -> tuple[Polygon, ...]:
    coordinates = geometry["coordinates"]
    return _frozen([coordinates] if geometry["type"] == "Polygon" else coordinates)


def _frozen(polygons: Any) -> tuple[Polygon, ...]:
    return tuple(
        tuple(tuple((float(point[0]), float(point[1])) for point in ring) for ring in polygon) for polygon in polygons
    )


def _shaded(row: PlaceRow, shapes: Shapes, classes: Classes | None, indicator: IndicatorView) -> Shaded:
    shade = classes.of(row.value) if classes and row.value is not None else None
    said = f"{row.text}. {row.verdict}" if row.verdict else row.text
    return Shaded(row.key, row.name, row.number, row.href, shapes[row.key], class_of(row.status, shade), said)


def _legend(
    rows: Sequence[PlaceRow], classes: Classes | None, indicator: IndicatorView, language: str
) -> list[LegendItem]:
    """Each class with its limits, and each hatch that is on the map."""
    _ = translations(language).gettext
    items = []
    limits = classes.limits if classes else ()
    for index, (low, high) in enumerate(pairwise(limits)):
        is_last = index == len(limits) - 2
        sentence = _("%(low)s tot en met %(high)s") if is_last else _("%(low)s tot %(high)s")
        words = {"low": _short(low, indicator, language), "high": _short(high, indicator, language)}
        items.append(LegendItem(SHADES[index], sentence % words))
    absent = {row.status: row.text for row in rows if row.status != "number"}
    return [*items, *(LegendItem(GAPS[status], words) for status, words in absent.items())]


def _written(value: float, indicator: IndicatorView, language: str) -> str:
    return written(Decimal(repr(value)), indicator, language)


def _short(value: float, indicator: IndicatorView, language: str) -> str:
    """As at the ends of an axis: the unit is told once, under the legend."""
    return axis_writer(indicator.unit, language)(value * CENTS_IN.get(indicator.unit, 1))
