"""Reading postcodes from a CSV: CBS's file of every address (pc6hnr), or its key figures per neighbourhood."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from services.profiles.sources.columns import stem
from services.profiles.sources.lines import open_sheet
from services.profiles.sources.refused import SourceRefused

MOST_FREQUENT = "meestvoorkomendepostcode"
FULL = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
DIGITS = re.compile(r"[1-9][0-9]{3}")


@dataclass(frozen=True, slots=True)
class PostcodeFile:
    """Postcodes with the neighbourhood each lies in; all of them have `length` signs."""

    length: int
    pairs: frozenset[tuple[str, str]]


def read_postcodes(path: Path, municipality: str, progress: Callable[[int], None] = lambda _: None) -> PostcodeFile:
    """The postcodes of one municipality. Raises SourceRefused, with the line of what cannot be right."""
    sheet = open_sheet(path)
    names = [stem(name.strip()) for name in sheet.header]
    length, postcode_at, place_at = _columns(names, path)
    sign, within = (FULL if length == 6 else DIGITS), f"BU{municipality[2:]}"
    pairs = set()
    for count, (line, cells) in enumerate(sheet.rows(), start=1):
        place, found = _neighbourhood(cells[place_at]), "".join(cells[postcode_at].split()).upper()
        if count % 100_000 == 0:
            progress(count)
        if not place.startswith(within) or (length == 4 and not DIGITS.fullmatch(found)):
            # Another municipality's, a district, or a neighbourhood in which nobody has an address.
            continue
        if not sign.fullmatch(found) or len(place) != 10:
            raise SourceRefused("postcode-cell", file=path.name, line=line, postcode=found, place=cells[place_at])
        pairs.add((found, place))
    if not pairs:
        raise SourceRefused("postcodes-elsewhere", file=path.name, municipality=municipality)
    return PostcodeFile(length, frozenset(pairs))


def _columns(names: list[str], path: Path) -> tuple[int, int, int]:
    """How long the postcodes are, and where they and the neighbourhoods stand."""
    if MOST_FREQUENT in names and "wijkenenbuurten" in names:
        return 4, names.index(MOST_FREQUENT), names.index("wijkenenbuurten")
    postcodes = [at for at, name in enumerate(names) if name in ("pc6", "postcode")]
    places = [at for at, name in enumerate(names) if name.startswith(("buurt", "neighbourhood"))]
    if len(postcodes) != 1 or len(places) != 1:
        raise SourceRefused("postcode-columns-absent", file=path.name)
    return 6, postcodes[0], places[0]


def _neighbourhood(cell: str) -> str:
    """CBS writes `BU00140101`, or in its file of addresses `140101`."""
    code = cell.strip()
    return f"BU{code.zfill(8)}" if code.isascii() and code.isdigit() and len(code) <= 8 else code
