"""A programme's figure of a period out of what was told: a number, or which kind of no number; never a guess."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from services.monitoring.domain.periods import Period
from services.monitoring.domain.programme.kpis import Question
from services.monitoring.domain.signals.series import Point

Status = Literal["number", "too_small", "unknown"]
GOOD = 4  # Of 1 to 5: how it was by their own words.


@dataclass(frozen=True, slots=True)
class Figure:
    """`unknown`: nobody who was asked answered. `answered` of `asked` sources did: initiatives, partners, surveys."""

    period: str
    status: Status
    number: Fraction | None
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Told:
    """What one initiative told of itself, and the quarter in which it did; None is not answered."""

    quarter: str
    children: int | None
    rating: int | None
    learned: bool


def of_initiatives(question: Question, period: str, told: Sequence[Told]) -> Figure:
    """What these initiatives told together. With none of them nothing is known, and that is not 0.

    They are the initiatives' own public words about an activity, of which no number is too small to show.
    """
    answered = [each for each in told if _answer(question, each) is not None]
    if not answered:
        return Figure(period, "unknown", None, 0, len(told))
    numbers = [Fraction(_answer(question, each) or 0) for each in answered]
    total = sum(numbers, Fraction())
    number = total / len(numbers) * 100 if question == "rating" else total
    return Figure(period, "number", number, len(answered), len(told))


def _answer(question: Question, told: Told) -> int | None:
    if question == "children":
        return told.children
    if question == "rating":
        return None if told.rating is None else int(told.rating >= GOOD)
    return 1 if question == "shared" or told.learned else None


def of_partners(period: str, points: Sequence[Point]) -> Figure:
    """The sum of what partners delivered of a quarter; too small when any part of it is, as the rest is public."""
    known = [point for point in points if point.status in ("number", "too_small")]
    if not known:
        return Figure(period, "unknown", None, 0, len(points))
    if any(point.status == "too_small" for point in known):
        return Figure(period, "too_small", None, len(known), len(points))
    total = sum((point.value or Fraction() for point in known), Fraction())
    return Figure(period, "number", total, len(known), len(points))


def of_surveys(period: str, scores: Sequence[tuple[Fraction, int] | None]) -> Figure:
    """The mean score of the marked points, each weighed by how many answered it; None: too few answered that one."""
    known = [score for score in scores if score is not None]
    if not scores:
        return Figure(period, "unknown", None, 0, 0)
    if not known:
        return Figure(period, "too_small", None, 0, len(scores))
    people = sum(answers for _, answers in known)
    mean = sum((score * answers for score, answers in known), Fraction()) / people
    return Figure(period, "number", mean, len(known), len(scores))


def quarters_of(year: int) -> list[str]:
    """The four quarters, as they are written on the wire."""
    return [str(Period("quarter", year, number)) for number in range(1, 5)]


def by_quarter(told: Iterable[Told]) -> Mapping[str, list[Told]]:
    """What was told, by the quarter in which it was."""
    found: dict[str, list[Told]] = {}
    for each in told:
        found.setdefault(each.quarter, []).append(each)
    return found
