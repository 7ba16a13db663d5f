"""What somebody can work out who reads everything that is published and can add up, subtract and divide.

The "attacker's problem" of statistical disclosure control (facts.md 7; Hundepool and others, Statistical Disclosure
Control, 2012, 4.3): of each number the lowest and highest value that fits all that is known, whole numbers only.
Solved exactly as integer programs (HiGHS in scipy), one part of the problem that hangs together at a time.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Name = Hashable
MOST = 10_000
"""No number here is larger: what nothing is known of lies between 0 and this."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Whole multiples of some numbers, together at least `low` and at most `high`."""

    terms: Mapping[Name, float]
    low: float
    high: float


@dataclass
class Knowledge:
    """What is known: of each number between what it lies, and which sums are told."""

    bounds: dict[Name, tuple[float, float]] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)

    def between(self, name: Name, low: float, high: float) -> None:
        """Told more than once it is all of that: two addresses of one number stand beside each other."""
        before = self.bounds.get(name, (0, MOST))
        self.bounds[name] = (max(low, before[0]), min(high, before[1]))

    def is_known(self, name: Name, value: float) -> None:
        self.between(name, value, value)

    def adds_up(self, parts: Iterable[Name], whole: Name) -> None:
        """The parts are the whole, whatever is known of either."""
        terms: dict[Name, float] = defaultdict(float)
        for part in parts:
            terms[part] += 1
        terms[whole] -= 1
        self.relate(terms, 0, 0)

    def relate(self, terms: Mapping[Name, float], low: float, high: float) -> None:
        for name in terms:
            self.bounds.setdefault(name, (0, MOST))
        self.relations.append(Relation(dict(terms), low, high))

    def range_of(self, name: Name) -> tuple[int, int]:
        """The lowest and highest value this number can have. Raises AssertionError when nothing fits at all."""
        names, relations = self._together(name)
        at = {each: place for place, each in enumerate(names)}
        lows, highs = zip(*(self.bounds.get(each, (0, MOST)) for each in names), strict=True)
        rows = np.zeros((len(relations), len(names)))
        for row, relation in enumerate(relations):
            for each, factor in relation.terms.items():
                rows[row, at[each]] = factor
        limits = LinearConstraint(rows, [each.low for each in relations], [each.high for each in relations])
        return (
            _best(names, at[name], 1, Bounds(lows, highs), limits if relations else None),
            _best(names, at[name], -1, Bounds(lows, highs), limits if relations else None),
        )

    def _together(self, name: Name) -> tuple[list[Name], list[Relation]]:
        """The numbers that a chain of relations ties to this one; a number that is known ties nothing."""
        found, relations, todo = {name}, [], [name]
        left = list(self.relations)
        while todo:
            each = todo.pop()
            low, high = self.bounds.get(each, (0, MOST))
            touching = [relation for relation in left if each in relation.terms] if low < high or each == name else []
            left = [relation for relation in left if relation not in touching]
            relations += touching
            new = {other for relation in touching for other in relation.terms} - found
            found |= new
            todo += sorted(new, key=str)
        return sorted(found, key=str), relations


def _best(names: list[Name], at: int, sign: int, bounds: Bounds, limits: LinearConstraint | None) -> int:
    goal = np.zeros(len(names))
    goal[at] = sign
    found = milp(goal, integrality=np.ones(len(names)), bounds=bounds, constraints=limits)
    assert found.success, f"what was published contradicts itself: {found.message}"
    return round(found.x[at])
