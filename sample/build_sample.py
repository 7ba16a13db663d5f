"""Packs the real CBS figures of five municipalities into the small files of this folder.

Run it by hand when the source files or the catalogue change; nothing runs it at start:

    python sample/build_sample.py ../shared/data

It reads `cbs/` and `cbs-national/` below the folder you name, and `indicators.csv` beside this file; it writes
`regions.csv`, `values.csv.gz`, `releases.csv`, `postcodes.csv` and `borders.geojson.gz`. The same input gives the same
bytes.
Standard library only.
"""

import argparse
import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MUNICIPALITIES = ("GM0014", "GM0392", "GM0518", "GM1509", "GM1901")
LEVELS = {"Land": "country", "Gemeente": "municipality", "Wijk": "district", "Buurt": "neighbourhood"}
MAP_MISSING = Decimal(-99999999)  # How CBS writes "no figure" in the attributes of its maps.

Row = Mapping[str, str]
Figure = tuple[str, Decimal | None]  # A status of `values.csv.gz`, and the number when the status is "number".


@dataclass(frozen=True)
class Release:
    """One state of one CBS table; two downloads of the same table differ."""

    id: str
    table: str
    year: int
    edition: str
    modified: str
    note: str


RELEASES = (
    Release(
        "84583NED-2019",
        "84583NED",
        2019,
        "later",
        "",
        "The Hague and the Netherlands only. All columns are filled, so this is a later release; its date is unknown. "
        "The number of divorced people comes from the untyped download of the same table, without the Netherlands.",
    ),
    Release(
        "84799NED-2020-first",
        "84799NED",
        2020,
        "first",
        "2021-03-26",
        "Date from the TableInfos record of the table, whose description fits these columns. Youth care, income, "
        "education and housing are not yet published. The number of divorced people comes from the download of the "
        "whole country, equal in all other columns; also for The Hague, whose later extract lacks that column.",
    ),
    Release(
        "84799NED-2020-later",
        "84799NED",
        2020,
        "later",
        "",
        "The Hague only: homes and their ownership have been filled in since the first release; its date is unknown.",
    ),
)


