"""Reading outlines of regions from GeoJSON, as CBS and PDOK publish them."""

import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.profiles.sources.lines import BROKEN, check_file
from services.profiles.sources.places import level_of
from services.profiles.sources.refused import SourceRefused
from services.profiles.sources.shapes import Elsewhere, Misshapen, check_shape

# The smallest first: a neighbourhood's feature also names its district and municipality.
CODES = ("statcode", "buurtcode", "bu_code", "wijkcode", "wk_code", "gemeentecode", "gm_code", "code")
NAMES = ("statnaam", "buurtnaam", "bu_naam", "wijknaam", "wk_naam", "gemeentenaam", "gm_naam", "name", "naam")
SOURCES = ("bron", "source")
YEARS = ("jaar", "year")
WGS84 = re.compile(r"(CRS:?84|EPSG:+(?:[0-9.]*:)?4326)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceBorder:
    """The outline of a region: GeoJSON geometry in WGS84; `source` says where the outline comes from."""

    code: str
    name: str
    level: str  # municipality, district or neighbourhood
    geometry: dict[str, Any]
    source: str


def read_borders(path: Path, *, year: int | None = None) -> list[SourceBorder]:
    """Reads a FeatureCollection (gzip allowed). Raises SourceRefused: other projection, outside the Netherlands, a
    shape that cannot be drawn, a code that comes twice, or features that say they are of another year than asked."""
    collection = _collection(path)
    _check_projection(collection, path)
    found: dict[str, SourceBorder] = {}
    for number, feature in enumerate(collection["features"], 1):
        border = _border(feature, number, path, year)
        if border.code in found:
            raise SourceRefused("border-twice", file=path.name, line=number, code=border.code)
        found[border.code] = border
    return list(found.values())


def _collection(path: Path) -> dict[str, Any]:
    check_file(path)
    content = path.read_bytes()
    try:
        found = json.loads(gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content)
    except (ValueError, *BROKEN) as error:
        raise SourceRefused("borders-unreadable", file=path.name, why=str(error)) from error
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list) or not features or not all(isinstance(each, dict) for each in features):
        raise SourceRefused("borders-unreadable", file=path.name, why="no features")
    return dict(found)


def _check_projection(collection: Mapping[str, Any], path: Path) -> None:
    """GeoJSON is WGS84 unless the file says otherwise in the older `crs` member, as many exports do."""
    crs = collection.get("crs")
    name = str(crs.get("properties", {}).get("name") if isinstance(crs, dict) else crs) if crs else "CRS84"
    if not WGS84.search(name):
        raise SourceRefused("borders-projection", file=path.name, found=name)


def _border(feature: Mapping[str, Any], number: int, path: Path, year: int | None) -> SourceBorder:
    given = feature.get("properties")
    properties = {str(name).lower(): value for name, value in (given if isinstance(given, dict) else {}).items()}
    code = _first(properties, CODES)
    level = level_of(code)
    if level is None or level == "country":
        raise SourceRefused("border-code-absent", file=path.name, line=number, looked=", ".join(CODES))
    said = _first(properties, YEARS)
    if year is not None and said and said != str(year):
        raise SourceRefused("year-differs", source=path.name, found=said, asked=year)
    geometry = feature.get("geometry")
    try:
        check_shape(geometry)
    except Misshapen as wrong:
        raise SourceRefused("border-broken", file=path.name, line=number, code=code, why=wrong) from wrong
    except Elsewhere as wrong:
        longitude, latitude = wrong.point
        raise SourceRefused(
            "borders-elsewhere", file=path.name, line=number, code=code, longitude=longitude, latitude=latitude
        ) from wrong
    assert isinstance(geometry, dict)  # check_shape saw to it.
    return SourceBorder(code, _first(properties, NAMES), level, dict(geometry), _first(properties, SOURCES))


def _first(properties: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((str(properties[name]).strip() for name in names if properties.get(name) not in (None, "")), "")
