"""Places side by side as the compare page shows them: a row for each figure, a column for each place."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from frontend.origin import Origin
from frontend.place_words import lies_in, profile_of
from frontend.profile_view import setting_of, sources_of
from frontend.tile import Tile, tile_of
from frontend.tile_words import Setting
from frontend.verdict_words import pair_words
from frontend.written import value_words
from services.profiles.contract.comparisons import ComparedIndicator, Comparison
from services.profiles.contract.whereabouts import Whereabouts

OVERLAPPING = "overlapping"


@dataclass(frozen=True, slots=True)
class Column:
    """One place: its name, what it is, its profile, and the comparison without it."""

    name: str
    kind: str
    href: str
    without_href: str
    note: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of one place: the number, then what can be said of it."""

    tile: Tile
    beside_first: str


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of all places, and of the country."""

    cells: Sequence[Cell]
    country: str

    @property
    def tile(self) -> Tile:
        return self.cells[0].tile

    @property
    def has_number(self) -> bool:
        return any(cell.tile.status == "number" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """All the page shows."""

    year: int
    columns: Sequence[Column]
    lines: list[Line]
    without: list[Line]
    sources: Sequence[Origin]


def side_by_side(
    places: Sequence[Whereabouts], comparison: Comparison, year: int, theme: str, language: str
) -> SideBySide:
    """Every figure of the theme for every place; a place without it says why."""
    settings = [setting_of(where, year, language) for where in places]
    lines = [_line(figure, settings) for figure in comparison.figures]
    keys = [setting.key for setting in settings]
    inside = _inside(comparison, settings[0].name, language)
    columns = [
        Column(
            where.place.name,
            lies_in(where.place, language),
            profile_of(year, where.place.key),
            compare_address(year, [key for key in keys if key != where.place.key], theme),
            inside.get(where.place.key, ""),
        )
        for where in places
    ]
    tiles = [cell.tile for line in lines for cell in line.cells]
    with_number = [line for line in lines if line.has_number]
    without = [line for line in lines if not line.has_number]
    return SideBySide(comparison.year, columns, with_number, without, sources_of(tiles))


def compare_address(year: int, keys: Sequence[str], theme: str = "", ending: str = "") -> str:
    """The stable address of a comparison."""
    query = urlencode([("plek", key) for key in keys] + ([("thema", theme)] if theme else []))
    return f"/{year}/vergelijken{ending}" + (f"?{query}" if query else "")


def _inside(comparison: Comparison, first: str, language: str) -> dict[str, str]:
    """Said once above its column: a place that lies in the first one, or around it, is not judged beside it."""
    pairs = [pair for figure in comparison.figures[:1] for pair in figure.differences]
    return {pair.place: pair_words(pair, first, language) for pair in pairs if pair.reason == OVERLAPPING}


def _line(figure: ComparedIndicator, settings: Sequence[Setting]) -> Line:
    language = settings[0].language
    pairs = {
        pair.place: pair_words(pair, settings[0].name, language)
        for pair in figure.differences
        if pair.reason != OVERLAPPING
    }
    cells = []
    for index, setting in enumerate(settings):
        tile = tile_of(figure, setting, index)
        both = tile.status == figure.places[0].value.status == "number"
        beside_first = pairs.get(setting.key, "") if both else ""
        cells.append(Cell(tile, "" if beside_first in tile.verdicts else beside_first))
    return Line(cells, value_words(figure.country, figure.indicator, language))