def stems() -> Mapping[str, str]:
    """The stem of each key of 2019 and 2020; a title that occurs twice (apartments) carries its group."""
    with (HERE / "cbs_columns.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["stem"] for row in csv.DictReader(file) if row["table"] == "84799NED"}


STEMS = stems()


def stem(column: str) -> str:
    """Gives a column's name without its number, in lower case: numbers and capitals differ from year to year."""
    if column in STEMS:
        return STEMS[column]
    head, _, tail = column.rpartition("_")
    return (head if head and tail.isdigit() else column).lower()


def read(path: Path) -> dict[str, Row]:
    """Reads a CBS file (`,` or `;`, BOM, padding and gzip allowed): rows by region code, columns by stem."""
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = text.decode("utf-8-sig").splitlines()
    delimiter = ";" if lines[0].count(";") > lines[0].count(",") else ","
    rows = ({stem(k): (v or "").strip() for k, v in row.items()} for row in csv.DictReader(lines, delimiter=delimiter))
    return {row["wijkenenbuurten"]: row for row in rows}


def number(text: str) -> Decimal | None:
    """Reads one cell; blank, `.` and the map's -99999999 are no number. A decimal comma is read as a point."""
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() and found != MAP_MISSING else None


def figures(rows: Mapping[str, Row], indicator: Row) -> dict[str, Figure]:
    """Reads one indicator of one release for every region with the column; `a+b` in the catalogue is a sum.

    A column without any number in the release is `not_published`; another blank cell is `missing` (withheld or missing:
    the extracts do not say which). `not_applicable` follows in `with_nobody`.
    """
    found: dict[str, list[Figure]] = {}
    for column in map(str.lower, indicator["column"].split("+")):
        cells = {code: number(row[column]) for code, row in rows.items() if column in row}
        blank = "missing" if any(cell is not None for cell in cells.values()) else "not_published"
        for code, cell in cells.items():
            found.setdefault(code, []).append((blank, None) if cell is None else ("number", cell))
    return {code: total(parts) for code, parts in found.items() if len(parts) == indicator["column"].count("+") + 1}


def total(parts: list[Figure]) -> Figure:
    """Adds the columns of one region; one that is no number leaves no sum."""
    numbers = [cell for _, cell in parts if cell is not None]
    return ("number", sum(numbers, Decimal())) if len(numbers) == len(parts) else next(p for p in parts if p[1] is None)


def with_nobody(found: Mapping[str, dict[str, Figure]], indicator: Row) -> dict[str, Figure]:
    """Turns `missing` into `not_applicable` where the figure is about nobody: its base (inhabitants, homes, …) is 0."""
    base = found.get(indicator["base"], {})
    return {
        code: ("not_applicable", None)
        if figure[0] == "missing" and base.get(code) == ("number", Decimal(0))
        else figure
        for code, figure in found[indicator["code"]].items()
    }


def catalogue() -> list[Row]:
    """Reads the indicators that CBS publishes or that are sums of its columns; ratios are computed when shown."""
    with (HERE / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["column"]]


def sources(data: Path) -> Mapping[str, Mapping[str, Row]]:
    """Collects the rows of each release, completed with columns that only another download of the same release has."""
    cbs = data / "cbs"
    country = read(data / "cbs-national" / "kwb_2020_84799NED_typed.csv.gz")
    hague_2019 = read(cbs / "kwb_2019_84583NED_denhaag_nl_jeugdzorg.csv")
    untyped = read(cbs / "raw_84583NED_UntypedDataSet_denhaag_2019.csv")
    first = read(cbs / "kwb_2020_84799NED_eerste_uitgave.csv")
    later = read(cbs / "kwb_2020_84799NED_latere_uitgave_denhaag.csv")
    absent = set(next(iter(country.values()))) - set(next(iter(later.values())))
    rest = {code: {k: v for k, v in country[code].items() if k in absent} for code in later}
    return {
        "84583NED-2019": {code: {**untyped.get(code, {}), **row} for code, row in hague_2019.items()},
        "84799NED-2020-first": {code: {**country[code], **row} for code, row in first.items()} | rest,
        "84799NED-2020-later": later,
    }


def region_rows(read_releases: Mapping[str, Mapping[str, Row]]) -> Iterator[list[object]]:
    """Lists each region once a year: code, level, trimmed name, municipality, parent and CBS's own flag of change."""
    for release in RELEASES:
        for code, row in sorted(read_releases[release.id].items()):
            if "title" in row:
                municipality = "" if code == "NL00" else f"GM{code[2:6]}"
                level = LEVELS[row["soortregio"]]
                parents = {
                    "country": "",
                    "municipality": "NL00",
                    "district": municipality,
                    "neighbourhood": f"WK{code[2:8]}",
                }
                changed = row["indelingswijzigingwijkenenbuurten"].removesuffix(".0").strip(".")
                yield [release.year, code, level, row["title"], municipality, parents[level], changed]


def value_rows(read_releases: Mapping[str, Mapping[str, Row]]) -> Iterator[list[str]]:
    """Lists every figure: release, region, indicator, status, and the number as CBS gave it.

    A column in which a release has no number at all is said once, without a region.
    """
    indicators = catalogue()
    for release in RELEASES:
        found = {indicator["code"]: figures(read_releases[release.id], indicator) for indicator in indicators}
        for indicator in indicators:
            places = Decimal(1).scaleb(-int(indicator["decimals"]))
            its = found[indicator["code"]]
            if its and all(status == "not_published" for status, _ in its.values()):
                yield [release.id, "", indicator["code"], "not_published", ""]
                continue
            for code, (status, cell) in sorted(with_nobody(found, indicator).items()):
                if cell is not None and cell != cell.quantize(places):
                    raise SystemExit(
                        f"{release.id} {code} {indicator['code']}: {cell} has more decimals than the catalogue says"
                    )
                text = "" if cell is None else str(cell.quantize(places))
                yield [release.id, code, indicator["code"], status, text]


def postcode_rows(data: Path) -> Iterator[list[str]]:
    """Lists the most frequent four digits of each neighbourhood of 2020; one without addresses has none."""
    for code, row in sorted(read(data / "cbs-national" / "kwb_2020_84799NED_typed.csv.gz").items()):
        found = number(row["meestvoorkomendepostcode"])
        if code.startswith("BU") and f"GM{code[2:6]}" in MUNICIPALITIES and found:
            yield [str(int(found)), code]


def release_rows() -> Iterator[list[object]]:
    """Lists the releases with licence, attribution and address; an empty date is an unknown date."""
    for r in RELEASES:
        title = f"Kerncijfers wijken en buurten {r.year}"
        address = f"https://opendata.cbs.nl/statline/#/CBS/nl/dataset/{r.table}/table"
        yield [
            r.id,
            r.table,
            title,
            r.year,
            r.edition,
            r.modified,
            "",
            "CC BY 4.0",
            f"Bron: CBS, {title}",
            address,
            r.note,
        ]


def borders(data: Path) -> Iterator[dict[str, Any]]:
    """Lists the outlines in WGS84: districts and municipalities of 2020, and the districts of The Hague in 2019."""
    for name in ("wijken_2019_denhaag", "gemeenten_2020", "wijken_2020"):
        features = json.loads((data / "cbs" / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
        for feature in sorted(features, key=lambda f: str(f["properties"]["statcode"])):
            given = feature["properties"]
            properties = {
                "code": given["statcode"],
                "year": given["jaar"],
                "level": "municipality" if given["statcode"].startswith("GM") else "district",
                "municipality": f"GM{given['statcode'][2:6]}",
                "source": given["bron"],
            }
            geometry = {"type": feature["geometry"]["type"], "coordinates": rounded(feature["geometry"]["coordinates"])}
            yield {"type": "Feature", "properties": properties, "geometry": geometry}


def rounded(coordinates: Any) -> Any:
    """Rounds nested coordinates to 5 decimals, about one metre."""
    return round(coordinates, 5) if isinstance(coordinates, float | int) else [rounded(part) for part in coordinates]


def as_csv(header: str, rows: Iterable[Iterable[object]]) -> str:
    """Writes rows as CSV with `\\n` line ends, below a header of comma-separated names."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return out.getvalue()


def write(name: str, text: str) -> None:
    """Writes one file beside this one; a .gz carries no time, so the same content gives the same bytes."""
    content = text.encode("utf-8")
    (HERE / name).write_bytes(gzip.compress(content, 9, mtime=0) if name.endswith(".gz") else content)
    print(f"{name}: {(HERE / name).stat().st_size // 1024 + 1} kB")


def main() -> None:
    """Reads the data folder named on the command line and writes the five files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder that holds cbs/ and cbs-national/")
    data: Path = parser.parse_args().data
    read_releases = sources(data)
    write("regions.csv", as_csv("year,code,level,name,municipality,parent,changed", region_rows(read_releases)))
    write("values.csv.gz", as_csv("release,region,indicator,status,number", value_rows(read_releases)))
    header = "id,table,title,year,edition,modified,retrieved,licence,attribution,url,note"
    write("releases.csv", as_csv(header, release_rows()))
    write("postcodes.csv", as_csv("postcode,neighbourhood", postcode_rows(data)))
    collection = {"type": "FeatureCollection", "features": list(borders(data))}
    write("borders.geojson.gz", json.dumps(collection, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main()
