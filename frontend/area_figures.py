"""The key figures of an area on its own page: counts as plain numbers, the rest with what can be said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontend.origin import Origin
from frontend.profile_view import by_reason, sources_of
from frontend.tile import Tile, tile_of
from frontend.tile_words import Setting
from frontend.translations import translations
from services.profiles.contract.comparisons import Comparison
from services.profiles.contract.models import AreaProfile, AreaView, MunicipalityView


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """Counts are not compared: they say how large a place is. What has no number stands together by the reason."""

    counts: Sequence[Tile]
    tiles: Sequence[Tile]
    without: Sequence[Sequence[Tile]]
    sources: Sequence[Origin]


def codes_by_year(profile: AreaProfile) -> list[list[str]]:
    """The key figures to ask together: one comparison has one year, and each figure its newest."""
    found: dict[int, list[str]] = {}
    for figure in profile.figures:
        found.setdefault(figure.source.period, []).append(figure.indicator.code)
    return list(found.values())


def area_figures(
    comparisons: Sequence[Comparison],
    profile: AreaProfile,
    municipality: MunicipalityView,
    year: int,
    language: str,
) -> AreaFigures:
    """The figures in the order of the catalogue, each beside the municipality and the country."""
    setting = _setting(profile.area, municipality, year, language)
    found = {figure.indicator.code: figure for comparison in comparisons for figure in comparison.figures}
    codes = [figure.indicator.code for figure in profile.figures]
    tiles = [tile_of(found[code], setting) for code in codes if code in found]
    known = [tile for tile in tiles if tile.status == "number"]
    return AreaFigures(
        counts=[tile for tile in known if tile.is_count],
        tiles=[tile for tile in known if not tile.is_count],
        without=by_reason([tile for tile in tiles if tile.status != "number"]),
        sources=sources_of(known),
    )


def _setting(area: AreaView, municipality: MunicipalityView, year: int, language: str) -> Setting:
    names = {"municipality": municipality.name, "country": translations(language).gettext("Nederland")}
    return Setting(area.id, area.name, "area", names, year, language, municipality=municipality.code)
