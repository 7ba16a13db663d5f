"""The v4 feed of CBS: one record per observation, so a row per region must be put together (trap 8)."""

from collections.abc import Mapping, Sequence

from services.kit.http import PatientReader
from services.profiles.sources.columns import Topic, columns_of
from services.profiles.sources.feed_terms import REGIONS, Told, day_of, only_regions
from services.profiles.sources.known import year_of
from services.profiles.sources.packed import titles_used_twice
from services.profiles.sources.pages import Record, gathered, page, pages
from services.profiles.sources.places import region_of
from services.profiles.sources.refused import SourceRefused
from services.profiles.sources.table import Cell, SourceRow, SourceTable


async def read_v4(reader: PatientReader, root: str, table: str, year: int | None, told: Told) -> SourceTable:
    """Reads a table from `root`. Raises NotFound when it is not there, SourceRefused when it cannot be read rightly."""
    base = f"{root}/{table}"
    info = await page(reader, f"{base}/Properties")
    dimensions = [str(d.get("Identifier")) for d in await gathered(pages(reader, f"{base}/Dimensions"))]
    only_regions(dimensions, table)
    groups = await gathered(pages(reader, f"{base}/MeasureGroups"))
    topics = topics_v4(await gathered(pages(reader, f"{base}/MeasureCodes")), groups)
    regions = await gathered(pages(reader, f"{base}/{REGIONS}Codes"))
    names = {str(r.get("Identifier")).strip(): str(r.get("Title") or "") for r in regions}
    places = {topic.name: place for place, topic in enumerate(topics)}
    count = info.get("ObservationCount")
    cells = await _pivot(reader, f"{base}/Observations", places, None if count is None else int(count), table, told)
    rows = [
        SourceRow(number, region_of(code, names.get(code, ""), source=base, line=number), row)
        for number, (code, row) in enumerate(cells.items(), 1)
    ]
    title, columns = str(info.get("Title") or table).strip(), columns_of(topics, titles_used_twice(), source=table)
    about = year_of(table, table, year, said=str(info.get("TemporalCoverage")))
    changed = day_of(info.get("Modified"))
    return SourceTable.of_cbs(table, title, about, columns, rows, expected_rows=len(rows), modified=changed)


def topics_v4(measures: Sequence[Record], groups: Sequence[Record]) -> list[Topic]:
    """The measures of MeasureCodes, with the path of their groups."""
    by_id = {g["Id"]: g for g in groups}

    def path(group: str | None) -> tuple[str, ...]:
        found = by_id.get(group)
        return (*path(found.get("ParentId")), str(found["Title"]).strip()) if found else ()

    return [
        Topic(
            name=str(m["Identifier"]),
            title=str(m["Title"]).strip(),
            path=path(m.get("MeasureGroupId")),
            unit=str(m.get("Unit") or "").strip(),
            decimals=int(m.get("Decimals") or 0),
            description=str(m.get("Description") or "").strip(),
        )
        for m in measures
        if m.get("DataType") != "String"
    ]


async def _pivot(
    reader: PatientReader, address: str, places: Mapping[str, int], expected: int | None, table: str, told: Told
) -> dict[str, list[Cell]]:
    """A row of cells per region code. Raises SourceRefused for an observation that comes twice or is not complete."""
    rows: dict[str, list[Cell]] = {}
    seen: dict[str, bytearray] = {}
    found = 0
    async for records in pages(reader, address):
        for record in records:
            code, place = str(record.get(REGIONS, "")).strip(), places.get(str(record.get("Measure", "")).strip())
            if place is None:  # A postcode or name: text, and no measure of ours.
                continue
            if seen.setdefault(code, bytearray(len(places)))[place]:
                raise SourceRefused("page-broken", address=address, why=f"an observation of {code} comes twice")
            seen[code][place] = 1
            rows.setdefault(code, [None] * len(places))[place] = _cell(record)
        found += len(records)
        told(len(rows), None)
    if expected is not None and found != expected:
        raise SourceRefused("feed-incomplete", table=table, expected=expected, what="observations", found=found)
    return rows


def _cell(record: Record) -> Cell:
    """The number, or CBS's word for why there is none."""
    value: Cell = record.get("Value")
    said = record.get("ValueAttribute")
    return value if value is not None or said in (None, "None") else str(said)
