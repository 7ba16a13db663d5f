"""No colour depends on how wide the screen is: so a page need not be seen in all colours at all widths."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from voorveld.settings import CHECKOUT

SHEETS = sorted((CHECKOUT / "frontend" / "static").glob("*.css"))
ALLOWED = {"color: var(--vv-ink-soft)"}
"""Soft ink on paper, which every page has."""
DECLARATION = re.compile(r"(?<![\w-])((?:[a-z-]*color|background|fill|stroke|opacity|filter)\s*:[^;}]*)")


def blocks_of_widths(css: str) -> Iterator[str]:
    """What stands in each `@media` or `@container` that asks for a width."""
    for start in re.finditer(r"@(?:media|container)[^{]*width[^{]*\{", css):
        depth, end = 1, start.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        yield css[start.end() : end]


def colours_by_width(css: str) -> set[str]:
    without_words = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return {
        " ".join(found.split()) for block in blocks_of_widths(without_words) for found in DECLARATION.findall(block)
    }


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_colour_depends_on_the_width(sheet: Path) -> None:
    assert colours_by_width(sheet.read_text()) <= ALLOWED


def test_a_colour_at_a_width_is_found() -> None:
    css = "@media (max-width: 40rem) { a { color: red; } /* fill: blue */ b { gap: 1rem } } p { color: green }"
    assert colours_by_width(css) == {"color: red"}
