"""An estimate as an interval: what is sure, what is not sure yet, the middle, and what was really seen."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from frontend.drawing.scale import Scale, scale_for

TOP, BAND, FOOT, HEIGHT = 14, 34, 48, 72


@dataclass(frozen=True, slots=True)
class Estimate:
    """Amounts in one unit, low <= centre <= high; below zero it costs more. `seen` is None until something was."""

    low: int
    centre: int
    high: int
    seen: int | None = None


def interval(estimate: Estimate, description: str, write: Callable[[int], str]) -> Markup:
    """On an axis from zero as wide as its place: solid up to the lower bound, hatched from there to the upper bound.

    `write` writes the ends of the axis. The table beside it has the numbers.
    """
    reached = [estimate.low, estimate.high, *([] if estimate.seen is None else [estimate.seen])]
    across = scale_for(reached, 0, 10_000)
    sure = max(estimate.low, 0)
    drawn = [
        _band("vv-paid", 0, sure, across),
        _band("vv-interval__loss", estimate.low, min(estimate.high, 0), across),
        _band("vv-promised", sure, estimate.high, across),
        _upright("vv-interval__middle", estimate.centre, across),
        Markup('<line class="vv-axis" x1="0" x2="100%" y1="{}" y2="{}"/>').format(FOOT, FOOT),
        _upright("vv-axis", 0, across),
        *_ends(across, write),
    ]
    if estimate.seen is not None:
        drawn.append(
            Markup('<circle class="vv-interval__seen" cx="{}" cy="{}" r="9"/>').format(
                _at(estimate.seen, across), (TOP + FOOT) // 2
            )
        )
    return Markup('<svg class="vv-interval" width="100%" height="{}" role="img" aria-label="{}">{}</svg>').format(
        HEIGHT, description, Markup("").join(drawn)
    )


def _band(css_class: str, start: int, end: int, across: Scale) -> Markup:
    """From one value to another; nothing when that is nothing."""
    if end <= start:
        return Markup("")
    wide = (across(end) - across(start)) / 100
    return Markup('<rect class="{} vv-interval__band" x="{}" y="{}" width="{:.2f}%" height="{}"/>').format(
        css_class, _at(start, across), TOP, wide, BAND
    )


def _upright(css_class: str, value: int, across: Scale) -> Markup:
    at = _at(value, across)
    return Markup('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(css_class, at, at, TOP - 8, FOOT + 4)


def _ends(across: Scale, write: Callable[[int], str]) -> list[Markup]:
    """The numbers under the axis: both ends, and zero when it lies between them with room for it on a phone."""
    ends = [(round(across.low), "start"), (round(across.high), "end")]
    if across.low < 0 and 3500 < across(0) < 6500:
        ends.append((0, "middle"))
    return [
        Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(
            _at(value, across), HEIGHT - 4, anchor, write(value)
        )
        for value, anchor in ends
    ]


def _at(value: int, across: Scale) -> str:
    return f"{across(value) / 100:.2f}%"
