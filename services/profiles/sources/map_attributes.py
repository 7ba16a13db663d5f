"""The attributes of CBS's map of districts and neighbourhoods, saved as CSV: short names, -99999999 for no figure.

Mind what the short names mean: `P_00_14_JR` is the *share* of children, rounded to whole percents, not their number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.profiles.sources.keyed import picker
from services.profiles.sources.known import year_of
from services.profiles.sources.lines import Sheet
from services.profiles.sources.packed import packed_columns
from services.profiles.sources.places import Once, region_of
from services.profiles.sources.table import SourceColumn, SourceRow, SourceTable

SAME = {  # The same measure as in the table of key figures.
    "AANT_INW": "aantalinwoners",
    "AANT_MAN": "mannen",
    "AANT_VROUW": "vrouwen",
    "AANTAL_HH": "huishoudenstotaal",
    "GEM_HH_GR": "gemiddeldehuishoudensgrootte",
    "BEV_DICHTH": "bevolkingsdichtheid",
    "OPP_TOT": "oppervlaktetotaal",
    "OPP_LAND": "oppervlakteland",
    "OPP_WATER": "oppervlaktewater",
    "OAD": "omgevingsadressendichtheid",
    "STED": "matevanstedelijkheid",
    "DEK_PERC": "dekkingspercentage",
}
SHARES = {  # Only the map has these: percentages of inhabitants, or of households (`HH`).
    "P_00_14_JR": "Inwoners van 0 tot 15 jaar",
    "P_15_24_JR": "Inwoners van 15 tot 25 jaar",
    "P_25_44_JR": "Inwoners van 25 tot 45 jaar",
    "P_45_64_JR": "Inwoners van 45 tot 65 jaar",
    "P_65_EO_JR": "Inwoners van 65 jaar of ouder",
    "P_ONGEHUWD": "Ongehuwde inwoners",
    "P_GEHUWD": "Gehuwde inwoners",
    "P_GESCHEID": "Gescheiden inwoners",
    "P_VERWEDUW": "Verweduwde inwoners",
    "P_EENP_HH": "Eenpersoonshuishoudens",
    "P_HH_Z_K": "Huishoudens zonder kinderen",
    "P_HH_M_K": "Huishoudens met kinderen",
}
CODES = (("BU_CODE", "BU_NAAM"), ("WK_CODE", "WK_NAAM"), ("GM_CODE", "GM_NAAM"))  # The smallest present is the row's.
ABOUT = {"WATER", "POSTCODE", "IND_WBI", *(name for pair in CODES for name in pair)}


def is_map(header: Sequence[str]) -> bool:
    """Whether the first line has the short names of the map."""
    return "AANT_INW" in header and any(code in header for code, _ in CODES)


def read_map(sheet: Sheet, table: str | None, year: int | None) -> SourceTable:
    """Reads attributes of the map; its "table" is the map of that year, for it is no StatLine table."""
    about = year_of(sheet.path.name, "", year, said=sheet.path.name)
    measures = [place for place, name in enumerate(sheet.header) if name not in ABOUT]
    return SourceTable.of_cbs(
        table or f"KAART{about}",
        f"Wijk- en buurtkaart {about}",
        about,
        [_column(sheet.header[place]) for place in measures],
        _Rows(sheet, measures),
        expected_rows=sheet.lines,
        url=f"https://www.cbs.nl/nl-nl/dossier/nederland-regionaal/geografische-data/wijk-en-buurtkaart-{about}",
    )


def _column(name: str) -> SourceColumn:
    if name in SAME:
        _, known = packed_columns()[SAME[name]][0]
        return SourceColumn(name, known.stem, known.title, known.unit, known.description, known.theme, known.decimals)
    unit = "%" if name.startswith("P_") else ""
    return SourceColumn(name, f"kaart_{name.lower()}", SHARES.get(name, name), unit, "", "", None)


@dataclass(frozen=True, slots=True)
class _Rows:
    sheet: Sheet
    measures: Sequence[int]

    def __iter__(self) -> Iterator[SourceRow]:
        places = {name: place for place, name in enumerate(self.sheet.header)}
        code, name = next(pair for pair in CODES if pair[0] in places)
        cells, source = picker(self.measures), self.sheet.path.name
        once = Once(source)
        for line, row in self.sheet.rows():
            named = row[places[name]] if name in places else ""
            flag = row[places["IND_WBI"]] if "IND_WBI" in places else ""
            region = region_of(row[places[code]], named, source=source, line=line, changed=flag)
            once.check(region.code, line)
            yield SourceRow(line, region, cells(row))
