"""Scaling down and up (O7): heavy against light help per quarter and area, with what is too small left out.

Counts of 1 to 4 are hidden, and so is whatever would give them away: no sum stands beside parts from which a hidden one
follows, and of a quarter that still runs nothing is shown (yesterday's number beside today's would show one child).
Heavy and light are hidden together: a partner's figure of all referrals is public, and that minus the one is the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.monitoring.domain.publication import TOO_SMALL

WEIGHTS = ("heavy", "light")


@dataclass(frozen=True, slots=True)
class Counted:
    """Referrals of one quarter, area and weight: how many, of how many the costs are known, and those costs."""

    quarter: str
    area_id: str | None
    weight: str
    count: int
    priced: int
    cents: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What can be shown of one number. `number` None is too small to show, or left out to protect a smaller one."""

    number: int | None
    cents: int | None = None
    priced: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One quarter of the whole municipality, and per area as far as that can be shown."""

    quarter: str
    of: Mapping[str, Shown]
    areas: Mapping[str, Mapping[str | None, Shown]]


def weight_of(product_category: str, light: Iterable[str]) -> str:
    """Heavy unless the agreement names the category as light."""
    return "light" if product_category in set(light) else "heavy"


def quarters_between(first: str, last: str) -> list[str]:
    """Every quarter from the first to the last, also one in which nothing happened."""
    numbers = range(_number(first), _number(last) + 1)
    return [f"{number // 4}-Q{number % 4 + 1}" for number in numbers]


def has_ended(quarter: str, today: date) -> bool:
    return _number(quarter) < today.year * 4 + (today.month - 1) // 3


def lines(counted: Iterable[Counted], quarters: Iterable[str]) -> list[Line]:
    """A line per quarter; one without referrals shows a true 0."""
    by_place: dict[tuple[str, str], dict[str | None, Counted]] = defaultdict(dict)
    for cell in counted:
        by_place[cell.quarter, cell.weight][cell.area_id] = cell
    return [
        Line(
            quarter,
            _wholes({weight: by_place[quarter, weight].values() for weight in WEIGHTS}),
            _areas({weight: by_place[quarter, weight] for weight in WEIGHTS}),
        )
        for quarter in quarters
    ]


def _wholes(cells: Mapping[str, Iterable[Counted]]) -> dict[str, Shown]:
    """Per weight; all of them hidden when one of them is too small."""
    shown = {weight: _whole(of) for weight, of in cells.items()}
    is_hidden = any(each.number is None for each in shown.values())
    return {weight: Shown(None) if is_hidden else each for weight, each in shown.items()}


def _whole(cells: Iterable[Counted]) -> Shown:
    known = list(cells)
    count, priced = sum(cell.count for cell in known), sum(cell.priced for cell in known)
    if count in TOO_SMALL:
        return Shown(None)
    # The costs of one to four children are theirs, and so are those of all but one to four.
    if priced in TOO_SMALL or count - priced in TOO_SMALL:
        return Shown(count)
    return Shown(count, sum(cell.cents for cell in known) if priced else None, priced)


def _areas(cells: Mapping[str, Mapping[str | None, Counted]]) -> dict[str, dict[str | None, Shown]]:
    """Per weight and area, or nothing at all when the total and what is left would give a hidden one away."""
    hidden: set[str | None] = set()
    for of in cells.values():
        left_out = _hidden({area: cell.count for area, cell in of.items()})
        if left_out is None:
            return {weight: {} for weight in cells}
        hidden |= left_out
    return {
        weight: {area: Shown(None if area in hidden else cell.count) for area, cell in of.items()}
        for weight, of in cells.items()
    }


def _hidden(counts: Mapping[str | None, int]) -> set[str | None] | None:
    """The areas to leave out: the small ones, and the smallest large one that hides their sum. None: show no area."""
    small = {area for area, count in counts.items() if count in TOO_SMALL}
    if not small:
        return set()
    larger = sorted((count, str(area), area) for area, count in counts.items() if area not in small)
    return small | {larger[0][2]} if larger else None


def _number(quarter: str) -> int:
    return int(quarter[:4]) * 4 + int(quarter[-1]) - 1
