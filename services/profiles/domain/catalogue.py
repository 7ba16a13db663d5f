"""What an indicator is, and how its figure is made for one region or for several together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.profiles.domain.aggregate import Kind, Part, Total, aggregate, aggregate_ratio
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

    @property
    def ingredients(self) -> set[str]:
        """The codes of the stored figures this one is made from."""
        own = self.numerator or self.code
        weight = self.denominator or self.base
        return {own, weight} if weight else {own}


def ingredients_of(recipes: Iterable[Recipe]) -> set[str]:
    """All stored figures that are needed for these."""
    return set().union(*(recipe.ingredients for recipe in recipes))


def figure(recipe: Recipe, regions: Sequence[str], values: Values) -> Total:
    """The figure of these regions together, exactly; a figure we do not have counts as missing, never as zero."""
    weight = recipe.denominator or recipe.base
    parts = [
        Part(
            values.get((region, recipe.numerator or recipe.code), UNKNOWN),
            values.get((region, weight), UNKNOWN) if weight else UNKNOWN,
        )
        for region in regions
    ]
    if recipe.numerator:
        return aggregate_ratio(parts, recipe.factor or 1, least=recipe.minimum_base)
    return aggregate(recipe.kind, parts, weighable=recipe.denominator is not None)
