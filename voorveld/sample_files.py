"""Reads the real CBS data in `sample/`; what each file holds stands in `sample/README.md`. Standard library only."""

import csv
import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).resolve().parent.parent / "sample"
MAPPINGS = SAMPLE / "region_mappings.csv"  # Read as any file of mappings is.


@dataclass(frozen=True, slots=True)
class Postcode:
    """The most frequent four digits of a neighbourhood of 2020."""

    postcode: str
    neighbourhood: str


@dataclass(frozen=True, slots=True)
class Region:
    """A CBS region in one year. A code may be another place in another year: compare names before you follow it."""

    year: int
    code: str
    level: str  # country, municipality, district or neighbourhood
    name: str
    municipality: str | None
    parent: str | None
    changed: (
        int | None
    )  # 1 unchanged, 2 other code, 3 other borders, against the year before only; None: CBS does not say


@dataclass(frozen=True, slots=True)
class SampleValue:
    """One figure of one region in one release; `number` is there exactly when the status is `number`.

    `region` is "" for a whole column in which nothing was published yet.
    """

    release: str
    region: str
    indicator: str
    status: str  # number, not_published, missing or not_applicable
    number: Decimal | None


@dataclass(frozen=True, slots=True)
class Release:
    """One state of one CBS table, with what must be said about its origin. A date that is None is unknown."""

    id: str
    table: str
    title: str
    year: int
    edition: str  # first or later
    modified: date | None
    retrieved: date | None
    licence: str
    attribution: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of the catalogue. With a `numerator` the figure is not stored: numerator / denominator × factor."""

    code: str
    columns: tuple[str, ...]  # stems of CBS columns; more than one is a sum; none for a ratio
    theme: str
    name_nl: str
    name_en: str
    definition_nl: str
    definition_en: str
    unit: str
    kind: str  # count, share, average or rate
    numerator: str | None
    denominator: str | None  # weighs shares and averages; None: cannot be put together over regions
    base: str | None  # the population it is about: nobody there is not_applicable; weighs the coverage of counts
    factor: int | None
    minimum_base: int  # below this a computed ratio is too_small
    decimals: int
    rounding: str
    direction: str  # neutral, higher_heavier or lower_heavier
    key_figure: int | None  # place on the first screen


@dataclass(frozen=True, slots=True)
class Border:
    """The outline of a region in one year: GeoJSON geometry in WGS84; `source` says where CBS's outline comes from."""

    code: str
    year: int
    level: str
    municipality: str
    source: str
    geometry: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SampleArea:
    """One area of a municipality: an id for life, a name, and the district codes it consists of."""

    id: str
    name: str
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleAreas:
    """How a municipality is divided from `year` on, and whose division it is."""

    municipality: str
    year: int
    note_nl: str
    note_en: str
    areas: tuple[SampleArea, ...]


def iter_postcodes(folder: Path = SAMPLE) -> Iterator[Postcode]:
    """Reads the most frequent four digits of each neighbourhood of the five municipalities in 2020."""
    for row in _rows(folder / "postcodes.csv"):
        yield Postcode(row["postcode"], row["neighbourhood"])


def iter_regions(folder: Path = SAMPLE) -> Iterator[Region]:
    """Reads every region of 2019 (The Hague, the Netherlands) and 2020 (five municipalities, the Netherlands)."""
    for row in _rows(folder / "regions.csv"):
        changed = int(row["changed"]) if row["changed"] else None
        yield Region(
            int(row["year"]),
            row["code"],
            row["level"],
            row["name"],
            row["municipality"] or None,
            row["parent"] or None,
            changed,
        )


def iter_values(folder: Path = SAMPLE) -> Iterator[SampleValue]:
    """Reads every figure; a region and indicator occur at most once per year of the release."""
    for row in _rows(folder / "values.csv.gz"):
        number = Decimal(row["number"]) if row["number"] else None
        yield SampleValue(row["release"], row["region"], row["indicator"], row["status"], number)


def iter_releases(folder: Path = SAMPLE) -> Iterator[Release]:
    """Reads the releases the figures come from."""
    for row in _rows(folder / "releases.csv"):
        yield Release(
            row["id"],
            row["table"],
            row["title"],
            int(row["year"]),
            row["edition"],
            date.fromisoformat(row["modified"]) if row["modified"] else None,
            date.fromisoformat(row["retrieved"]) if row["retrieved"] else None,
            row["licence"],
            row["attribution"],
            row["url"],
            row["note"],
        )


def iter_indicators(folder: Path = SAMPLE) -> Iterator[Indicator]:
    """Reads the catalogue in the order in which people see it."""
    for row in _rows(folder / "indicators.csv"):
        yield Indicator(
            code=row["code"],
            columns=tuple(row["column"].split("+")) if row["column"] else (),
            theme=row["theme"],
            name_nl=row["name_nl"],
            name_en=row["name_en"],
            definition_nl=row["definition_nl"],
            definition_en=row["definition_en"],
            unit=row["unit"],
            kind=row["kind"],
            numerator=row["numerator"] or None,
            denominator=row["denominator"] or None,
            base=row["base"] or None,
            factor=int(row["factor"]) if row["factor"] else None,
            minimum_base=int(row["minimum_base"]),
            decimals=int(row["decimals"]),
            rounding=row["rounding"],
            direction=row["direction"],
            key_figure=int(row["key_figure"]) if row["key_figure"] else None,
        )


def iter_borders(folder: Path = SAMPLE) -> Iterator[Border]:
    """Reads the outlines of districts and municipalities."""
    for feature in json.loads(_text(folder / "borders.geojson.gz"))["features"]:
        yield Border(**feature["properties"], geometry=feature["geometry"])


def areas_of(municipality: str, folder: Path = SAMPLE) -> SampleAreas | None:
    """Reads how a municipality is divided; None when the sample does not know it."""
    found = json.loads(_text(folder / "areas.json")).get(municipality)
    if found is None:
        return None
    areas = tuple(SampleArea(area["id"], area["name"], tuple(area["regions"])) for area in found["areas"])
    return SampleAreas(municipality, found["year"], found["note_nl"], found["note_en"], areas)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(_text(path), newline=""))


def _text(path: Path) -> str:
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
