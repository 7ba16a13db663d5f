"""Ways of dividing side by side: how much more or less than another way, and how much there is per child."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from frontend.drawing.scale import Scale, round_above

BAR, HEIGHT = 62, 14
HALF = BAR // 2 - 1
STRIP, EDGE, MIDDLE, FOOT = 320, 14, 26, 62
RADIUS = 7


@dataclass(frozen=True, slots=True)
class PerChild:
    """An area, and the cents it gets per child (exact)."""

    name: str
    cents: Fraction


def largest_difference(*ways: Sequence[int]) -> int:
    """The one scale of all bars of a table: the largest difference in it, more or less, in cents."""
    return max((abs(cents) for way in ways for cents in way), default=0)


def difference_bar(cents: int, largest: int) -> Markup:
    """More to the right, solid; less to the left, light with an edge; nothing only the middle.

    For the eye alone: the number stands in the cell beside it. Raises ValueError outside the scale.
    """
    if abs(cents) > largest:
        raise ValueError(f"a difference of {cents} cents on a scale up to {largest}")
    wide = HALF * abs(cents) / largest if largest else 0.0
    middle = BAR / 2
    part = Markup('<rect class="{}" x="{:.2f}" y="2" width="{:.2f}" height="{}"/>').format(
        "vv-up" if cents > 0 else "vv-down", middle if cents > 0 else middle - wide, wide, HEIGHT - 4
    )
    return Markup(
        '<svg class="vv-difference" width="{}" height="{}" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">'
        '<path class="vv-axis" d="M{:.0f} 0v{}"/>{}</svg>'
    ).format(BAR, HEIGHT, BAR, HEIGHT, middle, HEIGHT, part if cents else "")


def top_per_child(*ways: Sequence[PerChild]) -> int:
    """Where the axis of all strips ends, in cents: a round number of euros that holds every area of every way."""
    return round(round_above(max((float(area.cents) for way in ways for area in way), default=0.0) / 100) * 100)


def per_child_strip(
    areas: Sequence[PerChild], top: int, title: str, description: str, write: Callable[[int], str]
) -> Markup:
    """All areas as dots from zero to `top` cents; strips with one `top` can be held beside each other.

    `write` writes cents per child; `description` says in words what the strip shows. Raises ValueError past the top.
    """
    if any(not 0 <= area.cents <= top for area in areas):
        raise ValueError(f"an area lies outside a strip of 0 to {top} cents")
    scale = Scale(0, top or 1, EDGE, STRIP - EDGE)
    dots = [
        Markup('<circle class="vv-dot" cx="{}" cy="{}" r="{}"><title>{}</title></circle>').format(
            scale(float(area.cents)), MIDDLE, RADIUS, f"{area.name}: {write(round(area.cents))}"
        )
        for area in sorted(areas, key=lambda area: (area.cents, area.name))
    ]
    ends = Markup('<text x="{}" y="{}">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>').format(
        EDGE - RADIUS, FOOT - 8, write(0), STRIP - EDGE + RADIUS, FOOT - 8, write(top)
    )
    return Markup(
        '<svg class="vv-strip vv-strip--child" viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title>'
        '<desc>{}</desc><path class="vv-axis" d="M{} {}H{}"/>{}{}</svg>'
    ).format(STRIP, FOOT, title, title, description, EDGE, MIDDLE, STRIP - EDGE, Markup("").join(dots), ends)
