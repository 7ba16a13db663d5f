"""The tables of rounds of ballots. Until a round is counted a ballot hangs on its code; afterwards on nothing.

Decision 0013 says why; docs/voting.md how it goes.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.budget.store.schema import Base, cents, moment


class Round(Base, table=True):
    """A round on a line. What was set never changes; the clock opens and closes it (`domain/rounds.py`).

    `choices`: those of both ways of counting. `pepper` goes into every hash of the round and is deleted with them.
    `outcome`: what both ways of counting gave, kept as it was counted.
    """

    __tablename__ = "rounds"
    __table_args__ = (
        CheckConstraint("state IN ('set', 'published', 'closed', 'final', 'called_off')", name="state"),
        CheckConstraint("rule IN ('equal_shares', 'greedy')", name="rule"),
        CheckConstraint("ballots_published IN ('grouped', 'votes_per_plan')", name="ballots_published"),
        CheckConstraint("opens_at < closes_at", name="opens_before_it_closes"),
        CheckConstraint("budget_cents > 0", name="budget_cents"),
        CheckConstraint("final_by <> set_by", name="four_eyes"),
        CheckConstraint("(state = 'final') = (final_by IS NOT NULL)", name="final_by_somebody"),
        CheckConstraint("(state IN ('closed', 'final')) = (outcome IS NOT NULL)", name="counted"),
        CheckConstraint("(state IN ('set', 'published')) = (pepper IS NOT NULL)", name="pepper_until_counted"),
        Index("ix_rounds_line_id", "line_id"),
        Index("ix_rounds_year_set_at", "year", "set_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    year: int
    line_id: UUID = Field(foreign_key="lines.id")
    area_id: str | None
    title: str
    state: str
    version: int
    rule: str
    choices: dict[str, Any] = Field(sa_type=JSONB)
    lowest_age: int
    opens_at: datetime = moment()
    closes_at: datetime = moment()
    budget_cents: int = cents()
    ballots_published: str
    advised_choices: int
    codes_by_mail: bool
    pepper: bytes | None = Field(sa_type=LargeBinary)
    set_by: str
    set_at: datetime = moment()
    published_at: datetime | None = moment(default=None)
    published_where: str = ""
    called_off: str | None = None
    closed_at: datetime | None = moment(default=None)
    codes_mailed: int | None = None
    codes_printed: int | None = None
    voters: int | None = None
    paper_ballots: int | None = None
    seed: str | None = None
    outcome: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    bundle_sha256: str | None = None
    final_by: str | None = None
    final_at: datetime | None = moment(default=None)


class RoundProject(Base, table=True):
    """A plan on the ballot. `funded` once the round is final; `deviation`: why it is not what the count gave.

    `least_cents`: it can do with this too. `part_cents`: what it gets, when that is less than it costs.
    """

    __tablename__ = "round_projects"
    __table_args__ = (
        UniqueConstraint("round_id", "initiative_id"),
        CheckConstraint("cost_cents > 0", name="cost_cents"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("least_cents > 0 AND least_cents <= cost_cents", name="least_cents"),
        CheckConstraint(
            "part_cents IS NULL OR (part_cents > 0 AND part_cents < cost_cents AND funded)", name="part_cents"
        ),
        Index("ix_round_projects_initiative_id", "initiative_id"),
    )

    round_id: UUID = Field(primary_key=True, foreign_key="rounds.id")
    number: int = Field(primary_key=True)
    initiative_id: UUID = Field(foreign_key="initiatives.id")
    title: str
    cost_cents: int = cents()
    theme: str | None = None
    least_cents: int | None = cents(default=None)
    part_cents: int | None = cents(default=None)
    funded: bool | None = None
    deviation: str | None = None


class RoundCode(Base, table=True):
    """A code that may vote, as a hash; no time, and not to whom it went. Deleted when the round is counted."""

    __tablename__ = "round_codes"

    round_id: UUID = Field(primary_key=True, foreign_key="rounds.id")
    code_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)
    by_mail: bool


class RoundAddress(Base, table=True):
    """An e-mail address that had its code, as a hash. Deleted when the round is counted."""

    __tablename__ = "round_addresses"

    round_id: UUID = Field(primary_key=True, foreign_key="rounds.id")
    address_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)


class RoundTry(Base, table=True):
    """How often somewhere a wrong code was tried, or a code asked, since a moment. Deleted when it is counted."""

    __tablename__ = "round_tries"
    __table_args__ = (CheckConstraint("kind IN ('wrong_code', 'code_asked')", name="kind"),)

    round_id: UUID = Field(primary_key=True, foreign_key="rounds.id")
    kind: str = Field(primary_key=True)
    origin_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)
    tries: int
    since: datetime = moment()


class RoundBallot(Base, table=True):
    """A ballot of a round that is open: one per code, whatever happens at once. Deleted when the round is counted."""

    __tablename__ = "round_ballots"
    __table_args__ = (
        ForeignKeyConstraint(["round_id", "code_hash"], ["round_codes.round_id", "round_codes.code_hash"]),
    )

    round_id: UUID = Field(primary_key=True)
    code_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)
    projects: list[int] = Field(sa_type=JSONB)
    on_paper: bool


class CountedBallot(Base, table=True):
    """A ballot as it was counted, append-only: all of a round written at once, numbered in an order that was drawn."""

    __tablename__ = "counted_ballots"

    round_id: UUID = Field(primary_key=True, foreign_key="rounds.id")
    number: int = Field(primary_key=True)
    projects: list[int] = Field(sa_type=JSONB)


class RoundBundle(Base, table=True):
    """The file of a round exactly as it was published, append-only."""

    __tablename__ = "round_bundles"

    round_id: UUID = Field(primary_key=True, foreign_key="rounds.id")
    content: bytes = Field(sa_type=LargeBinary)
