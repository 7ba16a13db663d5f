"""The v3 feed of CBS (ODataFeed): one record per region. ODataApi, beside it, stops at 10,000 records (trap 8)."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter

from services.kit.http import PatientReader
from services.profiles.sources.columns import Topic, columns_of, is_measure, stem
from services.profiles.sources.feed_terms import REGIONS, Told, day_of, only_regions
from services.profiles.sources.known import year_of
from services.profiles.sources.packed import titles_used_twice
from services.profiles.sources.pages import Record, gathered, page, pages, records
from services.profiles.sources.places import Once, region_of
from services.profiles.sources.refused import SourceRefused
from services.profiles.sources.table import SourceRow, SourceTable


async def read_v3(reader: PatientReader, root: str, table: str, year: int | None, told: Told) -> SourceTable:
    """Reads a table from `root`. Raises NotFound when it is not there, SourceRefused when it cannot be read rightly."""
    base = f"{root}/{table}"
    info = _one(records(await page(reader, f"{base}/TableInfos"), base), base)
    properties = await gathered(pages(reader, f"{base}/DataProperties"))
    only_regions([str(p["Key"]) for p in properties if not str(p.get("Type")).startswith("Topic")], table)
    title = str(info.get("Title") or table).strip()
    columns = columns_of(topics_v3(properties), titles_used_twice(), source=table)
    names = {str(r.get("Key")).strip(): str(r.get("Title")) for r in await gathered(pages(reader, f"{base}/{REGIONS}"))}
    expected = int(info["RecordCount"]) if info.get("RecordCount") is not None else None
    rows = await _rows(reader, f"{base}/TypedDataSet", [c.name for c in columns], names, lambda n: told(n, expected))
    if expected is not None and len(rows) != expected:
        raise SourceRefused("feed-incomplete", table=table, expected=expected, what="records", found=len(rows))
    about = year_of(table, table, year, said=str(info.get("Period")))
    changed = day_of(info.get("Modified"))
    return SourceTable.of_cbs(table, title, about, columns, rows, expected_rows=len(rows), modified=changed)


def topics_v3(properties: Sequence[Record]) -> list[Topic]:
    """The measures among DataProperties, with the path of their groups."""
    groups = {int(float(p["ID"])): p for p in properties}

    def path(of: Record) -> tuple[str, ...]:
        parent = groups.get(int(float(of["ParentID"]))) if of.get("ParentID") is not None else None
        return (*path(parent), str(parent["Title"]).strip()) if parent else ()

    return [
        Topic(
            name=str(p["Key"]),
            title=str(p["Title"]).strip(),
            path=path(p),
            unit=str(p.get("Unit") or "").strip(),
            decimals=int(float(p.get("Decimals") or 0)),
            description=str(p.get("Description") or "").strip(),
        )
        for p in properties
        if p.get("Type") == "Topic" and p.get("Datatype") != "String" and is_measure(stem(str(p["Key"])))
    ]


async def _rows(
    reader: PatientReader, address: str, keys: list[str], names: Mapping[str, str], told: Callable[[int], None]
) -> list[SourceRow]:
    rows: list[SourceRow] = []
    once = Once(address)
    pick = itemgetter(*keys) if len(keys) > 1 else lambda record: (record[keys[0]],)
    async for found in pages(reader, address):
        for record in found:
            number = len(rows) + 1
            try:
                code, cells = str(record[REGIONS]), pick(record)
            except KeyError as error:
                raise SourceRefused("page-broken", address=address, why=f"record {number} lacks {error}") from error
            named, flag = names.get(code.strip()) or str(record.get("Gemeentenaam_1") or ""), _flag(record)
            region = region_of(code, named, source=address, line=number, changed=flag)
            once.check(region.code, number)
            rows.append(SourceRow(number, region, cells))
        told(len(rows))
    return rows


def _flag(record: Record) -> str:
    return next((str(cell) for key, cell in record.items() if key.startswith("Indelingswijziging")), "")


def _one(found: list[Record], address: str) -> Record:
    if len(found) != 1:
        raise SourceRefused("page-broken", address=address, why=f"{len(found)} descriptions of one table")
    return found[0]
