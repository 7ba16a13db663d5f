"""What an indicator is, and how its figure is made for one region or for several together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from services.profiles.domain.aggregate import Kind, Part, Reason, Total, aggregate, aggregate_ratio, of_one
from services.profiles.domain.lineage import Portion
from services.profiles.domain.values import Status, Value

Values = Mapping[tuple[str, str], Value]
"""Figures by region code and indicator code."""

UNKNOWN = Value(Status.MISSING)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a figure is made. With a `numerator` it is numerator / denominator × factor and is not stored itself.

    `denominator` also weighs stored shares and averages; `base` is the population a count is about and weighs what is
    known of it. Below `minimum_base` people a ratio is too small to say anything.
    """

    code: str
    kind: Kind
    numerator: str | None
    denominator: str | None
    base: str | None
    factor: int | None
    minimum_base: int
    is_own: bool = False  # The municipality delivers it, or what stands above its line, itself.

    @property
    def parts(self) -> set[str]:
        """The codes of the stored figures without which there is none of this: its two counts, or itself."""
        return {self.numerator, self.denominator or self.numerator} if self.numerator else {self.code}

    @property
    def ingredients(self) -> set[str]:
        """The codes of the stored figures this one is made from."""
        own = self.numerator or self.code
        weight = self.denominator or self.base
        return {own, weight} if weight else {own}


def ingredients_of(recipes: Iterable[Recipe]) -> set[str]:
    """All stored figures that are needed for these."""
    return set().union(*(recipe.ingredients for recipe in recipes))


def figure(recipe: Recipe, regions: Sequence[str | Portion], values: Values) -> Total:
    """The figure of these regions together, exactly; a figure we do not have counts as missing, never as zero.

    Of a region that counts for a share, counts are multiplied by that share: the total is then an estimate. What has no
    denominator (a median) does not exist for a part.
    """
    if len(regions) == 1 and isinstance(region := regions[0], str):
        weight = recipe.denominator or recipe.base
        part = Part(
            values.get((region, recipe.numerator or recipe.code), UNKNOWN),
            values.get((region, weight), UNKNOWN) if weight else UNKNOWN,
        )
        total = of_one(part, (recipe.factor or 1) if recipe.numerator else None, least=recipe.minimum_base)
        return _of_own(total, [part]) if recipe.is_own else total
    portions = [Portion(region) if isinstance(region, str) else region for region in regions]
    parts = [_part(recipe, portion, values) for portion in portions]
    is_estimate = any(portion.share != 1 for portion in portions)
    if recipe.numerator:
        total = aggregate_ratio(parts, recipe.factor or 1, least=recipe.minimum_base)
    elif is_estimate and recipe.kind is not Kind.COUNT and recipe.denominator is None:
        return Total(Value(Status.NOT_APPLICABLE), Fraction(0), Reason.NO_WEIGHT_EXISTS)
    else:
        total = aggregate(recipe.kind, parts, weighable=recipe.denominator is not None)
    total = replace(total, is_estimate=is_estimate and total.value.number is not None)
    return _of_own(total, parts) if recipe.is_own else total


def _of_own(total: Total, parts: Sequence[Part]) -> Total:
    """Says of what the municipality delivers itself that it did not yet, or that it does not count it there."""
    told = {part.value.status for part in parts}
    if told == {Status.NOT_PUBLISHED}:
        return replace(total, reason=Reason.NOT_DELIVERED)
    return replace(total, reason=Reason.NOT_COUNTED) if told == {Status.NOT_APPLICABLE} else total


def _part(recipe: Recipe, portion: Portion, values: Values) -> Part:
    """What is known of one region: a share or average of a part is that of the whole, with less weight."""
    own, weight = recipe.numerator or recipe.code, recipe.denominator or recipe.base
    if portion.code is None:
        return Part(UNKNOWN, UNKNOWN)
    value = values.get((portion.code, own), UNKNOWN)
    counts = recipe.numerator is not None or recipe.kind is Kind.COUNT
    return Part(
        value.times(portion.share) if counts else value,
        values.get((portion.code, weight), UNKNOWN).times(portion.share) if weight else UNKNOWN,
    )
