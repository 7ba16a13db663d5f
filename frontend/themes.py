"""The figures of one theme, or of every theme, each of the newest year in which that theme was published."""

import asyncio
from collections.abc import Sequence

from frontend.frame import Link
from frontend.translations import translations
from frontend.visitor import Visitor
from services.kit.errors import NotFound
from services.profiles.contract.comparisons import Comparison
from services.profiles.contract.refusals import UnknownArea, UnknownRegion

FIRST_THEME = "population"
ALL_THEMES = "alles"


async def compared(visit: Visitor, keys: Sequence[str], theme: str) -> list[Comparison]:
    """One comparison for each theme that was asked, in the order of the catalogue; never empty.

    Asked in one call, all themes would have one year: that of the newest figure, in which others were not published.
    A theme whose year one of the places does not know is left out of all themes. Raises NotFound for a theme nobody
    knows.
    """
    everything = theme == ALL_THEMES
    first = await visit.profiles.compare(keys, visit.year, theme=FIRST_THEME if everything else theme)
    if not first.figures:
        raise NotFound
    if not everything:
        return [first]
    others = [one.code for one in first.themes if one.code != FIRST_THEME]
    found = await asyncio.gather(*(_where_known(visit, keys, other) for other in others))
    by_theme = {FIRST_THEME: first, **dict(zip(others, found, strict=True))}
    return [one for theme in first.themes if (one := by_theme[theme.code])]


async def _where_known(visit: Visitor, keys: Sequence[str], theme: str) -> Comparison | None:
    try:
        return await visit.profiles.compare(keys, visit.year, theme=theme)
    except (UnknownRegion, UnknownArea):
        return None


def left_out(comparisons: Sequence[Comparison], theme: str) -> list[str]:
    """The labels of themes that are not among all themes, since not every place is known in their year."""
    shown = {one.figures[0].indicator.theme for one in comparisons}
    return [one.label for one in comparisons[0].themes if theme == ALL_THEMES and one.code not in shown]


def theme_links(comparison: Comparison, address: str, chosen: str, language: str) -> list[Link]:
    """The themes, one of them open; the last has all of them, for print. `address` ends in `?` or `&`."""
    links = [
        Link(theme.label, f"{address}thema={theme.code}#thema", theme.code == chosen) for theme in comparison.themes
    ]
    everything = translations(language).gettext("Alles, om af te drukken")
    return [*links, Link(everything, f"{address}thema={ALL_THEMES}#thema", chosen == ALL_THEMES)]
