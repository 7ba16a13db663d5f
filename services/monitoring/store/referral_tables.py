"""Referrals, their breach cases and their reviews. No table here holds a person."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, Column, DateTime, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.monitoring.store.schema import Base, one_of

STANDINGS = ("current", "corrected", "withdrawn")
STATES = ("open", "permitted", "closed")
STEPS = ("permit", "hearing", "warning", "recovery", "end_of_subsidy", "no_action")
DECISIONS = ("proposed", "confirmed", "declined")


class ReferralSubmission(Base, table=True):
    """A message with referrals or ends: of what was sent only the SHA-256, and per row what became of it.

    `submitted_by`: the person of the partner who did it by hand.
    """

    __tablename__ = "referral_submissions"
    __table_args__ = (
        UniqueConstraint("partner_id", "content_sha256"),
        Index("ix_referral_forget", "forget_from"),
        CheckConstraint("(api_key_id IS NULL) <> (submitted_by IS NULL)", name="sender"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    partner_id: UUID = Field(foreign_key="partners.id")
    api_key_id: str | None = Field(foreign_key="api_keys.id")
    submitted_by: str | None = None
    content_sha256: bytes
    received_at: datetime = Field(sa_type=DateTime(timezone=True))
    rows: list[dict[str, Any]] = Field(sa_column=Column(JSONB, nullable=False))
    forget_from: date


class Referral(Base, table=True):
    """One version of a referral; only `current` counts, the others are history. `version` is 1 as it was first sent.

    From `forget_from` on, reference, days and reasons are gone; what is counted stays.
    """

    __tablename__ = "referrals"
    __table_args__ = (
        UniqueConstraint("partner_id", "reference", "version"),
        Index("ix_referrals_partner_id_quarter", "partner_id", "quarter"),
        CheckConstraint(one_of("weight", ("heavy", "light")), name="weight"),
        CheckConstraint(one_of("standing", STANDINGS), name="standing"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    partner_id: UUID = Field(foreign_key="partners.id")
    agreement_id: UUID = Field(foreign_key="agreements.id")
    reference: str | None
    referred_on: date | None
    quarter: str
    provider_agb: str
    activity: str
    product_category: str
    referrer: str
    lives_here: bool
    responsible_municipality: str
    area_id: str | None
    budget_cents: int | None = Field(default=None, sa_type=BigInteger)
    reason: str
    weight: str
    received_at: datetime = Field(sa_type=DateTime(timezone=True))
    ended_on: date | None = None
    end_reason: str | None = None
    end_told_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    version: int = 1
    standing: str = "current"
    changed_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    changed_because: str = ""
    forget_from: date = Field(index=True)


class BreachCase(Base, table=True):
    """A boundary that a referral crosses, by the version of the agreement it stands in."""

    __tablename__ = "breach_cases"
    __table_args__ = (
        UniqueConstraint("referral_id", "rule"),
        CheckConstraint(one_of("state", STATES), name="state"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    partner_id: UUID = Field(foreign_key="partners.id", index=True)
    referral_id: UUID = Field(foreign_key="referrals.id")
    agreement_id: UUID = Field(foreign_key="agreements.id")
    rule: str
    state: str = "open"
    version: int = 1
    opened_at: datetime = Field(sa_type=DateTime(timezone=True))


class BreachStep(Base, table=True):
    """A step in a case, by its number: proposed by one, decided on by another."""

    __tablename__ = "breach_steps"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint(one_of("step", STEPS), name="step"),
        CheckConstraint(one_of("decision", DECISIONS), name="decision"),
        CheckConstraint("decided_by <> proposed_by", name="four_eyes"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(foreign_key="breach_cases.id")
    number: int
    step: str
    document: str
    note: str
    ends_on: date | None = None
    proposed_by: str
    proposed_at: datetime = Field(sa_type=DateTime(timezone=True))
    decision: str = "proposed"
    decided_by: str | None = None
    decided_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class ReferralSample(Base, table=True):
    """A lot drawn over the referrals of a quarter, once; with its seed it can be drawn again."""

    __tablename__ = "referral_samples"
    __table_args__ = (UniqueConstraint("partner_id", "quarter"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    partner_id: UUID = Field(foreign_key="partners.id")
    quarter: str
    percent: int
    seed: int = Field(sa_type=BigInteger)
    population: int
    drawn_at: datetime = Field(sa_type=DateTime(timezone=True))
    drawn_by: str


class ReferralReview(Base, table=True):
    """A referral that was drawn, and what was seen in it once somebody looked."""

    __tablename__ = "referral_reviews"
    __table_args__ = (UniqueConstraint("sample_id", "referral_id"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    sample_id: UUID = Field(foreign_key="referral_samples.id")
    referral_id: UUID = Field(foreign_key="referrals.id", index=True)
    verdict: str | None = None
    remark: str = ""
    learning_point: str = ""
    reviewed_by: str | None = None
    reviewed_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
