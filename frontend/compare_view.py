"""Places side by side as the compare page shows them: a row for each figure, a column for each place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from frontend.difference_words import how_much
from frontend.origin import Origin
from frontend.place_words import lies_in, profile_of
from frontend.profile_view import setting_of, sources_of
from frontend.themes import left_out
from frontend.tile import Tile, tile_of
from frontend.tile_words import Setting
from frontend.translations import translations
from frontend.verdict_words import pair_words
from frontend.written import value_words
from services.profiles.contract.comparisons import ComparedIndicator, Comparison, PlaceValueView
from services.profiles.contract.models import ValueView
from services.profiles.contract.whereabouts import Whereabouts

Municipalities = Mapping[tuple[str, str], PlaceValueView]
"""By code and indicator, the figures of the municipalities that places lie in."""
OVERLAPPING = "overlapping"
COUNTRY = "NL00"


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
    """A figure of one place: the number, then what can be said of it, then how much it differs from the first."""

    tile: Tile
    beside_first: str
    difference: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What the places stand beside without being counted among them: a municipality, or the country."""

    key: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of all places, and of each reference."""

    cells: Sequence[Cell]
    beside: Sequence[str]

    @property
    def tile(self) -> Tile:
        return self.cells[0].tile

    @property
    def has_number(self) -> bool:
        return any(cell.tile.status == "number" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Group:
    """One theme, in the newest year in which it was published: figures that a place has, and those that none has."""

    code: str
    label: str
    year: int
    lines: list[Line]
    without: list[Line]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """All the page shows."""

    columns: Sequence[Column]
    references: Sequence[Reference]
    groups: Sequence[Group]
    left_out: Sequence[str]
    sources: Sequence[Origin]

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in (*group.lines, *group.without)]


def side_by_side(
    places: Sequence[Whereabouts],
    comparisons: Sequence[Comparison],
    municipalities: Municipalities,
    year: int,
    theme: str,
    language: str,
) -> SideBySide:
    """Every figure of the themes for every place; a place without it says why."""
    settings = [setting_of(where, year, language) for where in places]
    keys = [setting.key for setting in settings]
    references = references_of(places, year, language)
    groups = [_group(comparison, settings, references, municipalities) for comparison in comparisons]
    inside = _inside(comparisons[0], settings[0].name, language)
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
    tiles = [cell.tile for group in groups for line in (*group.lines, *group.without) for cell in line.cells]
    return SideBySide(columns, references, groups, left_out(comparisons, theme), sources_of(tiles))


def references_of(places: Sequence[Whereabouts], year: int, language: str) -> list[Reference]:
    """The municipalities that the places lie in, each once, and the country; not what was chosen as a place itself."""
    chosen = {where.place.key for where in places}
    found = {where.place.municipality: where.place.municipality_name for where in places}
    named = {code: name for code, name in found.items() if code and name}
    named[COUNTRY] = translations(language).gettext("Nederland")
    return [Reference(code, name, profile_of(year, code)) for code, name in named.items() if code not in chosen]


def _group(
    comparison: Comparison,
    settings: Sequence[Setting],
    references: Sequence[Reference],
    municipalities: Municipalities,
) -> Group:
    code = comparison.figures[0].indicator.theme
    labels = {theme.code: theme.label for theme in comparison.themes}
    lines = [_line(figure, settings, references, municipalities) for figure in comparison.figures]
    return Group(
        code,
        labels[code],
        comparison.year,
        [line for line in lines if line.has_number],
        [line for line in lines if not line.has_number],
    )


def compare_address(year: int, keys: Sequence[str], theme: str = "", ending: str = "") -> str:
    """The stable address of a comparison."""
    query = urlencode([("plek", key) for key in keys] + ([("thema", theme)] if theme else []))
    return f"/{year}/vergelijken{ending}" + (f"?{query}" if query else "")


def _inside(comparison: Comparison, first: str, language: str) -> dict[str, str]:
    """Said once above its column: a place that lies in the first one, or around it, is not judged beside it."""
    pairs = [pair for figure in comparison.figures[:1] for pair in figure.differences]
    return {pair.place: pair_words(pair, first, language) for pair in pairs if pair.reason == OVERLAPPING}


def _line(
    figure: ComparedIndicator,
    settings: Sequence[Setting],
    references: Sequence[Reference],
    municipalities: Municipalities,
) -> Line:
    language, indicator = settings[0].language, figure.indicator
    first, pairs = settings[0].name, {pair.place: pair for pair in figure.differences if pair.reason != OVERLAPPING}
    cells = []
    for index, setting in enumerate(settings):
        tile, pair = tile_of(figure, setting, index), pairs.get(setting.key)
        both = tile.status == figure.places[0].value.status == "number"
        beside_first = pair_words(pair, first, language) if both and pair else ""
        much = how_much(pair.difference, pair.interval, first, indicator, language) if both and pair else ""
        is_said = beside_first in tile.verdicts
        cells.append(Cell(tile, "" if is_said else beside_first, "" if is_said else much))
    beside = [_value_of(reference, figure, municipalities) for reference in references]
    return Line(cells, [value_words(value, indicator, language) for value in beside])


def _value_of(reference: Reference, figure: ComparedIndicator, municipalities: Municipalities) -> ValueView:
    if reference.key == COUNTRY:
        return figure.country
    found = municipalities.get((reference.key, figure.indicator.code))
    return found.value if found else ValueView(status="missing")
