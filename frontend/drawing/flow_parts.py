"""What a picture of flowing money is put together from: streams, bars that stand still, and words that fit."""

import textwrap
from collections.abc import Sequence
from typing import Literal

from markupsafe import Markup

Tone = Literal["money", "promised", "kept", "left"]
Words = tuple[tuple[str, str], ...]
"""Lines of words, each with its class before it."""
LETTER = 8.4
"""How wide a letter of 15 pixels is on average, on the safe side (bold)."""


def wrapped(words: str, room: float) -> list[str]:
    """Words in lines that fit the room (in pixels), on the safe side; nothing is cut off."""
    return textwrap.wrap(words, max(int(room / LETTER), 4)) or [words]


def stream(start: tuple[float, float], end: tuple[float, float], width: float, tone: Tone, words: str) -> Markup:
    """A band with the same width at both ends; `words` show under the mouse."""
    (x, y), (to_x, to_y) = start, end
    half = (x + to_x) / 2
    path = (
        f"M{x:.2f} {y:.2f}C{half:.2f} {y:.2f} {half:.2f} {to_y:.2f} {to_x:.2f} {to_y:.2f}v{width:.2f}"
        f"C{half:.2f} {to_y + width:.2f} {half:.2f} {y + width:.2f} {x:.2f} {y + width:.2f}z"
    )
    return Markup('<path class="vv-stream vv-stream--{}" d="{}"><title>{}</title></path>').format(tone, path, words)


def bar(kind: str, x: float, y: float, width: float, height: float) -> Markup:
    """Money that stands still: a node, or the whole it is a slice of."""
    shape = '<rect class="vv-node vv-node--{}" x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}"/>'
    return Markup(shape).format(kind, x, y, width, height)


def text(lines: Words, x: float, middle: float, line: float, anchor: str) -> Markup:
    """Lines of words, each with its class, around a height in the middle."""
    first = middle - line * len(lines) / 2 + line * 0.74
    return Markup("").join(
        Markup('<text class="{}" x="{:.2f}" y="{:.2f}" text-anchor="{}">{}</text>').format(
            css_class, x, first + line * at, anchor, words
        )
        for at, (css_class, words) in enumerate(lines)
    )


def linked(href: str, drawn: Markup) -> Markup:
    """A node, as a link when it has a page of its own."""
    return Markup('<a href="{}">{}</a>').format(href, drawn) if href else drawn


def picture(
    css_class: str, size: tuple[float, float], words: tuple[str, str], parts: Sequence[Markup], has_links: bool
) -> Markup:
    """An image with its title and description; with links in it a group, for inside an image nobody can reach them."""
    (width, height), (title, description) = size, words
    return Markup(
        '<svg class="{}" viewBox="0 0 {:.2f} {:.2f}" role="{}" aria-label="{}"><title>{}</title><desc>{}</desc>{}</svg>'
    ).format(
        css_class, width, height, "group" if has_links else "img", title, title, description, Markup("").join(parts)
    )
