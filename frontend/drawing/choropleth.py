"""A map in calm shades: each place a link with its name and figure, and a pattern of its own for each lack of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frontend.drawing.outline import Land, Outline, Polygon, trace

SHADES = ("vv-s1", "vv-s2", "vv-s3", "vv-s4", "vv-s5")
GAPS = {
    "not_published": "vv-gap-not-published",
    "withheld": "vv-gap-withheld",
    "missing": "vv-gap-missing",
    "not_applicable": "vv-gap-not-applicable",
    "too_small": "vv-gap-too-small",
}
"""Why there is no number: each a hatch of its own, in `_map_patterns.html`."""
ROOM_FOR_NUMBER = 17


@dataclass(frozen=True, slots=True)
class Shaded:
    """A place to draw. `number` is its row in the table beside; `label` what is said after its name."""

    key: str
    name: str
    number: int
    href: str
    polygons: tuple[Polygon, ...]
    css_class: str
    label: str


def choropleth(places: Sequence[Shaded], title: str) -> Markup:
    """The fills first and the links over them, so that the ring around a focused place is never half hidden."""
    land = _land(places)
    fills = Markup("").join(
        Markup('<path class="{}" d="{}"/>').format(place.css_class, land.outlines[place.key].path) for place in places
    )
    links = Markup("\n").join(_link(place, land.outlines[place.key]) for place in places)
    return Markup('<svg viewBox="0 0 {} {}" role="group" aria-label="{}">{}\n{}</svg>').format(
        land.width, land.height, title, fills, links
    )


def class_of(status: str, shade: int | None) -> str:
    """The shade of a figure, or the hatch that says why there is none."""
    return SHADES[shade] if status == "number" and shade is not None else GAPS.get(status, GAPS["missing"])


def _land(places: Sequence[Shaded]) -> Land:
    return trace(tuple((place.key, place.polygons) for place in places))


def _link(place: Shaded, outline: Outline) -> Markup:
    """Filled with nothing and yet to be clicked everywhere; a place too small for a number has its tooltip."""
    return Markup(
        '<a href="{}"><title>{}</title><path class="vv-furrow" fill="none" pointer-events="all" d="{}"/>{}</a>'
    ).format(place.href, f"{place.number}. {place.name}: {place.label}", outline.path, _digits(place, outline))


def _digits(place: Shaded, outline: Outline) -> Markup:
    if outline.room < ROOM_FOR_NUMBER:
        return Markup("")
    on = place.css_class.replace("vv-s", "vv-on-s") if place.css_class in SHADES else "vv-on-gap"
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(on, outline.x, outline.y + 9, place.number)
