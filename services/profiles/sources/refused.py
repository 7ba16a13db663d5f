"""How a source is refused: what is wrong, where, and how to put it right, for whoever typed `voorveld import`."""

from typing import Any

SENTENCES = {
    "file-absent": "{file}: there is no such file.",
    "file-folder": "{file}: this is a folder. Name one file in it.",
    "file-device": "{file}: this is no file that can be read twice. Save it as a file first.",
    "file-of-borders": "{file}: these are borders, not figures. Use: voorveld import borders {file} --year YEAR",
    "file-of-feed": "{file}: this is one page of the CBS open-data API as JSON, not a whole table. Take the table from "
    "CBS itself, without a file: voorveld import cbs --table {table}",
    "file-of-json": "{file}: this is JSON, not a table with rows. Download the table as CSV from StatLine.",
    "file-empty": "{file}: there is nothing in this file. Download it again.",
    "file-broken": "{file}: this file is damaged or was not downloaded completely ({why}). Download it again.",
    "file-too-large": "{file}: this is more text than a CBS table holds; nothing was read.",
    "file-not-text": "{file}: this is a workbook or an archive. Save the sheet as CSV, or unpack the archive.",
    "encoding": "{file}: this is not UTF-8 text ({why}). Save it again as CSV UTF-8.",
    "format-unknown": "{file}: not a format we know; its columns begin with {columns}. Known: typed and untyped CSV of "
    "the CBS open-data API, CSV of StatLine, and the attributes of the map of districts and neighbourhoods.",
    "table-unasked": "{file}: nothing says which CBS table this is. Add --table with its number: five digits and three "
    "letters, in the address of the table's page on StatLine.",
    "table-other-regions": "{file}: this cannot be {table}. That is a table of districts and neighbourhoods, and this "
    "file is of “{found}”. Its own number stands in the address of its page on StatLine.",
    "table-unlike": "{file}: this cannot be {table}, {title}: none of its columns is in that table (the first is "
    "{found}). Its own number stands in the address of its page on StatLine. If it is that table after all, download "
    "it again with “Aantal inwoners”.",
    "table-differs": "{file}: its name says table {found}, you asked for {asked}. Leave --table out, or rename it.",
    "table-malformed": "{table}: not a table number of CBS; those look like 84799NED.",
    "table-unknown": "{table}: CBS has no such table in its open data. Look its number up on opendata.cbs.nl/statline.",
    "year-unasked": "{source}: nothing says which year this is about. Add --year, for example --year 2020.",
    "year-differs": "{source}: this is about {found}, you asked for {asked}. Leave --year out, or take another file.",
    "region-codes-absent": "{file}: regions have a name and no code here, and a name is not enough to know one by. "
    "Download the table again with region codes, or take it from the CBS feed with --table and without a file.",
    "region-unknown": "{source}, line {line}: {code!r} is not a code of the country, a municipality (GM), a district "
    "(WK) or a neighbourhood (BU).",
    "region-name-unknown": "{file}, line {line}: no municipality is called {name!r} in {year}.",
    "region-twice": "{source}, line {line}: region {code} comes a second time; it can have one row only.",
    "row-broken": "{source}, line {line}: {found} cells where the first line has {expected} columns.",
    "rows-absent": "{source}: columns and no rows. Download it again.",
    "columns-absent": "{source}: no column with figures.",
    "column-twice": "{source}: the columns {names} would get one name, {stem}; we cannot tell them apart.",
    "selection-mixed": "{source}, line {line}: {dimension} is {found!r} here and {expected!r} above. Choose one "
    "{dimension} when you download.",
    "decimals-mixed": "{source}, line {line}: a decimal comma and a point in one file; a thousand cannot be told from "
    "a one. Download it again and do not open it in a spreadsheet.",
    "more-dimensions": "{source}: figures per {dimensions} besides region. Import a table with regions only, or "
    "a file of it from StatLine with one choice for each.",
    "regions-absent": "{source}: not a table of districts and neighbourhoods.",
    "feed-silent": "{address}: no answer that can be used after {tries} tries. Nothing was imported; try again later.",
    "feed-refused": "{address}: CBS does not answer this question ({why}). Nothing was imported.",
    "page-broken": "{address}: this page of the CBS feed is not what its documentation says ({why}). Nothing was "
    "imported; try again later.",
    "feed-loop": "{address}: the CBS feed names this page as a next one a second time. Nothing was imported.",
    "feed-elsewhere": "{address}: the CBS feed points outside itself. It was not followed; nothing was imported.",
    "feed-incomplete": "{table}: CBS says {expected} {what} and sent {found}. Nothing was imported; try again later.",
    "borders-unreadable": "{file}: not a GeoJSON FeatureCollection ({why}).",
    "borders-projection": "{file}: coordinates are in {found}. Save it in WGS84 (EPSG:4326, longitude first).",
    "borders-elsewhere": "{file}, feature {line} ({code}): {longitude}, {latitude} lies outside the Netherlands. "
    "Coordinates must be WGS84 degrees, longitude first.",
    "border-broken": "{file}, feature {line} ({code}): not a shape that can be drawn ({why}).",
    "border-twice": "{file}, feature {line}: {code} comes a second time.",
    "mapping-columns-absent": "{file}: no column {names}. A file of mappings has from_year, from_code, from_name, "
    "to_year, to_code, to_name, share, basis and source.",
    "mapping-cell": "{file}, line {line}: {found!r} cannot stand under {column}. Years have four digits, a share is 1, "
    "0.4 or 2/5, and basis and source say how we know.",
    "postcode-columns-absent": "{file}: no columns with postcodes and neighbourhoods. A file of postcodes has pc6 "
    "and a column that begins with buurt or neighbourhood; CBS's key figures have MeestVoorkomendePostcode.",
    "postcode-cell": "{file}, line {line}: {postcode!r} in {place!r} is no postcode (1234AB) in a "
    "neighbourhood (BU and eight digits).",
    "postcodes-elsewhere": "{file}: no postcode of {municipality} in it. Is it the file of another municipality?",
    "border-code-absent": "{file}, feature {line}: no code of a municipality, district or neighbourhood among its "
    "properties (looked for {looked}).",
}


class SourceRefused(Exception):
    """A file or feed that cannot be read rightly. `slug` says what is wrong, `facts` where; nothing of it was kept."""

    def __init__(self, slug: str, **facts: Any) -> None:
        super().__init__(slug)
        self.slug = slug
        self.facts = facts

    def __str__(self) -> str:
        return SENTENCES[self.slug].format(**self.facts)


class CellRefused(Exception):
    """One cell that is neither a number nor a sign CBS uses for "no number"; `slug` is the reason, for the report."""

    def __init__(self, slug: str, raw: object) -> None:
        super().__init__(f"{slug}: {raw!r}")
        self.slug = slug
        self.raw = raw
