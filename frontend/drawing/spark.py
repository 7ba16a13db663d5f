"""Years or quarters as a small line, without a word about chance: that is what `control_chart` is for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frontend.drawing.scale import Scale, scale_for

WIDTH, TOP, BOTTOM, HEIGHT = 460, 14, 106, 136
LEFT, RIGHT = 44, 446
DIGIT = 15
"""How wide a character of an axis is where text is largest: on a phone and beside a tile."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter; no value means that none came in, and the line stops there."""

    name: str
    value: float | None
    text: str = ""


def quarter_line(
    quarters: Sequence[Quarter],
    write: Callable[[float], str],
    target: float | None = None,
    says: str = "",
) -> Markup:
    """A line from zero up; nothing is worked out here. `says`: all of it in words, where no text beside it does."""
    known = [q.value for q in quarters if q.value is not None]
    scale = scale_for([*known, *([] if target is None else [target])], BOTTOM, TOP)
    labels = [(scale(value), write(value)) for value in (0.0, scale.high if scale.high else scale.low)]
    left = max(LEFT, LEFT - 32 + DIGIT * max(len(label) for _, label in labels))
    parts = _ground(scale, labels, left)
    if target is not None:
        parts.append(Markup('<path class="vv-cc-target" d="M{} {}H{}"/>').format(left - 6, scale(target), WIDTH))
    places = [(_x(i, len(quarters), left), q) for i, q in enumerate(quarters)]
    for piece in _unbroken(places, scale):
        steps = "L".join(f"{x} {y}" for x, y in piece)
        parts.append(Markup('<path class="vv-path" d="M{}"/>').format(steps))
    for x, quarter in places:
        if quarter.value is not None:
            parts.append(
                Markup('<circle class="vv-point" cx="{}" cy="{}" r="5"><title>{}</title></circle>').format(
                    x, scale(quarter.value), f"{quarter.name}: {quarter.text}" if quarter.text else quarter.name
                )
            )
    if quarters:
        parts.append(Markup('<text x="{}" y="132">{}</text>').format(left - 6, quarters[0].name))
    if len(quarters) > 1:
        parts.append(Markup('<text x="{}" y="132" text-anchor="end">{}</text>').format(WIDTH, quarters[-1].name))
    told = Markup('role="img" aria-label="{}"').format(says) if says else Markup('aria-hidden="true" focusable="false"')
    return Markup('<svg class="vv-strip" viewBox="0 0 {} {}" {}>{}</svg>').format(
        WIDTH, HEIGHT, told, Markup("").join(parts)
    )


def _ground(scale: Scale, labels: Sequence[tuple[int, str]], left: int) -> list[Markup]:
    parts = [Markup('<path class="vv-axis" d="M{} {}H{}"/>').format(left - 6, scale(0), WIDTH)]
    for y, words in labels:
        parts.append(Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(left - 12, y + 4, words))
    return parts


def _x(index: int, count: int, left: int) -> int:
    return round(left + index * (RIGHT - left) / max(count - 1, 1))


def _unbroken(places: Sequence[tuple[int, Quarter]], scale: Scale) -> list[list[tuple[int, int]]]:
    """Stretches of at least two known quarters in a row."""
    pieces: list[list[tuple[int, int]]] = [[]]
    for x, quarter in places:
        if quarter.value is None:
            pieces.append([])
        else:
            pieces[-1].append((x, scale(quarter.value)))
    return [piece for piece in pieces if len(piece) > 1]
