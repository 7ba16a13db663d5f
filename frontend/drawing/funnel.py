"""The funnel plot: how many people against the rate, and the lines within which chance keeps equal places."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frontend.drawing.scale import Scale, round_values, scale_for

WIDTH, HEIGHT = 760, 460
LEFT, RIGHT, TOP, BOTTOM = 64, 744, 36, 400


@dataclass(frozen=True, slots=True)
class Line:
    """The limits for places of so many people, in the unit of the rate."""

    people: int
    low95: float
    high95: float
    low998: float
    high998: float


@dataclass(frozen=True, slots=True)
class FunnelDot:
    """A place. `label` is what is said after its name; its class says what can be said of it."""

    name: str
    href: str
    people: int
    rate: float
    label: str
    css_class: str = "vv-fn-dot"


def funnel(
    dots: Sequence[FunnelDot],
    lines: Sequence[Line],
    reference: float,
    title: str,
    axes: tuple[str, str],
    write: Callable[[float], str],
) -> Markup:
    """The service gives the limits; here they are only drawn. `axes` names x and y; `write` writes their numbers."""
    across = scale_for([*(dot.people for dot in dots), *(line.people for line in lines)], LEFT, RIGHT)
    # Lines of very few people reach everywhere: they are cut off where the highest place lies.
    highest = max([*(dot.rate for dot in dots), reference * 1.5])
    up = scale_for([highest * 1.05], BOTTOM, TOP)
    drawn = [
        *_frame(across, up, axes, write),
        *_limits(lines, across, up),
        Markup('<path class="vv-fn-middle" d="M{} {}H{}"/>').format(LEFT, up(reference), RIGHT),
        *(_dot(dot, across, up) for dot in sorted(dots, key=lambda dot: dot.name.casefold())),
    ]
    return Markup('<svg class="vv-funnel" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
        WIDTH, HEIGHT, title, Markup("").join(drawn)
    )


def _frame(across: Scale, up: Scale, axes: tuple[str, str], write: Callable[[float], str]) -> list[Markup]:
    parts = [Markup('<path class="vv-axis" fill="none" d="M{} {}V{}H{}"/>').format(LEFT, TOP, BOTTOM, RIGHT)]
    for x in round_values(across, finest=1):
        # The last number ends where the axis ends: on a phone, where text is large, it would lie half off the screen.
        parts.append(_text(across(x), BOTTOM + 24, write(x), "middle" if x < across.high else "end"))
    for y in round_values(up):
        parts.append(_text(LEFT - 10, up(y) + 5, write(y), "end"))
        if y:
            parts.append(Markup('<path class="vv-fn-grid" d="M{} {}H{}"/>').format(LEFT, up(y), RIGHT))
    return [*parts, _text(RIGHT, HEIGHT - 14, axes[0], "end"), _text(LEFT, TOP - 18, axes[1], "start")]


def _limits(lines: Sequence[Line], across: Scale, up: Scale) -> list[Markup]:
    ways = (
        ("vv-fn-outer", [(line.people, line.low998) for line in lines]),
        ("vv-fn-outer", [(line.people, line.high998) for line in lines]),
        ("vv-fn-inner", [(line.people, line.low95) for line in lines]),
        ("vv-fn-inner", [(line.people, line.high95) for line in lines]),
    )
    paths = []
    for css_class, points in ways:
        inside = [(across(people), up(rate)) for people, rate in points if rate <= up.high]
        if len(inside) > 1:
            steps = "L".join(f"{x} {y}" for x, y in inside)
            paths.append(Markup('<path class="{}" d="M{}"/>').format(css_class, steps))
    return paths


def _dot(dot: FunnelDot, across: Scale, up: Scale) -> Markup:
    return Markup(
        '<a href="{}"><title>{}</title><circle class="vv-fn-reach" cx="{x}" cy="{y}" r="13"/>'
        '<circle class="{}" cx="{x}" cy="{y}" r="{}"/></a>'
    ).format(
        dot.href,
        f"{dot.name}: {dot.label}",
        dot.css_class,
        "8" if dot.css_class.endswith("clear") else "6",
        x=across(dot.people),
        y=up(dot.rate),
    )


def _text(x: float, y: float, words: str, anchor: str) -> Markup:
    return Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(x, y, anchor, words)
