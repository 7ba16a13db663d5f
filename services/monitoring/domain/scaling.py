"""Scaling down and up (O7): heavy against light help per quarter and area, with what is too small left out.

Counts of 1 to 4 are hidden, and so is whatever would give them away: no sum stands beside parts from which a hidden one
follows, and of a quarter whose figures are not due yet nothing is shown (yesterday's number beside today's would show
one child). Heavy and light are hidden together: a partner's figure of all referrals is public, and that minus the one
is the other. Which larger area is hidden with the small ones does not depend on how large it is: who knows our rule
would else know more (docs/decisions/0020).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.monitoring.domain.periods import due_on
from services.monitoring.domain.publication import TOO_SMALL
from services.monitoring.domain.release import may_be_added

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


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure of people by area in a quarter, as everybody sees it: its total, and the numbers that are hidden."""

    total: Decimal
    hidden: Sequence[Decimal]


def weight_of(product_category: str, light: Iterable[str]) -> str:
    """Heavy unless the agreement names the category as light."""
    return "light" if product_category in set(light) else "heavy"


def quarters_between(first: str, last: str) -> list[str]:
    """Every quarter from the first to the last, also one in which nothing happened."""
    numbers = range(_number(first), _number(last) + 1)
    return [f"{number // 4}-Q{number % 4 + 1}" for number in numbers]


def has_ended(quarter: str, today: date) -> bool:
    return _number(quarter) < today.year * 4 + (today.month - 1) // 3


def is_shown(quarter: str, today: date) -> bool:
    """From the day after figures of a quarter were due: most of what comes late has come, and stands beside it."""
    return due_on(quarter) < today


def lines(
    counted: Iterable[Counted], quarters: Iterable[str], beside: Mapping[str, Sequence[Beside]] | None = None
) -> list[Line]:
    """A line per quarter; one without referrals shows a true 0. `beside`: the partner's own figures of a quarter."""
    by_place: dict[tuple[str, str], dict[str | None, Counted]] = defaultdict(dict)
    for cell in counted:
        by_place[cell.quarter, cell.weight][cell.area_id] = cell
    return [
        _line(quarter, {weight: by_place[quarter, weight] for weight in WEIGHTS}, (beside or {}).get(quarter, ()))
        for quarter in quarters
    ]


def _line(quarter: str, cells: Mapping[str, Mapping[str | None, Counted]], beside: Sequence[Beside]) -> Line:
    totals = _totals(cells)
    same = [figure for figure in beside if figure.total in totals]
    gives_away = any(figure.hidden and not may_be_added(figure.hidden) for figure in same) or any(
        _are_all_near_the_edge([cell.count for cell in of.values()]) for of in cells.values()
    )
    wholes = {weight: Shown(None) for weight in WEIGHTS} if gives_away else _wholes(cells)
    return Line(quarter, wholes, _areas(cells, is_known_by_area=bool(same)))


def _totals(cells: Mapping[str, Mapping[str | None, Counted]]) -> set[int]:
    """Of heavy, of light and of both, with and without those of no known area: what an own figure may count too."""
    every = [{area: cell.count for area, cell in of.items()} for of in cells.values()]
    wholes = [sum(counts.values()) for counts in every]
    in_areas = [whole - counts.get(None, 0) for whole, counts in zip(wholes, every, strict=True)]
    return {*wholes, *in_areas, sum(wholes), sum(in_areas)} - {0}


def _wholes(cells: Mapping[str, Mapping[str | None, Counted]]) -> dict[str, Shown]:
    """Per weight; all of them hidden when one of them is too small."""
    shown = {weight: _whole(of.values()) for weight, of in cells.items()}
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


def _areas(
    cells: Mapping[str, Mapping[str | None, Counted]], *, is_known_by_area: bool
) -> dict[str, dict[str | None, Shown]]:
    """Per weight and area, or nothing at all when the total and what is left would give a hidden one away.

    In the order of their ids: an order that came about while hiding would say which of the hidden ones is small.
    """
    counts = {weight: {area: cell.count for area, cell in of.items()} for weight, of in cells.items()}
    hidden = _hidden(counts)
    if hidden is None or (hidden and is_known_by_area):
        return {weight: {} for weight in cells}
    return {
        weight: {
            area: Shown(None) if area in hidden else Shown(of[area]) for area in sorted(hidden | of.keys(), key=str)
        }
        for weight, of in counts.items()
    }


def _hidden(counts: Mapping[str, Mapping[str | None, int]]) -> set[str | None] | None:
    """The areas to leave out: those with a small number, and others by name without one. None: show no area.

    Together they must be so many that each small number can be 1 as well as 4, whatever the others are.
    """
    small = {area for of in counts.values() for area, count in of.items() if count in TOO_SMALL}
    if not small:
        return set()
    told = [of for of in counts.values() if any(count in TOO_SMALL for count in of.values())]
    large = {area for area in told[0] if all(of.get(area, 0) >= TOO_SMALL.stop for of in told)} - small
    hidden = set(small)
    for area in sorted(large, key=str):
        hidden.add(area)
        if all(sum(of.get(each, 0) for each in hidden) >= _enough(len(hidden)) for of in told):
            return hidden
    return None


def _enough(areas: int) -> int:
    """Referrals of so many areas, one of them large, from which a small one can be 4 and the others are 1 or more."""
    return TOO_SMALL[-1] + TOO_SMALL.stop + (areas - 2) * TOO_SMALL[0]


def _are_all_near_the_edge(counts: Sequence[int]) -> bool:
    """When all areas are small: so many together that no area may be 1, where with a large one areas would be shown."""
    is_many = all(count in TOO_SMALL for count in counts) and sum(counts) >= _enough(len(counts))
    return is_many and not may_be_added([Decimal(count) for count in counts])


def _number(quarter: str) -> int:
    return int(quarter[:4]) * 4 + int(quarter[-1]) - 1
