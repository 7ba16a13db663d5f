"""What a figure is: a number, or one of the kinds of no number that must never be mixed up."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from typing import Self


class Status(StrEnum):
    """Why there is a number or why there is none (facts.md §6, trap 2)."""

    NUMBER = "number"  # A number; 0 is a number.
    NOT_PUBLISHED = "not_published"  # The whole column is empty in this release.
    WITHHELD = "withheld"  # The source says it keeps this one back.
    MISSING = "missing"  # Withheld or missing; the source does not say which.
    NOT_APPLICABLE = "not_applicable"  # There is nobody it could be about, or such a total does not exist.
    TOO_SMALL = "too_small"  # We have it and do not show it: too few people to say anything.


@dataclass(frozen=True, slots=True)
class Value:
    """One figure of one region in one year. `number` is there exactly when the status is `number`."""

    status: Status
    number: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.number is not None) != (self.status is Status.NUMBER):
            raise ValueError(f"a value that is {self.status} cannot have number {self.number}")

    @classmethod
    def of(cls, number: Decimal | int) -> Self:
        """Makes a value that is a number."""
        return cls(Status.NUMBER, Decimal(number))

    def times(self, share: Fraction) -> "Value":
        """This part of a count; what is no number stays what it is."""
        if self.number is None or share == 1:
            return self
        with localcontext(prec=28):
            return Value.of(self.number * share.numerator / share.denominator)

    def rounded(self, decimals: int, *, is_as_told: bool = False) -> "Value":
        """Rounds a half away from zero, as people expect; what is no number stays what it is.

        A figure that `is_as_told` by its source keeps all decimals it has there.
        """
        if self.number is None:
            return self
        if is_as_told:
            decimals = max(decimals, decimals_of(self.number))
        return Value.of(self.number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def decimals_of(number: Decimal) -> int:
    """How many decimals it is written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
