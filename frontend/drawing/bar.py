"""Money as one bar: parts to scale, each with its own shape as well as its colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

Kind = Literal["paid", "promised", "kept", "asked", "left"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a pot; amounts in any one unit, never negative."""

    kind: Kind
    amount: int


def money_bar(parts: Sequence[Part], thin: bool = False) -> Markup:
    """A bar as wide as its place, cut by ditches; empty when there is no money. The list under it has the amounts."""
    total = sum(part.amount for part in parts)
    drawn = [part for part in parts if part.amount > 0]
    pieces, done = [], 0
    for part in drawn:
        pieces.append(
            Markup('<rect class="vv-{}" x="{}" width="{}" height="100%"/>').format(
                part.kind, _percent(done, total), _percent(part.amount, total)
            )
        )
        if done:
            pieces.append(
                Markup('<svg x="{}" overflow="visible"><line class="vv-frame" y2="100%"/></svg>').format(
                    _percent(done, total)
                )
            )
        done += part.amount
    return Markup(
        '<svg class="{}" aria-hidden="true" focusable="false">{}'
        '<rect class="vv-frame" width="100%" height="100%"/></svg>'
    ).format("vv-bar vv-bar--thin" if thin else "vv-bar", Markup("").join(pieces))


def swatch(css_class: str) -> Markup:
    """The small key to a colour and its hatch: `vv-paid`, `vv-q2`."""
    return Markup(
        '<svg class="vv-key" width="26" height="18" aria-hidden="true" focusable="false">'
        '<rect class="{} vv-swatch" x="1" y="1" width="24" height="16"/></svg>'
    ).format(css_class)


def _percent(amount: int, total: int) -> str:
    return f"{amount / total * 100:.2f}%"
