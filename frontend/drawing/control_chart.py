"""A series of one figure in its lines of chance, with the target and the boundary of the agreement."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from markupsafe import Markup

from frontend.drawing.scale import Scale, round_values, scale_for

WIDTH, HEIGHT = 760, 360
LEFT, RIGHT, TOP, BOTTOM = 84, 736, 22, 300
Mark = Literal["ordinary", "signal", "crossed", "both"]
Kind = Literal["ordinary", "signal", "crossed", "both", "band", "middle", "target", "boundary"]


@dataclass(frozen=True, slots=True)
class Spot:
    """One period. Without a number the line stops there; `lines` are low, middle and high."""

    name: str
    text: str
    value: float | None
    lines: tuple[float, float, float] | None = None
    mark: Mark = "ordinary"


def control_chart(
    spots: Sequence[Spot],
    title: str,
    write: Callable[[float], str],
    target: float | None = None,
    boundary: float | None = None,
    finest: float = 0.0,
) -> Markup:
    """A band from the low line to the high one, as the service gives them: nothing is worked out here.

    `finest` is the smallest step of the axis: 1 where people are counted.
    """
    levels = [value for value in (target, boundary) if value is not None]
    numbers = [spot.value for spot in spots if spot.value is not None]
    up = scale_for([*numbers, *levels, *(line for spot in spots for line in spot.lines or ())], BOTTOM, TOP)
    places = [(_x(i, len(spots)), spot) for i, spot in enumerate(spots)]
    drawn = [
        *_frame(places, up, write, finest),
        *(piece for stretch in _stretches(places) for piece in _band(stretch, up)),
        *([] if target is None else [_level("vv-cc-target", up(target))]),
        *([] if boundary is None else [_level("vv-cc-boundary", up(boundary))]),
        *_line(places, up),
        *(_spot(x, up(spot.value), spot) for x, spot in places if spot.value is not None),
    ]
    return Markup('<svg class="vv-control" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        WIDTH, HEIGHT, title, Markup("").join(drawn)
    )


def key_of(kind: Kind) -> Markup:
    """The small key to a shape or a line of the chart."""
    shapes = {
        "band": Markup('<rect class="vv-cc-band" x="2" y="6" width="26" height="16"/>'),
        "middle": Markup('<path class="vv-cc-middle" d="M2 14H28"/>'),
        "target": Markup('<path class="vv-cc-target" d="M2 14H28"/>'),
        "boundary": Markup('<path class="vv-cc-boundary" d="M2 14H28"/>'),
    }
    shape = shapes[kind] if kind in shapes else _shape(15, 14, kind)
    return Markup('<svg width="30" height="28" aria-hidden="true" focusable="false">{}</svg>').format(shape)


def _x(index: int, count: int) -> int:
    return round(LEFT + 16 + index * (RIGHT - LEFT - 32) / max(count - 1, 1))


def _frame(places: Sequence[tuple[int, Spot]], up: Scale, write: Callable[[float], str], finest: float) -> list[Markup]:
    parts = []
    for value in round_values(up, finest):
        parts.append(Markup('<path class="vv-fn-grid" d="M{} {}H{}"/>').format(LEFT, up(value), RIGHT))
        parts.append(_text(LEFT - 10, up(value) + 6, write(value), "end"))
    parts.append(Markup('<path class="vv-axis" fill="none" d="M{} {}V{}H{}"/>').format(LEFT, TOP, BOTTOM, RIGHT))
    if places:
        parts.append(_text(LEFT, BOTTOM + 40, places[0][1].name, "start"))
    if len(places) > 1:
        parts.append(_text(RIGHT, BOTTOM + 40, places[-1][1].name, "end"))
    return parts


def _stretches(places: Sequence[tuple[int, Spot]]) -> list[list[tuple[int, tuple[float, float, float]]]]:
    """Where there are lines, one after the other."""
    found: list[list[tuple[int, tuple[float, float, float]]]] = [[]]
    for x, spot in places:
        if spot.lines is None:
            found.append([])
        else:
            found[-1].append((x, spot.lines))
    return [stretch for stretch in found if stretch]


def _band(stretch: Sequence[tuple[int, tuple[float, float, float]]], up: Scale) -> list[Markup]:
    """A step for each period, half way to the next: of a share the lines lie wider where fewer people are counted."""
    xs = [x for x, _ in stretch]
    half = [(a + b) // 2 for a, b in pairwise(xs)]
    edges = list(zip([xs[0] - 14, *half], [*half, xs[-1] + 14], strict=True))
    lines = [lines for _, lines in stretch]
    upper = "".join(f"L{a} {up(line[2])}H{b}" for (a, b), line in zip(edges, lines, strict=True))
    lower = "".join(f"L{b} {up(line[0])}H{a}" for (a, b), line in reversed(list(zip(edges, lines, strict=True))))
    start = f"{edges[0][0]} {up(lines[0][2])}"
    middle = "".join(f"L{a} {up(line[1])}H{b}" for (a, b), line in zip(edges, lines, strict=True))
    return [
        Markup('<path class="vv-cc-band" d="M{}{}{}Z"/>').format(start, upper, lower),
        Markup('<path class="vv-cc-middle" d="M{} {}{}"/>').format(edges[0][0], up(lines[0][1]), middle),
    ]


def _level(css_class: str, y: int) -> Markup:
    return Markup('<path class="{}" d="M{} {}H{}"/>').format(css_class, LEFT, y, RIGHT)


def _line(places: Sequence[tuple[int, Spot]], up: Scale) -> list[Markup]:
    """Between numbers that follow each other; a gap stays a gap."""
    return [
        Markup('<path class="vv-path" d="M{} {}L{} {}"/>').format(x, up(one.value), then, up(two.value))
        for (x, one), (then, two) in pairwise(places)
        if one.value is not None and two.value is not None
    ]


def _spot(x: int, y: int, spot: Spot) -> Markup:
    return Markup("<g><title>{}</title>{}</g>").format(f"{spot.name}: {spot.text}", _shape(x, y, spot.mark))


def _shape(x: int, y: int, mark: str) -> Markup:
    """A dot; a diamond when it is more than chance; in a square when a boundary was crossed."""
    dot = Markup('<circle class="vv-point" cx="{}" cy="{}" r="5"/>').format(x, y)
    diamond = Markup('<path class="vv-cc-signal" d="M{} {}l9 9l-9 9l-9-9z"/>').format(x, y - 9)
    square = Markup('<rect class="vv-cc-crossed" x="{}" y="{}" width="24" height="24"/>').format(x - 12, y - 12)
    shape = diamond if mark in ("signal", "both") else dot
    return square + shape if mark in ("crossed", "both") else shape


def _text(x: int, y: int, words: str, anchor: str) -> Markup:
    return Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(x, y, anchor, words)
