"""What is known about a rate: its two counts as published, and how far each may be off."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Self

Number = int | float | Decimal | Fraction
MOST_SECRET = 7  # CBS keeps 0 to 7 young people with care secret (facts.md §6, trap 4).


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as published, and the least and the most it can be. `published` is None when it is secret."""

    published: float | None
    least: float
    most: float

    def __post_init__(self) -> None:
        if not 0 <= self.least <= self.most:
            raise ValueError(f"a count cannot lie between {self.least} and {self.most}")

    def __add__(self, other: "Count") -> "Count":
        """Counts of groups or regions added, each rounded by itself: what they may be off adds up too."""
        known = None if self.published is None or other.published is None else self.published + other.published
        return Count(known, self.least + other.least, self.most + other.most)

    def times(self, share: Fraction) -> "Count":
        """This share of a group: who they are does not matter, as it is their number."""
        part = float(share)
        known = None if self.published is None else self.published * part
        return Count(known, self.least * part, self.most * part)

    def among(self, share: Fraction, group: "Count") -> "Count":
        """How many of these live in a part of a region with this share of its `group`: perhaps none, perhaps all.

        The best guess is that they live spread out, but nobody counted them: as many as fit may live in the rest.
        """
        elsewhere, here = group.most * (1 - float(share)), group.most * float(share)
        most = min(self.most, here)
        return Count(self.times(share).published, min(most, max(0.0, self.least - elsewhere)), most)

    @classmethod
    def exact(cls, number: Number) -> Self:
        """As the source gives municipality and country: not rounded."""
        return cls.off_by(number, 0)

    @classmethod
    def off_by(cls, number: Number, most: Number) -> Self:
        """A published number that can be off by `most` people either way; never below zero."""
        return cls(float(number), max(0.0, float(number) - float(most)), float(number) + float(most))

    @classmethod
    def random_5(cls, number: Number) -> Self:
        """A population of a district or neighbourhood: CBS rounds at random to a multiple of 5, so off by up to 4."""
        return cls.off_by(number, 4)

    @classmethod
    def care_5(cls, number: Number) -> Self:
        """Young people with care: rounded to 5, so off by at most 2. What is published below 10 stands for 0 to 7."""
        return cls(float(number), 0, MOST_SECRET) if number < MOST_SECRET + 1 else cls.off_by(number, 2)

    @classmethod
    def secret(cls, most: Number = MOST_SECRET) -> Self:
        """A count that the source keeps secret because it is at most `most`. Not for one that may just be missing."""
        return cls(None, 0, float(most))

    @classmethod
    def share_of(cls, percent: Number, whole: "Count", step: Number = 1) -> "Count":
        """How many `percent` (0 to 100, published in steps of `step`) of a whole are: an approximation, to be stated.

        A percentage in whole per cents may be off by half a per cent, so the count by half a per cent of the whole.
        """
        if whole.published is None:
            return cls(None, 0, whole.most)
        share, half = float(percent) / 100, float(step) / 200
        least, most = max(0.0, share - half) * whole.published, min(1.0, share + half) * whole.published
        return cls(share * whole.published, least, most)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A rate's numerator and denominator; None for one we do not have.

    `is_proportion`: whether the numerator counts people of the denominator, each at most once. Not so for measures or
    visits (several per person), an average, a median, or an income: those get no verdict, since chance works
    differently there and needs figures CBS does not give (each person's number, or the spread).
    """

    numerator: Count | None
    denominator: Count | None
    is_approximation: bool = False
    is_proportion: bool = True
    is_estimate: bool = False  # Of a region only a part counts, and of its numerator we do not know how much.

    @classmethod
    def of_share(cls, percent: Number, whole: Count, step: Number = 1) -> Self:
        """A published percentage (0 to 100, in steps of `step`) of a known number of people."""
        return cls(Count.share_of(percent, whole, step), whole, is_approximation=True)

    @property
    def proportion(self) -> float | None:
        """Numerator / denominator as published, 0 to 1; None when either is missing or secret, or nobody is there."""
        if self.numerator is None or self.denominator is None or self.numerator.published is None:
            return None
        return self.numerator.published / self.denominator.published if self.denominator.published else None

    def corners(self) -> Iterator[tuple[float, float]]:
        """The (count, population) at the edges of what is possible: somebody, and nobody counted twice."""
        if self.numerator is None or self.denominator is None:
            return
        fewest, most = self.numerator.least, min(self.numerator.most, self.denominator.most)
        for count in (fewest, most):
            for population in (self.denominator.least, self.denominator.most):
                if count <= self.denominator.most:
                    yield count, max(count, population, 1.0)
