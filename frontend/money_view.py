"""The year's money as pages show it: every line with what it got and where that is, what is late, what it brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from services.budget.contract.initiatives import InitiativeState, InitiativeView
from services.budget.contract.models import CeilingWarning, MoneyLine, YearMoney
from services.budget.contract.splits import LineKind, SplitView

PAY_WITHIN = timedelta(weeks=6)
"""How soon an award is paid after it was made known (Awb 4:87)."""


@dataclass(frozen=True)
class LineRow:
    """A line: got = paid + promised + left + kept + carried.

    `got` is what the split gave it; `left` what an idea can get now; `kept` what a vote keeps; `href` its own page.
    """

    line: MoneyLine
    href: str
    got: int
    carried: int

    @property
    def paid(self) -> int:
        return self.line.paid_cents

    @property
    def promised(self) -> int:
        return self.line.awarded_cents - self.line.paid_cents

    @property
    def left(self) -> int:
        return self.line.free_cents

    @property
    def kept(self) -> int:
        return self.line.kept_apart_cents

    @property
    def asked(self) -> int:
        """By ideas that are decided without a vote."""
        return asked_without_vote(self.line)

    @property
    def used(self) -> int:
        return self.line.awarded_cents


@dataclass(frozen=True)
class Sum:
    """Some lines together; its parts are the sums of their parts."""

    got: int
    paid: int
    promised: int
    left: int
    kept: int
    carried: int

    @property
    def used(self) -> int:
        return self.paid + self.promised


@dataclass(frozen=True)
class Late:
    """An idea for which a day has passed: the day it was due, and the money it is about."""

    initiative: InitiativeView
    due: date
    cents: int


@dataclass(frozen=True)
class Lateness:
    """What should have been done by now. `published_on` is set when the split itself came after the year began."""

    split: SplitView | None
    answers: list[Late]
    payments: list[Late]

    @property
    def is_empty(self) -> bool:
        return not (self.split or self.answers or self.payments)


@dataclass(frozen=True)
class Brought:
    """What a line's ideas brought about. `children` is None while none of them told it; 0 is told."""

    name: str
    href: str
    awarded_cents: int
    ideas: int
    told: int
    children: int | None


def line_rows(money: YearMoney) -> list[LineRow]:
    """The lines in the order of the plan."""
    return [LineRow(line, line_href(line, money.year), line.ceiling_cents, line.carried_cents) for line in money.lines]


def asked_without_vote(line: MoneyLine) -> int:
    """What open ideas ask that no vote keeps money for, in cents."""
    return line.asked_cents - line.asked_in_rounds_cents


def line_href(line: MoneyLine, year: int) -> str:
    """The page of a line's budget."""
    if line.kind is LineKind.AREA and line.area_id:
        return f"/{year}/gebieden/{line.area_id}/begroting"
    return f"/{year}/begroting/{line.line_id}"


def total(rows: Sequence[LineRow]) -> Sum:
    return Sum(
        got=sum(row.got for row in rows),
        paid=sum(row.paid for row in rows),
        promised=sum(row.promised for row in rows),
        left=sum(row.left for row in rows),
        kept=sum(row.kept for row in rows),
        carried=sum(row.carried for row in rows),
    )


def has_cents(rows: Sequence[LineRow]) -> bool:
    """Somewhere in their table, which then writes them everywhere, so that the numbers stand in line."""
    return any(
        cents % 100 for row in rows for cents in (row.got, row.paid, row.promised, row.left, row.kept, row.carried)
    )


def of_areas(rows: Sequence[LineRow]) -> list[LineRow]:
    return [row for row in rows if row.line.kind is LineKind.AREA]


def not_of_areas(rows: Sequence[LineRow]) -> list[LineRow]:
    return [row for row in rows if row.line.kind is not LineKind.AREA]


def warned(rows: Sequence[LineRow]) -> list[LineRow]:
    """The lines that will run out, or did, in the order of the plan."""
    return [row for row in rows if row.line.warning is not CeilingWarning.NONE]


def lateness(split: SplitView | None, initiatives: Sequence[InitiativeView], today: date) -> Lateness:
    """What the law or our own answer date asked for by now, and what did not happen. Longest waiting first."""
    answers = [
        Late(idea, due, idea.amount_cents)
        for idea in initiatives
        if idea.state is InitiativeState.OPEN and (due := idea.late_since or idea.answer_by) < today
    ]
    payments = [
        Late(idea, idea.awarded_on + PAY_WITHIN, to_pay(idea))
        for idea in initiatives
        if idea.awarded_on and to_pay(idea) > 0 and idea.awarded_on + PAY_WITHIN < today
    ]
    return Lateness(
        split=split if split and split.is_late else None,
        answers=sorted(answers, key=lambda late: late.due),
        payments=sorted(payments, key=lambda late: late.due),
    )


def to_pay(idea: InitiativeView) -> int:
    """Promised to an idea and not paid yet, in cents."""
    return (idea.awarded_cents or 0) - idea.paid_cents


def brought(rows: Sequence[LineRow], initiatives: Sequence[InitiativeView]) -> list[Brought]:
    """Per area what its ideas brought; ideas are asked for per area, so the other lines have none."""
    return [
        _brought(row, [idea for idea in initiatives if idea.area_id == row.line.area_id])
        for row in rows
        if row.line.kind is LineKind.AREA
    ]


def _brought(row: LineRow, initiatives: Sequence[InitiativeView]) -> Brought:
    given = [idea for idea in initiatives if idea.awarded_cents is not None]
    told = [idea.result for idea in given if idea.result]
    return Brought(
        name=row.line.name,
        href=row.href,
        awarded_cents=sum(idea.awarded_cents or 0 for idea in given),
        ideas=len(given),
        told=len(told),
        children=sum(counted)
        if (counted := [it.children_reached for it in told if it.children_reached is not None])
        else None,
    )


def line_of(rows: Sequence[LineRow], *, area_id: str = "", line_id: UUID | None = None) -> LineRow | None:
    """The line of an area, or with an id."""
    for row in rows:
        if row.line.line_id == line_id or (area_id and row.line.area_id == area_id):
            return row
    return None
