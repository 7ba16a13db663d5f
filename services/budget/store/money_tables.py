"""The tables of the money: sources, lines, splits with what they give each line, and the ledger."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.budget.store.schema import Base, cents, moment


def _done_with_a_key(key: str, by: str) -> ForeignKeyConstraint:
    """What software did stands to the name of who made its key, so that four eyes holds in the database too."""
    return ForeignKeyConstraint([key, by], ["software_keys.id", "software_keys.made_by"])


class Source(Base, table=True):
    """Money of a year with what it rests on. Only its state, version, document and who confirmed it change.

    `posting_id`: the posting that took it out of another year.
    """

    __tablename__ = "sources"
    __table_args__ = (
        CheckConstraint("kind IN ('youth_budget', 'savings_case', 'carried_over', 'other')", name="kind"),
        CheckConstraint("state IN ('planned', 'confirmed', 'withdrawn')", name="state"),
        CheckConstraint("(state = 'confirmed') = (confirmed_by IS NOT NULL)", name="confirmed_by_somebody"),
        CheckConstraint("confirmed_by <> added_by", name="four_eyes"),
        CheckConstraint("amount_cents > 0", name="amount_cents"),
        CheckConstraint("(kind = 'carried_over') = (posting_id IS NOT NULL)", name="carried_by_a_posting"),
        CheckConstraint("(share IS NULL) = (youth_budget_cents IS NULL)", name="share_of_a_budget"),
        CheckConstraint("(kind = 'savings_case') = (savings_case_id IS NOT NULL)", name="of_a_savings_case"),
        _done_with_a_key("added_by_key", "added_by"),
        Index("ix_sources_year_created_at", "year", "created_at"),
        Index("ix_sources_savings_case_id", "savings_case_id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    year: int
    name: str
    kind: str
    basis: str
    document: str
    youth_budget_cents: int | None = cents(default=None)
    share: str | None = None
    amount_cents: int = cents()
    state: str
    version: int
    added_by: str
    added_by_key: str | None = None
    confirmed_by: str | None = None
    confirmed_on: date | None = None
    created_at: datetime = moment()
    posting_id: UUID | None = Field(default=None, foreign_key="postings.id", unique=True)
    savings_case_id: UUID | None = Field(default=None, foreign_key="savings_cases.id")


class Line(Base, table=True):
    """What has a ceiling in a year: ideas ask from it, the ledger books on it, an award locks its row. Never changes.

    `key` is the path in the plan's tree (`areas/beijum`, `city-wide`), so that a change of the split finds it again.
    """

    __tablename__ = "lines"
    __table_args__ = (
        CheckConstraint("kind IN ('area', 'city_wide', 'support', 'other')", name="kind"),
        CheckConstraint("(kind = 'area') = (area_id IS NOT NULL)", name="area_of_its_own"),
        UniqueConstraint("year", "key"),
        UniqueConstraint("year", "area_id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    year: int
    key: str
    kind: str
    area_id: str | None
    name: str


class Split(Base, table=True):
    """A way to divide a year's money, frozen: `plan` as it was asked, `figures` as profiles gave them.

    Only its state, version and deciders change. `replaces`: the split in force that this one changes during the year.
    """

    __tablename__ = "splits"
    __table_args__ = (
        CheckConstraint(
            "state IN ('draft', 'proposed', 'returned', 'approved', 'published', 'replaced', 'discarded')", name="state"
        ),
        CheckConstraint(
            "(state IN ('approved', 'published', 'replaced')) = (approved_by IS NOT NULL)", name="approved_by_somebody"
        ),
        CheckConstraint("approved_by <> proposed_by", name="four_eyes"),
        Index("uq_splits_in_force", "year", unique=True, postgresql_where=text("state IN ('approved', 'published')")),
        Index("ix_splits_year_created_at", "year", "created_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    year: int
    name: str
    state: str
    version: int
    municipality_name: str
    total_cents: int = cents()
    plan: dict[str, Any] = Field(sa_type=JSONB)
    figures: dict[str, Any] = Field(sa_type=JSONB)
    replaces: UUID | None = Field(default=None, foreign_key="splits.id")
    proposed_by: str | None = None
    approved_by: str | None = None
    approved_on: date | None = None
    published_on: date | None = None
    created_at: datetime = moment()


class SplitLine(Base, table=True):
    """What a split gives one line of its tree. Never changes (a trigger sees to that). Leaves name their `line_id`."""

    __tablename__ = "split_lines"
    __table_args__ = (
        CheckConstraint("kind IN ('group', 'areas', 'area', 'city_wide', 'support', 'other')", name="kind"),
        CheckConstraint("(kind = 'area') = (area_id IS NOT NULL)", name="area_of_its_own"),
        CheckConstraint("(kind IN ('group', 'areas')) = (line_id IS NULL)", name="leaf_of_a_line"),
        CheckConstraint("amount_cents >= 0", name="amount_cents"),
        UniqueConstraint("split_id", "position"),
        UniqueConstraint("split_id", "path"),
        Index("ix_split_lines_line_id", "line_id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    split_id: UUID = Field(foreign_key="splits.id")
    position: int
    path: str
    parent: str | None = None
    kind: str
    line_id: UUID | None = Field(default=None, foreign_key="lines.id")
    area_id: str | None = None
    name: str
    amount_cents: int = cents()
    base_cents: int | None = cents(default=None)
    parts_cents: list[int] = Field(default_factory=list, sa_type=JSONB)
    weights: list[str] = Field(default_factory=list, sa_type=JSONB)


class Step(Base, table=True):
    """The decision record of a split, append-only: who did what when, on which version; `by_key`: through software."""

    __tablename__ = "split_steps"
    __table_args__ = (
        UniqueConstraint("split_id", "version"),
        CheckConstraint("by_key IS NULL OR state IN ('draft', 'proposed', 'discarded')", name="software_prepares"),
        _done_with_a_key("by_key", "by"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    split_id: UUID = Field(foreign_key="splits.id")
    version: int
    state: str
    by: str
    by_key: str | None = None
    at: datetime = moment()
    note: str


class Posting(Base, table=True):
    """One event in the ledger, append-only, with the decision behind it. Its entries add up to zero (trigger)."""

    __tablename__ = "postings"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('split-approved', 'split-changed', 'award', 'payment', 'repayment', 'release', 'carry-over', "
            "'correction', 'objection')",
            name="kind",
        ),
        CheckConstraint("(kind IN ('split-approved', 'split-changed')) = (split_id IS NOT NULL)", name="of_a_split"),
        CheckConstraint("(kind = 'correction') = (corrects IS NOT NULL)", name="corrects_something"),
        Index("ix_postings_year_at", "year", "at"),
        Index("ix_postings_initiative_id", "initiative_id"),
        Index("uq_postings_corrects", "corrects", unique=True),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    year: int
    kind: str
    decision: str
    split_id: UUID | None = Field(default=None, foreign_key="splits.id")
    initiative_id: UUID | None = Field(default=None, foreign_key="initiatives.id")
    corrects: UUID | None = Field(default=None, foreign_key="postings.id")
    by: str
    at: datetime = moment()


class Entry(Base, table=True):
    """One side of a posting, append-only. Account `source` is of a source; `free`, `awarded`, `paid` are of a line."""

    __tablename__ = "entries"
    __table_args__ = (
        CheckConstraint("account IN ('source', 'free', 'awarded', 'paid', 'carried')", name="account"),
        CheckConstraint("(account = 'source') = (source_id IS NOT NULL)", name="source_of_its_own"),
        CheckConstraint("(account IN ('free', 'awarded', 'paid')) = (line_id IS NOT NULL)", name="line_of_its_own"),
        CheckConstraint("amount_cents <> 0", name="amount_cents"),
        Index("ix_entries_line_id_account", "line_id", "account"),
        Index("ix_entries_posting_id", "posting_id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    posting_id: UUID = Field(foreign_key="postings.id")
    account: str
    line_id: UUID | None = Field(default=None, foreign_key="lines.id")
    source_id: UUID | None = Field(default=None, foreign_key="sources.id")
    amount_cents: int = cents()


class Balance(Base, table=True):
    """What stands on an account of a line, never below zero. A trigger on `entries` keeps it; nobody else writes it."""

    __tablename__ = "balances"
    __table_args__ = (CheckConstraint("balance_cents >= 0", name="not_overspent"),)

    line_id: UUID = Field(primary_key=True, foreign_key="lines.id")
    account: str = Field(primary_key=True)
    balance_cents: int = cents()


class InitiativeBalance(Base, table=True):
    """The same per initiative: what was awarded to it and what of that is paid, never below zero."""

    __tablename__ = "initiative_balances"
    __table_args__ = (CheckConstraint("balance_cents >= 0", name="not_overpaid"),)

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    account: str = Field(primary_key=True)
    balance_cents: int = cents()
