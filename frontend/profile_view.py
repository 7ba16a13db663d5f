"""The profile of one place: who lives there and what there is, then one theme or all, then the sources."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from frontend.origin import Origin
from frontend.place_words import kinds_of, lies_in, profile_of
from frontend.tile import Tile, tile_of
from frontend.tile_words import Setting
from frontend.translations import translations
from frontend.trend import Trends
from services.profiles.contract.comparisons import Comparison
from services.profiles.contract.whereabouts import Whereabouts

WHO_LIVES_HERE = (
    *("inhabitants", "young_people_0_14", "young_people_15_24"),
    *("households", "households_with_children", "homes"),
)
WHAT_THERE_IS = (
    *("schools_within_3_km", "distance_to_school", "distance_to_childcare"),
    *("distance_to_gp", "distance_to_supermarket"),
)


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: tiles, judged ones first, then counts (how large, not how much), then what has no number, by reason.

    `year`: of its figures.
    """

    code: str
    label: str
    year: int
    tiles: Sequence[Tile]
    counts: Sequence[Tile]
    without: Sequence[Sequence[Tile]]

    @property
    def all(self) -> list[Tile]:
        return [*self.tiles, *self.counts, *chain.from_iterable(self.without)]


@dataclass(frozen=True, slots=True)
class Profile:
    """All the page shows. `opening_year` is that of who lives there and what there is, each theme has its own.

    `beside`: the names of what it stands beside, the municipality first.
    """

    where: Whereabouts
    kind: str
    others_kind: str
    here: str
    municipality: str
    beside: Sequence[str]
    opening_year: int
    who: Sequence[Tile]
    what: Sequence[Tile]
    themes: Sequence[Theme]
    year_notes: Sequence[str]
    sources: Sequence[Origin]


def profile_view(
    where: Whereabouts,
    opening: Comparison,
    comparisons: Sequence[Comparison],
    trends: Trends,
    year: int,
    language: str,
) -> Profile:
    """`opening` has the figures every profile begins with, `comparisons` and `trends` those of the open themes."""
    setting = replace(setting_of(where, year, language), trends=trends)
    # The line of the years belongs to a theme; what opens the page only says in which other year there is a number.
    opens = replace(setting, trends=Trends(newest=trends.newest))
    first = {figure.indicator.code: tile_of(figure, opens) for figure in opening.figures}
    themes = [_theme(comparison, setting) for comparison in comparisons]
    shown = [*first.values(), *(tile for theme in themes for tile in theme.all)]
    return Profile(
        where=where,
        kind=lies_in(where.place, language),
        others_kind=kinds_of(where.place.level, language),
        here=where.place.name,
        municipality=setting.names.get("municipality", ""),
        beside=list(setting.names.values()),
        opening_year=opening.year,
        who=[first[code] for code in WHO_LIVES_HERE if code in first],
        what=[first[code] for code in WHAT_THERE_IS if code in first],
        themes=themes,
        year_notes=trends.notes,
        sources=sources_of(shown),
    )


def setting_of(where: Whereabouts, year: int, language: str) -> Setting:
    """A municipality stands beside the country only, the country beside nothing."""
    place, names = where.place, {}
    if place.municipality and place.municipality_name:
        names["municipality"] = place.municipality_name
    if place.level != "country":
        names["country"] = translations(language).gettext("Nederland")
    owner = place.municipality or ""
    return Setting(place.key, place.name, place.level, names, year, language, municipality=owner)


def _theme(comparison: Comparison, setting: Setting) -> Theme:
    figures = comparison.figures
    code = figures[0].indicator.theme
    labels = {theme.code: theme.label for theme in comparison.themes}
    tiles = [tile_of(figure, setting) for figure in figures]
    known = [tile for tile in tiles if tile.status == "number"]
    return Theme(
        code,
        labels[code],
        comparison.year,
        # What can be judged comes first; sorting keeps the order of the catalogue among both.
        tiles=sorted((tile for tile in known if not tile.is_count), key=lambda tile: not tile.is_judged),
        counts=[tile for tile in known if tile.is_count],
        without=by_reason([tile for tile in tiles if tile.status != "number"]),
    )


def by_reason(tiles: Sequence[Tile]) -> list[list[Tile]]:
    """Together what has no number for the same reason, so that the page says it once."""
    found: dict[tuple[str, str], list[Tile]] = {}
    for tile in tiles:
        found.setdefault((tile.status, tile.reason), []).append(tile)
    return list(found.values())


def sources_of(tiles: Iterable[Tile]) -> list[Origin]:
    """Each release once, in the order in which the page names them."""
    found = {origin.release: origin for tile in tiles for origin in reversed(tile.origins)}
    return list(found.values())


def places_above(where: Whereabouts, year: int) -> list[tuple[str, str]]:
    """Name and address of country, municipality and district, as far as they lie around this place."""
    return [(place.name, profile_of(year, place.key)) for place in where.above]
