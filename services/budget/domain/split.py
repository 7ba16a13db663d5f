"""Divides a year's prevention money: exact shares, a base and a key per area, and not one cent lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.budget.contract.refusals import (
    NoWeight,
    SplitBaseTooHigh,
    SplitNotExact,
    SplitShareOutOfRange,
    SplitSupportTooHigh,
)
from services.budget.domain.amounts import Euros
from services.kit.money import Money


@dataclass(frozen=True)
class AreaWeight:
    """What the key knows of one area: its number (exact), or None with the status that says why there is none."""

    area_id: str
    name: str
    number: Fraction | None
    status: str = "number"


@dataclass(frozen=True)
class Plan:
    """What a policy officer chose. Amounts in euro cents; shares are exact."""

    youth_budget: Money
    prevention_share: Fraction
    areas_share: Fraction
    support: Money
    base_per_area: Money


@dataclass(frozen=True)
class AreaPart:
    """One area's line: `base` and the part by `weight` together are `amount`."""

    area_id: str
    name: str
    amount: Money
    base: Money
    weight: Fraction


@dataclass(frozen=True)
class Division:
    """The whole: `areas` + `support` + `city_wide` is exactly `total`."""

    total: Money
    areas_total: Money
    areas: tuple[AreaPart, ...]
    city_wide: Money
    support: Money


def divide(plan: Plan, weights: Sequence[AreaWeight]) -> Division:
    """Divide as Groningen did in 2015: a share of the youth budget, a part to areas by base and key, and the rest.

    The prevention share must come out in whole cents. The areas' share of it need not: then the areas get whole cents
    rounded down, and the rest of that one cent stays in the city-wide money. Cents left in the key go to the largest
    remainders, ties in order of area id. Raises SplitNotExact (or a kind of it) and NoWeight.
    """
    total = prevention_money(plan.youth_budget, plan.prevention_share)
    if not 0 <= plan.areas_share <= 1:
        raise SplitShareOutOfRange(share=str(plan.areas_share))
    exact = total.cents * plan.areas_share
    areas_total = Money(exact.numerator // exact.denominator)
    areas = _areas(areas_total, plan.base_per_area, sorted(weights, key=lambda weight: weight.area_id))
    city_wide = total - areas_total - plan.support
    if city_wide.cents < 0:
        room = total - areas_total
        raise SplitSupportTooHigh(support_cents=Euros(plan.support.cents), room_cents=Euros(room.cents))
    return Division(total, areas_total, areas, city_wide, plan.support)


def prevention_money(youth_budget: Money, share: Fraction) -> Money:
    """The exact share of the youth budget. Raises SplitNotExact with the nearest lower amount that would work."""
    if not 0 < share <= 1:
        raise SplitShareOutOfRange(share=str(share))
    if youth_budget.cents * share.numerator % share.denominator:
        works = youth_budget.cents // share.denominator * share.denominator or share.denominator
        raise SplitNotExact(share=str(share), amount_cents=Euros(youth_budget.cents), works_cents=Euros(works))
    return youth_budget.part(share)


def _areas(money: Money, base: Money, weights: Sequence[AreaWeight]) -> tuple[AreaPart, ...]:
    numbers = [_number(weight) for weight in weights]
    by_key = money - Money(base.cents * len(weights))
    if by_key.cents < 0:
        at_most = money.cents // len(weights)
        raise SplitBaseTooHigh(base_cents=Euros(base.cents), areas=len(weights), works_cents=Euros(at_most))
    if not any(numbers):
        raise NoWeight(area="–", area_id=None, status="zero")
    return tuple(
        AreaPart(weight.area_id, weight.name, base + part, base, number)
        for weight, number, part in zip(weights, numbers, by_key.split(numbers), strict=True)
    )


def _number(weight: AreaWeight) -> Fraction:
    if weight.number is None or weight.number < 0:
        raise NoWeight(area=weight.name, area_id=weight.area_id, status=weight.status)
    return weight.number
