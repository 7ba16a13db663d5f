"""The ledger as pages show it: the trial balance per line, and a statement with the decision behind each posting."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.budget.contract.ledger import PostingView, TrialBalance
from services.budget.contract.models import KeptApart, YearMoney

CORRECTABLE = ("payment", "repayment", "release")
OF_LINES = ("free", "awarded", "paid")


@dataclass(frozen=True)
class TrialRow:
    """What stands on the accounts of one line, in cents; together what the line has.

    `free`: not awarded, as booked. `kept`: what votes keep apart of that, which is no posting.
    """

    line_id: UUID
    name: str
    area_id: str | None
    free: int
    awarded: int
    paid: int
    kept: int = 0

    @property
    def free_now(self) -> int:
        """What an idea can get now."""
        return self.free - self.kept

    @property
    def together(self) -> int:
        return self.free + self.awarded + self.paid


@dataclass(frozen=True)
class Trial:
    """All accounts at the end of a day. `sources` give, so they stand below zero; everything adds up to `sum_cents`."""

    lines: list[TrialRow]
    sources: list[tuple[str, int]]
    carried: int
    sum_cents: int
    is_right: bool

    def of(self, account: str) -> int:
        return sum(getattr(row, account) for row in self.lines)

    @property
    def together(self) -> int:
        return sum(row.together for row in self.lines)

    @property
    def has_cents(self) -> bool:
        """Somewhere in its tables, which then write them everywhere, so that the numbers stand in line."""
        of_rows = [cents for row in self.lines for cents in (row.free, row.awarded, row.paid)]
        return any(cents % 100 for cents in [*of_rows, *(cents for _name, cents in self.sources), self.carried])

    @property
    def given(self) -> int:
        return sum(cents for _name, cents in self.sources)


@dataclass(frozen=True)
class StatementRow:
    """A posting with what it did to the accounts of the lines that the statement is about. `amount` is what moved."""

    id: UUID
    at: datetime
    decision: str
    href: str
    lines: list[str]
    amount: int
    free: int
    awarded: int
    paid: int
    corrects: UUID | None
    corrected_by: UUID | None
    correct_href: str
    is_correctable: bool


@dataclass(frozen=True)
class Statement:
    """All postings of a line, an initiative or a year; the sums are over all of them.

    `kept`: of `free`, what votes keep apart now; nothing of an initiative, and of a past day.
    """

    rows: list[StatementRow]
    free: int
    awarded: int
    paid: int
    kept: Sequence[KeptApart] = ()

    @property
    def free_now(self) -> int:
        """What an idea can get now."""
        return self.free - sum(each.cents for each in self.kept)

    @property
    def has_cents(self) -> bool:
        """Somewhere in its table, which then writes them everywhere."""
        return any(cents % 100 for row in self.rows for cents in (row.free, row.awarded, row.paid))


def kept_of(money: YearMoney, line_id: UUID | None = None) -> list[KeptApart]:
    """What votes keep apart now, of one line or of all."""
    return [each for line in money.lines if line_id in (None, line.line_id) for each in line.kept_apart]


def shown_trial(balance: TrialBalance, money: YearMoney | None = None) -> Trial:
    """The accounts of a line side by side, in the order of the plan. `money`: of now, with what votes keep apart."""
    lines = money.lines if money else []
    kept = {line.line_id: line.kept_apart_cents for line in lines}
    cents: dict[UUID, dict[str, int]] = {}
    named: dict[UUID, tuple[str, str | None]] = {}
    # Every line has been free money once, and only those stand in the order of the plan.
    for each in sorted(balance.accounts, key=lambda each: each.account != "free"):
        if each.line_id:
            named[each.line_id] = (each.name, each.area_id)
            cents.setdefault(each.line_id, {})[each.account] = each.balance_cents
    return Trial(
        lines=[
            TrialRow(
                line_id, name, area, kept=kept.get(line_id, 0), **{of: cents[line_id].get(of, 0) for of in OF_LINES}
            )
            for line_id, (name, area) in named.items()
        ],
        sources=[(each.name, each.balance_cents) for each in balance.accounts if each.account == "source"],
        carried=sum(each.balance_cents for each in balance.accounts if each.account == "carried"),
        sum_cents=balance.sum_cents,
        is_right=balance.is_kept and balance.sum_cents == 0,
    )


def statement(
    postings: Sequence[PostingView],
    trial: Trial,
    line_id: UUID | None = None,
    *,
    correct_at: Callable[[PostingView], str] | None = None,
    kept: Sequence[KeptApart] = (),
) -> Statement:
    """Newest first. With `line_id` only that line's entries count; `correct_at` is for who may correct."""
    names = {row.line_id: row.name for row in trial.lines}
    rows = [_row(posting, names, line_id, correct_at) for posting in postings]
    return Statement(
        rows=rows[::-1],
        free=sum(row.free for row in rows),
        awarded=sum(row.awarded for row in rows),
        paid=sum(row.paid for row in rows),
        kept=kept,
    )


def _row(
    posting: PostingView,
    names: Mapping[UUID, str],
    line_id: UUID | None,
    correct_at: Callable[[PostingView], str] | None,
) -> StatementRow:
    counted = [entry for entry in posting.entries if line_id in (None, entry.line_id)]
    sums = {account: sum(e.amount_cents for e in counted if e.account == account) for account in OF_LINES}
    touched = dict.fromkeys(entry.line_id for entry in posting.entries if entry.line_id)
    is_correctable = posting.kind in CORRECTABLE and posting.corrected_by is None
    return StatementRow(
        id=posting.id,
        at=posting.at,
        decision=posting.decision,
        href=decision_href(posting),
        lines=[names[line] for line in touched if line in names],
        amount=sum(entry.amount_cents for entry in counted if entry.amount_cents > 0),
        corrects=posting.corrects,
        corrected_by=posting.corrected_by,
        correct_href=correct_at(posting) if correct_at and is_correctable else "",
        is_correctable=is_correctable,
        **sums,
    )


def decision_href(posting: PostingView) -> str:
    """The page of what the posting rests on; empty for a document that is only named."""
    if posting.initiative_id:
        return f"/ideeen/{posting.initiative_id}"
    return f"/verdelingen/{posting.split_id}" if posting.split_id else ""
