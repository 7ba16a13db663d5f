"""The dot strip: all areas as dots on one axis, the municipality a line, the country a triangle."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from frontend.drawing.scale import scale_for

WIDTH = 460
EDGE = 12
MIDDLE = 34


@dataclass(frozen=True, slots=True)
class Dot:
    """One area's value; `text` is how it is written, for the tooltip."""

    name: str
    value: float
    text: str = ""
    here: bool = False


def dot_strip(
    dots: Sequence[Dot],
    municipality: float | None,
    country: float | None,
    write: Callable[[float], str],
) -> Markup:
    """A strip for the eye; the three numbers under it say the same in words. `write` writes the ends of the axis."""
    return _drawn(tuple(dots), municipality, country, write)


@lru_cache(maxsize=2000)
def _drawn(
    dots: tuple[Dot, ...], municipality: float | None, country: float | None, write: Callable[[float], str]
) -> Markup:
    # The same few strips are asked for on every visit, and drawing them is half the work of an area's page.
    marks = [value for value in (municipality, country) if value is not None]
    scale = scale_for([*(dot.value for dot in dots), *marks], EDGE, WIDTH - EDGE)
    parts = [
        Markup('<path class="vv-axis" d="M{} {}H{}"/>').format(EDGE, MIDDLE, WIDTH - EDGE),
        Markup('<text x="{}" y="62">{}</text>').format(EDGE - 4, write(scale.low)),
        Markup('<text x="{}" y="62" text-anchor="end">{}</text>').format(WIDTH - EDGE + 4, write(scale.high)),
    ]
    if scale.low < 0:
        parts.append(Markup('<path class="vv-axis" d="M{} {}v12"/>').format(scale(0), MIDDLE - 6))
    parts += [_dot(dot, scale(dot.value)) for dot in sorted(dots, key=lambda d: d.value) if not dot.here]
    if municipality is not None:
        parts.append(Markup('<path class="vv-mark" d="M{} 17V51"/>').format(scale(municipality)))
    if country is not None:
        parts.append(Markup('<path class="vv-mark-nl" d="M{} 6h16l-8 15z"/>').format(scale(country) - 8))
    parts += [_dot(dot, scale(dot.value)) for dot in dots if dot.here]
    return Markup('<svg class="vv-strip" viewBox="0 0 {} 66" aria-hidden="true" focusable="false">{}</svg>').format(
        WIDTH, Markup("").join(parts)
    )


def _dot(dot: Dot, x: int) -> Markup:
    css_class, radius = ("vv-dot-here", "10.5") if dot.here else ("vv-dot", "5.5")
    title = Markup("<title>{}</title>").format(f"{dot.name}: {dot.text}" if dot.text else dot.name)
    return Markup('<circle class="{}" cx="{}" cy="{}" r="{}">{}</circle>').format(css_class, x, MIDDLE, radius, title)
