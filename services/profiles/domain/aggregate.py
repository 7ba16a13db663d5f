"""Figures of an area from those of its regions: what may be added, what may be weighted, and what does not exist."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction

from services.profiles.domain.values import Status, Value

LEAST_COVERAGE = Fraction(4, 5)  # Below this part of the weight an area gets no total.
_NONE, _ALL = Fraction(0), Fraction(1)


class Kind(StrEnum):
    """How a figure behaves when regions are put together."""

    COUNT = "count"
    SHARE = "share"
    AVERAGE = "average"
    RATE = "rate"


class Reason(StrEnum):
    """Why the total is what it is."""

    COMPLETE = "complete"
    ONE_PART = "one_part"  # One region with people: its own figure, nothing calculated.
    PARTIAL = "partial"  # Enough is known; a count is then a lower bound, a share an estimate.
    COVERAGE_TOO_LOW = "coverage_too_low"
    WEIGHT_UNKNOWN = "weight_unknown"  # The size of a part is not known, so it cannot be weighted.
    NO_WEIGHT_EXISTS = "no_weight_exists"  # A median, or an average of a group nobody counted.
    NOT_PUBLISHED = "not_published"
    NOT_DELIVERED = "not_delivered"  # An own figure that the municipality has not delivered yet.
    NOT_COUNTED = "not_counted"  # An own figure, which does not exist of other municipalities.
    NOBODY = "nobody"  # No region, or only regions without anybody.


@dataclass(frozen=True, slots=True)
class Part:
    """One region's figure, and its weight: the denominator of a share or average, the base population of a count."""

    value: Value
    weight: Value


@dataclass(frozen=True, slots=True)
class Total:
    """An area's figure, the part (0 to 1) of the weight that was known, and why.

    `is_estimate`: a region counted for a share of it, over a recorded mapping.
    """

    value: Value
    coverage: Fraction
    reason: Reason
    is_estimate: bool = False

    @property
    def is_as_told(self) -> bool:
        """Whether the source says this very number, and nothing was calculated."""
        return self.reason is Reason.ONE_PART and not self.is_estimate


def aggregate(kind: Kind, parts: Sequence[Part], *, weighable: bool = True) -> Total:
    """Puts the figures of regions together: counts add, shares and averages are weighted by their denominator, exactly.

    `weighable` says whether a denominator exists at all (it does not for a median). Regions to which the figure does
    not apply (nobody lives there) are left out. With less than 80% of the weight known there is no total.
    """
    about_somebody = [part for part in parts if part.value.status is not Status.NOT_APPLICABLE]
    if (found := _without_sums(about_somebody)) is not None:
        return found
    if kind is Kind.COUNT:
        return _sum(about_somebody)
    if not weighable:
        return Total(Value(Status.NOT_APPLICABLE), Fraction(0), Reason.NO_WEIGHT_EXISTS)
    return _weighted(about_somebody)


def aggregate_ratio(parts: Sequence[Part], factor: int, *, least: int = 0) -> Total:
    """Divides numerators (each part's value) by denominators (its weight) of the same regions, times `factor`.

    `factor` is 100 for a share, 1000 for a rate; see `ratio` for `least`. A region whose numerator is unknown is left
    out above and below the line, so that the ratio is not pulled down.
    """
    about_somebody = [part for part in parts if Status.NOT_APPLICABLE not in (part.value.status, part.weight.status)]
    if not about_somebody:
        return Total(Value(Status.NOT_APPLICABLE), Fraction(0), Reason.NOBODY)
    if _all_unpublished(about_somebody) or all(p.weight.status is Status.NOT_PUBLISHED for p in about_somebody):
        return Total(Value(Status.NOT_PUBLISHED), Fraction(0), Reason.NOT_PUBLISHED)
    coverage = _coverage(about_somebody)
    if coverage is None:
        return Total(Value(Status.MISSING), Fraction(0), Reason.WEIGHT_UNKNOWN)
    if coverage < LEAST_COVERAGE:
        return Total(Value(Status.MISSING), coverage, Reason.COVERAGE_TOO_LOW)
    known = [part for part in about_somebody if part.value.number is not None]
    above = sum((_exact(part.value) for part in known), Fraction())
    below = sum((_exact(part.weight) for part in known), Fraction())
    value = ratio(Value.of(as_decimal(above)), Value.of(as_decimal(below)), factor, least=least)
    reason = Reason.NOBODY if value.status is Status.NOT_APPLICABLE else _reason(coverage)
    return Total(value, coverage, reason)


