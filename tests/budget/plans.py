"""Plans of a year to test with: builders, the one of Groningen, and any tree that can be divided."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from services.budget.domain.allocation_key import Area, Component, Figure, Figures, Key
from services.budget.domain.plan import DividedLine, PlanLine
from services.kit.money import Money

CHILDREN, POOR = "young_people_0_14", "low_income"


def a_line(key: str, share: str | Fraction | None = None, amount: int | None = None) -> PlanLine:
    """A line of kind `other`; with neither share nor amount it takes the rest."""
    exact = None if share is None else Fraction(share)
    return PlanLine(key, key.title(), "other", exact, None if amount is None else Money(amount))


def a_key(*components: tuple[str, str], base: int = 0) -> Key:
    return Key(Money(base), tuple(Component(indicator, None, Fraction(weight)) for indicator, weight in components))


def areas_line(*, key: Key, share: str | None = None, amount: Money | None = None) -> PlanLine:
    return PlanLine("areas", "Areas", "areas", None if share is None else Fraction(share), amount, allocation=key)


def areas_of(ids: Iterable[str]) -> list[Area]:
    return [Area(one, one.title()) for one in ids]


def figures_of(numbers: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Figure]]:
    return {
        indicator: {area: Figure(Fraction(number), "number") for area, number in values.items()}
        for indicator, values in numbers.items()
    }


def cents(lines: Sequence[DividedLine]) -> dict[str, int]:
    return {line.path: line.amount.cents for line in lines}


FIGURES = figures_of({CHILDREN: {"a": 1, "b": 2}, POOR: {"a": 3, "b": 1}})
GRONINGEN_2015 = (areas_line(share="2/3", key=a_key((CHILDREN, "1"), base=4_000_000)), a_line("rest"))

Case = tuple[Money, tuple[PlanLine, ...], list[Area], Figures]


@st.composite
def plans(draw: st.DrawFn) -> Case:
    """Any plan that can be divided: up to four levels, shares, amounts and a rest, a key of one to four components."""
    ids = draw(st.lists(st.text("abcdefgh", min_size=1, max_size=3), min_size=1, max_size=7, unique=True))
    codes = draw(st.lists(st.sampled_from(["n1", "n2", "n3", "n4"]), min_size=1, unique=True))
    numbers = st.fractions(0, 1000, max_denominator=20)
    figures = {code: {one: draw(numbers) for one in ids} for code in codes}
    for values in figures.values():
        values[ids[0]] += 1  # So that no need is zero everywhere, nor a product of two.
    total = draw(st.integers(0, 300) | st.integers(10**6, 10**12))
    lines = draw(_siblings(total, ["areas", "city_wide", "group", "group", "group"], len(ids), codes))
    return Money(total), lines, areas_of(ids), figures_of(figures)


@st.composite
def _siblings(draw: st.DrawFn, low: int, spare: list[str], areas: int, codes: list[str]) -> tuple[PlanLine, ...]:
    """Lines under one line that gets `low` cents or one more; `spare` has the kinds that may still be given."""
    sizes = draw(st.lists(st.integers(0, 9), min_size=1, max_size=3).filter(any))
    asked: list[tuple[Fraction | None, int | None, int]]  # share, amount, and the least it will be
    if draw(st.booleans()):
        shares = [Fraction(size, sum(sizes)) for size in sizes]
        asked = [(share, None, int(low * share)) for share in shares]
    else:
        amounts = [low * part // 100 for part in draw(st.lists(st.integers(0, 30), max_size=2))]
        room = Fraction(low - sum(amounts), low + 1) * draw(st.fractions(0, 1, max_denominator=30))
        shares = [room * Fraction(size, sum(sizes)) for size in sizes]
        asked = [(None, amount, amount) for amount in amounts] + [(share, None, int(low * share)) for share in shares]
        rest = (None, None, int(low * (1 - room)) - sum(amounts))
        asked.insert(draw(st.integers(0, len(asked))), rest)
    lines = []
    for at, (share, amount, least) in enumerate(asked):
        kind = draw(st.sampled_from(["other", *sorted(set(spare))]))
        if kind in spare:
            spare.remove(kind)
        key = draw(_keys(least // areas, codes)) if kind == "areas" else None
        below = draw(_siblings(least, spare, areas, codes)) if kind == "group" else ()
        money = None if amount is None else Money(amount)
        lines.append(PlanLine(f"line-{at}", f"Line {at}", kind, share, money, key, below))
    return tuple(lines)


@st.composite
def _keys(draw: st.DrawFn, most: int, codes: list[str]) -> Key:
    weights = draw(st.lists(st.integers(0, 9), min_size=1, max_size=4).filter(any))
    code, times = st.sampled_from(codes), st.sampled_from([None, *codes])
    components = tuple(Component(draw(code), draw(times), Fraction(one, sum(weights))) for one in weights)
    return Key(Money(draw(st.integers(0, most))), components)
