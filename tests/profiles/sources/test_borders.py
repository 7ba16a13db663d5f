"""Outlines are read from GeoJSON, or refused when they cannot be drawn where they belong."""

import json
from pathlib import Path
from typing import Any

import pytest

from services.profiles.sources.borders import read_borders
from services.profiles.sources.refused import SourceRefused
from services.profiles.sources.shapes import crossing
from tests.profiles.sources.excerpts import PIECES

SQUARE = [[4.7, 52.0], [4.8, 52.0], [4.8, 52.1], [4.7, 52.1], [4.7, 52.0]]


def feature(ring: list[list[float]] = SQUARE, **properties: Any) -> dict[str, Any]:
    given = {"statcode": "WK190101", "statnaam": "Bodegraven-Noord", "jaar": 2024, "bron": "CBS"} | properties
    return {"type": "Feature", "properties": given, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def written(folder: Path, *features: dict[str, Any], **members: Any) -> Path:
    path = folder / "wijken.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features), **members}))
    return path


def refusal_of(path: Path, year: int | None = None) -> SourceRefused:
    with pytest.raises(SourceRefused) as caught:
        read_borders(path, year=year)
    assert path.name in str(caught.value)
    return caught.value


def test_borders_come_with_code_name_level_and_source() -> None:
    found = read_borders(PIECES / "wijken_2024_bodegraven.geojson", year=2024)
    assert [border.code for border in found] == [f"WK19010{number}" for number in range(1, 8)]
    assert (found[0].name, found[0].level, found[0].geometry["type"]) == ("Bodegraven-Noord", "district", "Polygon")
    assert found[0].source.startswith("cartomap/nl")


def test_trap_1_borders_of_another_year_are_refused() -> None:
    refused = refusal_of(PIECES / "wijken_2024_bodegraven.geojson", year=2020)
    assert (refused.slug, refused.facts["found"], refused.facts["asked"]) == ("year-differs", "2024", 2020)


def test_a_neighbourhood_is_known_by_its_own_code_not_its_districts(tmp_path: Path) -> None:
    properties = {"statcode": None, "buurtcode": "BU19010101", "buurtnaam": "Meije", "wijkcode": "WK190101"}
    (border,) = read_borders(written(tmp_path, feature(**properties, gemeentecode="GM1901")))
    assert (border.code, border.level) == ("BU19010101", "neighbourhood")


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::28992", "EPSG:28992", "EPSG:3857"])
def test_another_projection_is_refused_and_named(tmp_path: Path, name: str) -> None:
    refused = refusal_of(written(tmp_path, feature(), crs={"type": "name", "properties": {"name": name}}))
    assert (refused.slug, refused.facts["found"]) == ("borders-projection", name)


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"])
def test_wgs84_is_known_by_its_names(tmp_path: Path, name: str) -> None:
    assert read_borders(written(tmp_path, feature(), crs={"type": "name", "properties": {"name": name}}))


@pytest.mark.parametrize(
    "ring",
    [
        [[112000, 460000], [113000, 460000], [113000, 461000], [112000, 460000]],  # National grid, in metres.
        [[b, a] for a, b in SQUARE],  # Latitude first.
        [*SQUARE[:2], [8.4, 52.1], *SQUARE[3:]],
    ],
)
def test_a_point_outside_the_netherlands_is_refused(tmp_path: Path, ring: list[list[float]]) -> None:
    assert refusal_of(written(tmp_path, feature(ring))).slug == "borders-elsewhere"


BOW_TIE = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]


@pytest.mark.parametrize(
    ("ring", "why"),
    [
        (SQUARE[:-1], "not closed"),
        ([SQUARE[0], SQUARE[1], SQUARE[0]], "not closed"),
        ([SQUARE[0], SQUARE[1], SQUARE[0], SQUARE[0]], "without area"),
        (BOW_TIE, "crosses itself"),
        ([["a", "b"]] * 4, "not pairs of numbers"),
        ([[4.7, None]] * 4, "not pairs of numbers"),
        ([], "not closed"),
    ],
)
def test_what_cannot_be_drawn_is_refused(tmp_path: Path, ring: Any, why: str) -> None:
    refused = refusal_of(written(tmp_path, feature(ring)))
    assert refused.slug == "border-broken"
    assert why in str(refused)


@pytest.mark.parametrize(
    "geometry",
    [None, {"type": "Point", "coordinates": [4.7, 52]}, {"type": "Polygon"}, {"type": "Polygon", "coordinates": []}],
)
def test_a_geometry_that_is_no_area_is_refused(tmp_path: Path, geometry: Any) -> None:
    assert refusal_of(written(tmp_path, feature() | {"geometry": geometry})).slug == "border-broken"


def test_a_ring_that_touches_itself_is_fine() -> None:
    touching = [(4.0, 52.0), (5.0, 52.0), (4.5, 52.5), (5.0, 53.0), (4.0, 53.0), (4.5, 52.5), (4.0, 52.0)]
    assert crossing(touching) is None  # type: ignore[arg-type]


def test_a_code_that_comes_twice_or_is_absent_is_refused(tmp_path: Path) -> None:
    assert refusal_of(written(tmp_path, feature(), feature())).slug == "border-twice"
    assert refusal_of(written(tmp_path, feature(statcode="NL00"))).slug == "border-code-absent"
    assert refusal_of(written(tmp_path, feature(statcode=None))).slug == "border-code-absent"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"features": []}', '{"features": [1]}', "\x00"])
def test_what_is_no_collection_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "borders.geojson"
    path.write_text(content)
    assert refusal_of(path).slug == "borders-unreadable"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "absent.geojson").slug == "file-absent"
