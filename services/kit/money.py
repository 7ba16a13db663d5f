"""Money in whole euro cents: exact arithmetic, and division in which no cent is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, order=True)
class Money:
    """An amount in euro cents (integer). Floats are refused."""

    cents: int

    def __post_init__(self) -> None:
        if type(self.cents) is not int:
            raise TypeError(f"money is whole cents, not {type(self.cents).__name__}")

    def __add__(self, other: "Money") -> "Money":
        return Money(self.cents + other.cents)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.cents - other.cents)

    def __neg__(self) -> "Money":
        return Money(-self.cents)

    def split(self, weights: Sequence[Fraction | int]) -> list["Money"]:
        """Divide over weights by largest remainder; the parts always add up to exactly this amount.

        Each part gets the whole cents of its exact share; the cents left go one by one to the largest remainders,
        ties to the earliest in the order given. Weights are exact (int or Fraction), not negative, not all zero.
        Source: Hamilton's method of largest remainders.
        """
        exact = [Fraction(weight) for weight in weights]
        total = sum(exact)
        if total <= 0 or any(weight < 0 for weight in exact):
            raise ValueError("weights must be zero or more, and not all zero")
        if self.cents < 0:
            return [-part for part in (-self).split(weights)]
        shares = [self.cents * weight / total for weight in exact]
        cents = [share.numerator // share.denominator for share in shares]
        by_remainder = sorted(range(len(shares)), key=lambda at: (cents[at] - shares[at], at))
        for at in by_remainder[: self.cents - sum(cents)]:
            cents[at] += 1
        return [Money(amount) for amount in cents]

    def part(self, fraction: Fraction) -> "Money":
        """The exact fraction of this amount. Raises ValueError when it is not a whole number of cents."""
        exact = self.cents * fraction
        if exact.denominator != 1:
            raise ValueError(f"{fraction} of {self.cents} cents is not a whole number of cents")
        return Money(exact.numerator)