def ratio(numerator: Value, denominator: Value, factor: int, *, least: int = 0) -> Value:
    """Gives numerator / denominator × factor, where the numerator counts a part of the denominator.

    Fewer than `least` in the denominator is too small to say anything. So are counts that contradict each other:
    Forepark in The Hague has 60 young people in care and 35 inhabitants of that age (2019). Nobody: not applicable.
    """
    for value in (numerator, denominator):
        if value.number is None:
            return value
    above, below = numerator.number or Decimal(), denominator.number or Decimal()
    if below == 0:
        return Value(Status.NOT_APPLICABLE)
    if below < least or above > below:
        return Value(Status.TOO_SMALL)
    # Whole numbers above and below the line: as exact as fractions, and without looking for their smallest form.
    (above_top, above_bottom), (below_top, below_bottom) = above.as_integer_ratio(), below.as_integer_ratio()
    with localcontext(prec=28):
        return Value.of(Decimal(above_top * below_bottom * factor) / Decimal(above_bottom * below_top))


def of_one(part: Part, factor: int | None, *, least: int = 0) -> Total:
    """What `aggregate` and `aggregate_ratio` (with a `factor`) say of one whole region, without adding anything up.

    A page shows every neighbourhood of a city for every indicator: there is nothing it makes more often.
    """
    value, weight = part.value, part.weight
    statuses = (value.status,) if factor is None else (value.status, weight.status)
    if Status.NOT_APPLICABLE in statuses:
        return Total(Value(Status.NOT_APPLICABLE), _NONE, Reason.NOBODY)
    if Status.NOT_PUBLISHED in statuses:
        return Total(Value(Status.NOT_PUBLISHED), _NONE, Reason.NOT_PUBLISHED)
    if factor is None:
        return Total(value, _NONE if value.number is None else _ALL, Reason.ONE_PART)
    if weight.number is None:
        return Total(Value(Status.MISSING), _NONE, Reason.WEIGHT_UNKNOWN)
    if weight.number == 0:
        return Total(Value(Status.NOT_APPLICABLE), _ALL, Reason.NOBODY)
    if value.number is None:
        return Total(Value(Status.MISSING), _NONE, Reason.COVERAGE_TOO_LOW)
    return Total(ratio(value, weight, factor, least=least), _ALL, Reason.COMPLETE)


def _without_sums(parts: Sequence[Part]) -> Total | None:
    """Answers the cases that need no calculation; None when there is something to calculate."""
    if not parts:
        return Total(Value(Status.NOT_APPLICABLE), Fraction(0), Reason.NOBODY)
    if _all_unpublished(parts):
        return Total(Value(Status.NOT_PUBLISHED), Fraction(0), Reason.NOT_PUBLISHED)
    if len(parts) == 1:
        value = parts[0].value
        return Total(value, Fraction(value.number is not None), Reason.ONE_PART)
    return None


def _sum(parts: Sequence[Part]) -> Total:
    known = [part.value.number for part in parts if part.value.number is not None]
    coverage = Fraction(1) if len(known) == len(parts) else _coverage(parts)
    if coverage is None:
        coverage = Fraction(len(known), len(parts))  # No sizes known: each region counts the same.
    if coverage < LEAST_COVERAGE:
        return Total(Value(Status.MISSING), coverage, Reason.COVERAGE_TOO_LOW)
    return Total(
        Value.of(sum(known, Decimal())), coverage, Reason.COMPLETE if len(known) == len(parts) else Reason.PARTIAL
    )


def _weighted(parts: Sequence[Part]) -> Total:
    coverage = _coverage(parts)
    if coverage is None:
        return Total(Value(Status.MISSING), Fraction(0), Reason.WEIGHT_UNKNOWN)
    if coverage < LEAST_COVERAGE:
        return Total(Value(Status.MISSING), coverage, Reason.COVERAGE_TOO_LOW)
    known = [(_exact(part.weight), _exact(part.value)) for part in parts if part.value.number is not None]
    weight = sum((weight for weight, _ in known), Fraction())
    if weight == 0:
        return Total(Value(Status.NOT_APPLICABLE), coverage, Reason.NOBODY)
    mean = sum((weight * value for weight, value in known), Fraction()) / weight
    return Total(Value.of(as_decimal(mean)), coverage, _reason(coverage))


def _coverage(parts: Sequence[Part]) -> Fraction | None:
    """Gives the part of the weight whose value is known; None when the size of any part is unknown."""
    if any(part.weight.number is None for part in parts):
        return None
    whole = sum((_exact(part.weight) for part in parts), Fraction())
    known = sum((_exact(part.weight) for part in parts if part.value.number is not None), Fraction())
    return known / whole if whole else Fraction(1)


def _reason(coverage: Fraction) -> Reason:
    return Reason.COMPLETE if coverage == 1 else Reason.PARTIAL


def _all_unpublished(parts: Sequence[Part]) -> bool:
    return all(part.value.status is Status.NOT_PUBLISHED for part in parts)


def _exact(value: Value) -> Fraction:
    return Fraction(value.number or 0)


def as_decimal(fraction: Fraction) -> Decimal:
    """Writes a fraction with 28 digits: far more than any figure here has, and the same on every machine."""
    with localcontext(prec=28):
        return Decimal(fraction.numerator) / Decimal(fraction.denominator)
