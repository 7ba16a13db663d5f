"""What a change during the year does: per line what it had, what it will have, and what is committed already."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from frontend.drawing.differences import difference_bar, largest_difference
from services.budget.contract.models import MoneyLine
from services.budget.contract.splits import DividedPlan, LineKind, SplitLine

LEAVES = (LineKind.AREA, LineKind.CITY_WIDE, LineKind.SUPPORT, LineKind.OTHER)


@dataclass(frozen=True)
class ChangedLine:
    """A line in both splits, or in one of them: then it had, or will have, 0. Unknown what is committed is None."""

    name: str
    before_cents: int
    after_cents: int
    bar: Markup
    committed_cents: int | None

    @property
    def difference_cents(self) -> int:
        return self.after_cents - self.before_cents

    @property
    def is_too_low(self) -> bool:
        """Less than what is committed: this cannot be approved."""
        return self.committed_cents is not None and self.after_cents < self.committed_cents


@dataclass(frozen=True)
class Change:
    lines: list[ChangedLine]
    before_cents: int
    after_cents: int
    committed_cents: int | None

    @property
    def has_cents(self) -> bool:
        """Somewhere in the table, which then writes them everywhere."""
        return any(
            cents % 100
            for line in self.lines
            for cents in (line.before_cents, line.after_cents, line.committed_cents or 0)
        )


def change_of(before: DividedPlan, after: DividedPlan, money: Iterable[MoneyLine] | None) -> Change:
    """`money`: what the lines have now; None when that is not (or no longer) what the change is about."""
    had, gets = _leaves(before), _leaves(after)
    committed = None if money is None else {line.path: _fixed(line) for line in money}
    every = {**had, **gets}
    cents = {path: (_cents(had.get(path)), _cents(gets.get(path))) for path in every}
    largest = largest_difference([new - old for old, new in cents.values()])
    lines = [
        ChangedLine(
            name=line.name,
            before_cents=cents[path][0],
            after_cents=cents[path][1],
            bar=difference_bar(cents[path][1] - cents[path][0], largest),
            committed_cents=None if committed is None else committed.get(path, 0),
        )
        for path, line in every.items()
    ]
    together = None if committed is None else sum(committed.get(path, 0) for path in every)
    return Change(lines, sum(old for old, _ in cents.values()), sum(new for _, new in cents.values()), together)


def _fixed(line: MoneyLine) -> int:
    """What a change cannot move, as the approval looks at it: awarded, kept for a vote, or gone to another year."""
    return line.awarded_cents + line.kept_apart_cents + line.carried_cents


def _leaves(split: DividedPlan) -> dict[str, SplitLine]:
    return {line.path: line for line in split.lines if line.kind in LEAVES}


def _cents(line: SplitLine | None) -> int:
    return line.amount_cents if line else 0
