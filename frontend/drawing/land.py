"""The land every page ends with: one strip per area up to the horizon, as wide as its money."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH, HEIGHT, HORIZON = 1440, 170, 46
DEPTH = 0.5
FIELDS = ("vv-q2", "vv-q3", "vv-q1", "vv-q2", "vv-q4", "vv-q3", "vv-q2")

# A village on the dike: barns, a church, trees, and two windmills. It is nobody's town in particular.
SKYLINE = Markup(
    '<path class="vv-skyline" d="M0 46v-3h118v-7l11-6 11 6v7h44l5-3h160v-4h26v-7l9-5 9 5v11h58v-6h14v6h40v-15h9v-9h2v-8'
    "h2v-7h2v7h2v8h2v9h9v15h24v-9l14-5 14 5v9h70v-4q6-9 12 0 7-12 14 0 6-7 11 0v4h240v-5h46v5h160v-6l10-5 10 5v6h120"
    'q5-9 11-9t11 9q8-13 16 0h134v3z"/>'
    '<path class="vv-skyline" d="M1083 43 1084 14h2l1 29zM1085 14l-1-13h2zM1085 14l11 7-1 2zM1085 14l-12 6 1 2z'
    'M1133 43l1-24h2l1 24zM1135 19l10-8 1 2zM1135 19l2 13h-2zM1135 19l-12-4v-2z"/>'
)


@dataclass(frozen=True, slots=True)
class LandStrip:
    """One area's strip. Without a class of its own it gets the colour of its place in the row."""

    amount: int = 0
    css_class: str = ""
    here: bool = False


def land(strips: Sequence[LandStrip]) -> Markup:
    """The strips side by side, to scale; equally wide as long as there is no money, one field without areas."""
    amounts = [max(strip.amount, 0) for strip in strips]
    weights = amounts if sum(amounts) else [1] * len(strips)
    rows = list(zip(strips, weights, strict=True)) or [(LandStrip(), 1)]
    total, done, paths = sum(weight for _, weight in rows), 0, []
    for index, (strip, weight) in enumerate(rows):
        colour = "vv-here" if strip.here else strip.css_class or FIELDS[index % len(FIELDS)]
        left, right = done / total * WIDTH, (done + weight) / total * WIDTH
        paths.append(
            Markup('<path class="{}" d="M{:.0f} {}H{:.0f}L{:.0f} {}H{:.0f}z"/>').format(
                colour, left, HORIZON, right, _near(right), HEIGHT, _near(left)
            )
        )
        done += weight
    return Markup(
        '<svg class="vv-land" viewBox="0 0 {} {}" preserveAspectRatio="xMidYMin slice" aria-hidden="true"'
        ' focusable="false">{}{}</svg>'
    ).format(WIDTH, HEIGHT, Markup("").join(paths), SKYLINE)


def _near(x: float) -> float:
    """Where a line that starts at x on the horizon meets the lower edge: all lines come from one far point."""
    return WIDTH / 2 + (x - WIDTH / 2) / DEPTH
