"""Divides a year's money over a plan: a tree of lines in exact shares and amounts, and not one cent lost.

The rule in words, as a formula and with an example: docs/split-mathematics.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from services.budget.contract.plan_refusals import (
    PlanAllocation,
    PlanCityLinesAlike,
    PlanGroup,
    PlanKeyTooLong,
    PlanLineKind,
    PlanLinesAlike,
    PlanLineTwice,
    PlanShareAndAmount,
    PlanTooDeep,
    PlanTooLong,
    PlanTwoRests,
    PlanWithoutAreas,
    PlanWithoutLines,
    SplitBaseTooHigh,
    SplitBelowZero,
    SplitNotExact,
    SplitPartsTooLittle,
    SplitPartsTooMuch,
    SplitRestBelowZero,
    SplitShareOutOfRange,
    SplitWeightsNotOne,
)
from services.budget.domain.allocation_key import Area, Figures, Key, named, needs_of
from services.budget.domain.amounts import Euros
from services.kit.money import Money

MOST_LEVELS = 4
MOST_LINES = 60
MOST_COMPONENTS = 8
KINDS = ("group", "areas", "city_wide", "support", "other")


@dataclass(frozen=True)
class PlanLine:
    """A line as it is asked: an exact share of its parent's amount, or an amount, or neither: then it takes the rest.

    `key` is a slug, unique among its siblings. `kind` is one of KINDS; `allocation` exactly for `areas`, `lines`
    (at least one) exactly for `group`.
    """

    key: str
    name: str
    kind: str
    share: Fraction | None
    amount: Money | None
    allocation: Key | None = None
    lines: tuple["PlanLine", ...] = ()

    @property
    def called(self) -> str:
        """How a refusal names it: software may leave the name to us."""
        return self.name or self.key


@dataclass(frozen=True)
class DividedLine:
    """What a line gets. `path` is the keys from the top joined by "/"; an area's key is its id.

    An area line (kind `area`, under `areas`): `parts` has the money per component, `base` and the parts together are
    `amount`, and `weights` has the exact need per component. At an `areas` line `parts` has the pot per component.
    `is_leaf`: it holds money itself, so it can have a ceiling and be booked on.
    """

    path: str
    parent: str | None
    kind: str
    area_id: str | None
    name: str
    amount: Money
    base: Money | None
    parts: tuple[Money, ...]
    weights: tuple[Fraction, ...]
    is_leaf: bool


def divide(total: Money, lines: Sequence[PlanLine], areas: Sequence[Area], figures: Figures) -> tuple[DividedLine, ...]:
    """What each line gets, each line before those under it, areas in order of their id.

    What stands under a line always adds up to it, to the cent. Raises a kind of PlanShape for a plan that is put
    together wrongly, of SplitNotExact when the money does not fit, and of NoWeight when the figures do not.
    """
    _check_shape(lines, areas)
    if total.cents < 0:
        raise SplitBelowZero(amount_cents=Euros(total.cents))
    return tuple(_divided(total, lines, None, sorted(areas, key=lambda area: area.id), figures))


def source_amount(budget: Money, share: Fraction) -> Money:
    """The exact share of a youth budget. Raises SplitNotExact with the nearest lower budget that would work."""
    if not 0 < share <= 1:
        raise SplitShareOutOfRange(share=str(share))
    if budget.cents * share.numerator % share.denominator:
        works = budget.cents // share.denominator * share.denominator or share.denominator
        raise SplitNotExact(share=str(share), amount_cents=Euros(budget.cents), works_cents=Euros(works))
    return budget.part(share)


def _divided(
    money: Money, lines: Sequence[PlanLine], parent: str | None, areas: Sequence[Area], figures: Figures
) -> Iterator[DividedLine]:
    """The lines under one parent, and all that is under them."""
    for line, amount in zip(lines, _amounts(money, lines), strict=True):
        path = f"{parent}/{line.key}" if parent else line.key
        pots: tuple[Money, ...] = ()
        below: Sequence[DividedLine] = ()
        if line.allocation:
            pots, below = _by_key(amount, line.allocation, path, areas, figures)
        is_leaf = line.kind not in ("group", "areas")
        yield DividedLine(path, parent, line.kind, None, line.name, amount, None, pots, (), is_leaf)
        yield from below
        if line.lines:
            yield from _divided(amount, line.lines, path, areas, figures)


def _amounts(money: Money, lines: Sequence[PlanLine]) -> list[Money]:
    """Siblings in whole cents: exact quantities that add up to `money`, rounded by largest remainder in plan order."""
    asked = [_asked(money, line) for line in lines]
    left = money.cents - sum((quantity for quantity in asked if quantity is not None), Fraction(0))
    takers = [line for line, quantity in zip(lines, asked, strict=True) if quantity is None]
    if len(takers) > 1:
        raise PlanTwoRests(first=takers[0].called, second=takers[1].called)
    if left < 0 or (left and not takers):
        raise _not_adding_up(money, left, lines, takers)
    return _split(money, [left if quantity is None else quantity for quantity in asked])


def _not_adding_up(
    money: Money, left: Fraction, lines: Sequence[PlanLine], takers: Sequence[PlanLine]
) -> SplitNotExact:
    """By how much, in cents rounded up: part of a cent too much or too little is not nothing."""
    parent, by = Euros(money.cents), Euros(ceil(abs(left)))
    others = [line.called for line in lines if line not in takers]
    listed = named(others)
    if left > 0:
        return SplitPartsTooLittle(parent_cents=parent, short_cents=by, lines=listed)
    if takers:
        return SplitRestBelowZero(parent_cents=parent, over_cents=by, lines=listed, rest=takers[0].called)
    return SplitPartsTooMuch(parent_cents=parent, over_cents=by, lines=listed)


def _asked(money: Money, line: PlanLine) -> Fraction | None:
    """What a line asks in cents, not rounded; None: the rest."""
    if line.amount is not None:
        if line.amount.cents < 0:
            raise SplitBelowZero(amount_cents=Euros(line.amount.cents))
        return Fraction(line.amount.cents)
    if line.share is not None and not 0 <= line.share <= 1:
        raise SplitShareOutOfRange(share=str(line.share))
    return None if line.share is None else money.cents * line.share


def _by_key(
    money: Money, key: Key, path: str, areas: Sequence[Area], figures: Figures
) -> tuple[tuple[Money, ...], list[DividedLine]]:
    """The pot per component, and the line of each area."""
    needs = [needs_of(component, areas, figures) for component in key.components]
    pots = _pots(money, key, len(areas))
    columns = [_split(pot, column) for pot, column in zip(pots, needs, strict=True)]
    lines = []
    for at, area in enumerate(areas):
        parts, weights = tuple(column[at] for column in columns), tuple(column[at] for column in needs)
        amount = sum(parts, key.base_per_area)
        own = f"{path}/{area.id}"
        lines.append(
            DividedLine(own, path, "area", area.id, area.name, amount, key.base_per_area, parts, weights, True)
        )
    return tuple(pots), lines


def _pots(money: Money, key: Key, areas: int) -> list[Money]:
    """What is left after the base, over the components by weight."""
    weights = [component.weight for component in key.components]
    for weight in weights:
        if not 0 <= weight <= 1:
            raise SplitShareOutOfRange(share=str(weight))
    if sum(weights) != 1:
        raise SplitWeightsNotOne(weights=str(sum(weights)), difference=str(abs(1 - sum(weights))))
    base = key.base_per_area
    if base.cents < 0:
        raise SplitBelowZero(amount_cents=Euros(base.cents))
    if base.cents * areas > money.cents:
        raise SplitBaseTooHigh(base_cents=Euros(base.cents), areas=areas, works_cents=Euros(money.cents // areas))
    return _split(money - Money(base.cents * areas), weights)


def _split(money: Money, quantities: Sequence[Fraction]) -> list[Money]:
    """By largest remainder, ties to the first; nothing over nothing is nothing."""
    return money.split(quantities) if money.cents else [money] * len(quantities)


def _check_shape(lines: Sequence[PlanLine], areas: Sequence[Area]) -> None:
    if not lines:
        raise PlanWithoutLines()
    every = list(_walk(lines, 1))
    if len(every) > MOST_LINES:
        raise PlanTooLong(lines=len(every), most=MOST_LINES)
    for line in every:
        _check_line(line)
        if line.kind == "areas" and not areas:
            raise PlanWithoutAreas(line=line.called)
    _check_found_by_ideas([line for line in every if line.kind == "areas"], every)


def _check_found_by_ideas(areas: Sequence[PlanLine], every: Sequence[PlanLine]) -> None:
    """An idea finds the line of its area, and people choose between those of the whole city by their names."""
    if len(areas) > 1:
        raise PlanLineTwice(first=areas[0].called, second=areas[1].called)
    of_city = [line for line in every if line.kind == "city_wide"]
    by_name: dict[str, PlanLine] = {}
    for line in of_city if len(of_city) > 1 else ():
        name = line.name.strip().casefold()
        if not name or name in by_name:
            other = by_name.get(name) or next(each for each in of_city if each is not line)
            raise PlanCityLinesAlike(first=other.called, second=line.called)
        by_name[name] = line


def _walk(lines: Sequence[PlanLine], level: int) -> Iterator[PlanLine]:
    """Every line of a tree, each before those under it."""
    by_key: dict[str, PlanLine] = {}
    for line in lines:
        if level > MOST_LEVELS:
            raise PlanTooDeep(line=line.called, most=MOST_LEVELS)
        if line.key in by_key:
            raise PlanLinesAlike(key=line.key, first=by_key[line.key].called, second=line.called)
        by_key[line.key] = line
        yield line
        yield from _walk(line.lines, level + 1)


def _check_line(line: PlanLine) -> None:
    if line.kind not in KINDS:
        raise PlanLineKind(line=line.called, kind=line.kind, kinds=", ".join(KINDS))
    if (line.kind == "group") != bool(line.lines):
        raise PlanGroup(line=line.called)
    if (line.kind == "areas") != (line.allocation is not None):
        raise PlanAllocation(line=line.called)
    if line.share is not None and line.amount is not None:
        raise PlanShareAndAmount(line=line.called)
    if line.allocation and len(line.allocation.components) > MOST_COMPONENTS:
        raise PlanKeyTooLong(line=line.called, components=len(line.allocation.components), most=MOST_COMPONENTS)
