"""How many gave each score: five columns to scale, with their numbers. The table beside it says the same."""

from collections.abc import Sequence

from markupsafe import Markup

WIDTH, HEIGHT, FOOT, HEAD = 300, 120, 94, 22
STEP, COLUMN = 60, 44


def score_columns(counts: Sequence[int], title: str) -> Markup:
    """`counts`: answers per score, lowest first. Every column starts at zero, the highest fills the height."""
    most = max(counts) or 1
    columns = Markup("").join(_column(at, count, most) for at, count in enumerate(counts))
    return Markup(
        '<svg class="vv-scores" viewBox="0 0 {} {}" role="img" aria-label="{}">{}'
        '<path class="vv-axis" d="M0 {}H{}"/></svg>'
    ).format(WIDTH, HEIGHT, title, columns, FOOT, WIDTH)


def _column(at: int, count: int, most: int) -> Markup:
    middle, tall = at * STEP + STEP // 2, round((FOOT - HEAD) * count / most)
    return Markup(
        '<rect class="vv-scores__column" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="vv-scores__count" x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text class="vv-scores__score" x="{}" y="{}" text-anchor="middle">{}</text>'
    ).format(middle - COLUMN // 2, FOOT - tall, COLUMN, tall, middle, FOOT - tall - 6, count, middle, FOOT + 20, at + 1)
