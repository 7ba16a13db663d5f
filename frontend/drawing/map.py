"""The map of a municipality's areas: every area a link, the list beside it says the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frontend.drawing.outline import Land, Outline, Polygon, trace

FURROWS = 3
NAME_SIZE = 20
LETTER = 0.52 * NAME_SIZE


@dataclass(frozen=True, slots=True)
class AreaShape:
    """One area to draw. `label` is what a reader and the tooltip say after the name: "nog € 26.417".

    What is no area, but the land between them, has no number; those come last.
    """

    id: str
    name: str
    href: str
    polygons: tuple[Polygon, ...]
    css_class: str = "vv-q0"
    label: str = ""
    is_area: bool = True


def area_map(areas: Sequence[AreaShape], title: str) -> Markup:
    """A map whose areas are numbered as given, so that a list in the same order can be the key."""
    land = _land(areas)
    fills = Markup("").join(
        Markup('<path class="{}" d="{}"/>').format(area.css_class, land.outlines[area.id].path) for area in areas
    )
    links = Markup("\n").join(_link(number, area, land.outlines[area.id]) for number, area in enumerate(areas, start=1))
    return Markup('<svg viewBox="0 0 {} {}" role="group" aria-label="{}">{}\n{}</svg>').format(
        land.width, land.height, title, fills, links
    )


def mini_map(areas: Sequence[AreaShape], here: str) -> Markup:
    """The same land, small and silent, with one area in yellow; the page says in words which one."""
    land = _land(areas)
    ordered = sorted(areas, key=lambda area: area.id == here)
    paths = Markup("").join(
        Markup('<path{} d="{}"/>').format(
            Markup(' class="vv-here"') if area.id == here else "", land.outlines[area.id].path
        )
        for area in ordered
    )
    return Markup('<svg viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>').format(
        land.width, land.height, paths
    )


def _land(areas: Sequence[AreaShape]) -> Land:
    return trace(tuple((area.id, area.polygons) for area in areas))


def _link(number: int, area: AreaShape, outline: Outline) -> Markup:
    """The furrows lie over the fills of all areas, so that the ring of a focused link is never half hidden.

    Its title is its name and its tooltip, with the number: who speaks to the browser can say what they see.
    """
    if not area.is_area:
        return Markup(
            '<a href="{}"><title>{}</title><path class="vv-furrow" fill="none" pointer-events="all" d="{}"/></a>'
        ).format(area.href, area.name, outline.path)
    spoken = f"{number}. {area.name}: {area.label}" if area.label else f"{number}. {area.name}"
    return Markup('<a href="{}"><title>{}</title><path class="vv-furrow" fill="url(#furrow{})" d="{}"/>{}</a>').format(
        area.href, spoken, number % FURROWS, outline.path, _text(number, area, outline)
    )


def _text(number: int, area: AreaShape, outline: Outline) -> Markup:
    """The number, and under it the name where there is room for it."""
    on = f"vv-on-{area.css_class.removeprefix('vv-')}"
    with_name = len(area.name) * LETTER < 1.9 * outline.room
    digits = Markup('<text class="{}" x="{}" y="{}">{}</text>').format(
        on, outline.x, outline.y - 2 if with_name else outline.y + 9, number
    )
    if not with_name:
        return digits
    return digits + Markup('<text class="vv-map__name {}" x="{}" y="{}">{}</text>').format(
        on, outline.x, outline.y + 23, area.name
    )
