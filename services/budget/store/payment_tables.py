"""The tables of what is paid: batches, and accounts, which stand apart from who applied and are deleted after use."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field

from services.budget.store.schema import Base, cents, moment

WAITING = "state IN ('waits_for_code', 'to_check')"


class BankAccount(Base, table=True):
    """An account an award may be paid to. Number and holder are closed (`domain/sealed.py`); `shown` is masked."""

    __tablename__ = "bank_accounts"
    __table_args__ = (
        CheckConstraint("state IN ('waits_for_code', 'to_check', 'in_use', 'refused', 'replaced')", name="state"),
        CheckConstraint("checked_by <> told_by", name="four_eyes"),
        CheckConstraint("is_own OR note <> ''", name="whose"),
        Index("uq_bank_accounts_in_use", "initiative_id", unique=True, postgresql_where=text("state = 'in_use'")),
        Index("uq_bank_accounts_waiting", "initiative_id", unique=True, postgresql_where=text(WAITING)),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    initiative_id: UUID = Field(foreign_key="initiatives.id")
    state: str
    version: int
    sealed: bytes = Field(sa_type=LargeBinary)
    shown: str
    is_own: bool
    note: str
    told_by: str
    told_at: datetime = moment()
    code_hash: bytes | None = Field(default=None, sa_type=LargeBinary)
    code_until: datetime | None = moment(default=None)
    code_tries: int = 0
    codes_mailed: int = 0
    codes_since: datetime | None = moment(default=None)
    confirmed_at: datetime | None = moment(default=None)
    checked_by: str | None = None
    ended_at: datetime | None = moment(default=None)


class AccountReminder(Base, table=True):
    """That somebody was reminded to tell an account; once is enough."""

    __tablename__ = "account_reminders"

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    reminded_at: datetime = moment()


class PaymentBatch(Base, table=True):
    """Payments that go to the bank in one file. What was prepared never changes; only where it stands.

    `file_sha256`: of the file as it was released; the file itself is made again each time, from what is kept here.
    """

    __tablename__ = "payment_batches"
    __table_args__ = (
        CheckConstraint("state IN ('prepared', 'released', 'handed_over', 'withdrawn')", name="state"),
        CheckConstraint("released_by <> prepared_by", name="four_eyes"),
        CheckConstraint(
            "(state IN ('released', 'handed_over')) = (released_by IS NOT NULL)", name="released_by_somebody"
        ),
        CheckConstraint("(released_by IS NULL) = (execution_on IS NULL)", name="a_day_to_pay"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_by IS NOT NULL)", name="withdrawn_by_somebody"),
        CheckConstraint("total_cents > 0", name="total_cents"),
        UniqueConstraint("year", "number"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    year: int
    number: int
    state: str
    version: int
    payment_count: int
    total_cents: int = cents()
    payer_name: str
    payer_iban: str
    prepared_by: str
    prepared_at: datetime = moment()
    released_by: str | None = None
    released_at: datetime | None = moment(default=None)
    execution_on: date | None = None
    file_sha256: str | None = None
    handed_over_by: str | None = None
    handed_over_at: datetime | None = moment(default=None)
    withdrawn_by: str | None = None
    withdrawn_because: str = ""


class BatchPayment(Base, table=True):
    """One payment of a batch, with the account as it was when the batch was prepared (closed, later deleted)."""

    __tablename__ = "batch_payments"
    __table_args__ = (
        CheckConstraint("state IN ('under_way', 'paid', 'failed', 'withdrawn')", name="state"),
        CheckConstraint("amount_cents > 0", name="amount_cents"),
        CheckConstraint("state <> 'paid' OR posting_id IS NOT NULL", name="paid_in_the_ledger"),
        UniqueConstraint("batch_id", "position"),
        Index(
            "uq_batch_payments_under_way", "initiative_id", unique=True, postgresql_where=text("state = 'under_way'")
        ),
        Index("ix_batch_payments_initiative_id", "initiative_id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    batch_id: UUID = Field(foreign_key="payment_batches.id")
    position: int
    initiative_id: UUID = Field(foreign_key="initiatives.id")
    amount_cents: int = cents()
    pay_by: date
    sealed: bytes | None = Field(default=None, sa_type=LargeBinary)
    shown: str
    state: str
    reason: str = ""
    posting_id: UUID | None = Field(default=None, foreign_key="postings.id", unique=True)
    settled_on: date | None = None
    settled_at: datetime | None = moment(default=None)
    settled_by: str | None = None


class AwardChange(Base, table=True):
    """A decision on an award after it was made: fixed, lowered or withdrawn. Proposed by one, decided by another.

    `objection_id`: instead by who decided on that objection, who took no part in the award; then also more.
    """

    __tablename__ = "award_changes"
    __table_args__ = (
        CheckConstraint("kind IN ('fix', 'lower', 'withdraw', 'raise')", name="kind"),
        CheckConstraint("state IN ('proposed', 'decided', 'dropped')", name="state"),
        CheckConstraint("decided_by <> proposed_by OR objection_id IS NOT NULL", name="four_eyes"),
        CheckConstraint("(state = 'proposed') = (decided_by IS NULL)", name="decided_by_somebody"),
        CheckConstraint("to_cents >= 0 AND (to_cents > before_cents) = (kind = 'raise')", name="never_more"),
        CheckConstraint("kind <> 'raise' OR objection_id IS NOT NULL", name="more_on_objection"),
        CheckConstraint("to_cents >= before_cents OR ground IS NOT NULL", name="on_a_ground"),
        ForeignKeyConstraint(
            ["objection_id", "decided_by"],
            ["objections.id", "objections.decided_by"],
            name="fk_award_changes_objection",
        ),
        UniqueConstraint("objection_id"),
        Index("ix_award_changes_initiative_id", "initiative_id"),
        Index("uq_award_changes_open", "initiative_id", unique=True, postgresql_where=text("state = 'proposed'")),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    initiative_id: UUID = Field(foreign_key="initiatives.id")
    kind: str
    state: str
    version: int
    before_cents: int = cents()
    to_cents: int = cents()
    reclaim_cents: int = cents(default=0)
    ground: str | None = None
    why: str
    heard_on: date | None = None
    proposed_by: str
    proposed_at: datetime = moment()
    decided_by: str | None = None
    decided_on: date | None = None
    posting_id: UUID | None = Field(default=None, foreign_key="postings.id", unique=True)
    objection_id: UUID | None = None
