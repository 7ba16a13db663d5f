"""The tables of deliberating on an idea: where it rose from, what was proposed, and who said what of it."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from services.budget.store.schema import Base, cents, moment


class InitiativeRise(Base, table=True):
    """The circle of an area sent this idea to the circle of the whole city. Append-only, once."""

    __tablename__ = "initiative_rises"

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    from_line_id: UUID = Field(foreign_key="lines.id")
    reason: str
    by: str
    at: datetime = moment()


class Proposal(Base, table=True):
    """A proposal to award, where consent decides. Only its state and when it ended are written later."""

    __tablename__ = "proposals"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'objected', 'awarded', 'lapsed', 'no_money', 'withdrawn')", name="state"),
        CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="ended_when_not_open"),
        CheckConstraint("amount_cents > 0", name="amount_cents"),
        UniqueConstraint("initiative_id", "number"),
        Index("uq_proposals_open", "initiative_id", unique=True, postgresql_where=text("state = 'open'")),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    initiative_id: UUID = Field(foreign_key="initiatives.id")
    number: int
    state: str
    amount_cents: int = cents()
    text: str
    days: int
    last_day: date
    opened_at: datetime = moment()
    ended_at: datetime | None = moment(default=None)


class ProposalVoice(Base, table=True):
    """What a member of the circle said of a proposal, append-only. An objection has a reason."""

    __tablename__ = "proposal_voices"
    __table_args__ = (
        CheckConstraint("seat IN ('worker', 'resident')", name="seat"),
        CheckConstraint("kind IN ('opened', 'yes', 'objection')", name="kind"),
        CheckConstraint("(kind = 'objection') = (reason <> '')", name="reason_of_objection"),
        Index(
            "uq_proposal_voices_one_objection", "proposal_id", unique=True, postgresql_where=text("kind = 'objection'")
        ),
    )

    proposal_id: UUID = Field(primary_key=True, foreign_key="proposals.id")
    person_id: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    seat: str
    reason: str = ""
    at: datetime = moment()


class IdeaMessageRow(Base, table=True):
    """A question of the circle about an idea, or an answer of who asked. Append-only; everybody reads it."""

    __tablename__ = "idea_messages"
    __table_args__ = (
        CheckConstraint("kind IN ('question', 'answer')", name="kind"),
        CheckConstraint("(kind = 'question') = (seat IS NOT NULL)", name="seat_of_question"),
        Index("ix_idea_messages_initiative_id_at", "initiative_id", "at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    initiative_id: UUID = Field(foreign_key="initiatives.id")
    kind: str
    seat: str | None
    text: str
    by: str
    at: datetime = moment()


class WaitingIdea(Base, table=True):
    """An idea that waits until there is money again, in the order of `since`. `noticed_at`: told it is its turn."""

    __tablename__ = "waiting_ideas"

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    since: datetime = moment()
    noticed_at: datetime | None = moment(default=None)
