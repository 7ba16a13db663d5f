"""Outlines of regions as GeoJSON (RFC 7946): longitude and latitude in WGS84, outer rings counter-clockwise."""

from typing import Any, Literal

from pydantic import Field

from services.kit.contract import Reply, Year
from services.profiles.contract.comparisons import Level


class BorderProperties(Reply):
    """Which region, and of which year and source its outline is: the nearest in years with the same name."""

    code: str
    name: str
    level: Level
    year: Year = Field(description="the year of the outline, which need not be the year that was asked")
    source: str


class Border(Reply):
    """One region; `geometry` is a Polygon or a MultiPolygon."""

    type: Literal["Feature"] = "Feature"
    id: str
    geometry: dict[str, Any]
    properties: BorderProperties


class Borders(Reply):
    """The regions of a level that have an outline, by code; those without are not in it."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: list[Border]
