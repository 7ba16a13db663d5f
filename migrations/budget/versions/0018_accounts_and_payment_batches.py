"""Accounts that awards are paid to, and batches of payments; the daily work that looks after both.

Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# What was prepared stays as it was prepared: the app may only write down what became of it, and delete nothing of it.
MAY_CHANGE = {
    "payment_batches": "state, version, released_by, released_at, execution_on, file_sha256, "
    "handed_over_by, handed_over_at, withdrawn_by, withdrawn_because",
    "batch_payments": "sealed, state, reason, posting_id, settled_on, settled_at, settled_by",
}
# Whoever is not the owner, by whatever name the app's role goes on this server.
LIMIT = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = '{table}' AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM %I', other);
            EXECUTE format('GRANT UPDATE ({columns}) ON {table} TO %I', other);
        END LOOP;
    END $$
"""
# An account that was deleted is still in the files until a vacuum. Without these settings a small table waits for days.
FORGETS = ("bank_accounts", "batch_payments")
VACUUM_SOON = "ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 0)"
LOOK_AFTER_PAYMENTS = """
    INSERT INTO work (id, kind, payload, due_at) VALUES (gen_random_uuid(), 'look-after-payments', '{}', '2000-01-01')
"""


def upgrade() -> None:
    _make_batches()
    _make_accounts()
    _make_payments()
    for table, columns in MAY_CHANGE.items():
        op.execute(LIMIT.format(table=table, columns=columns))
    for table in FORGETS:
        op.execute(VACUUM_SOON.format(table=table))
    op.execute(LOOK_AFTER_PAYMENTS)


def _make_batches() -> None:
    op.create_table(
        "payment_batches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("payment_count", sa.Integer(), nullable=False),
        sa.Column("total_cents", sa.BigInteger(), nullable=False),
        sa.Column("payer_name", sa.String(), nullable=False),
        sa.Column("payer_iban", sa.String(), nullable=False),
        sa.Column("prepared_by", sa.String(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_by", sa.String(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("execution_on", sa.Date(), nullable=True),
        sa.Column("file_sha256", sa.String(), nullable=True),
        sa.Column("handed_over_by", sa.String(), nullable=True),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.Column("withdrawn_because", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_by IS NOT NULL)", name=op.f("ck_payment_batches_withdrawn_by_somebody")
        ),
        sa.CheckConstraint(
            "(state IN ('released', 'handed_over')) = (released_by IS NOT NULL)",
            name=op.f("ck_payment_batches_released_by_somebody"),
        ),
        sa.CheckConstraint(
            "state IN ('prepared', 'released', 'handed_over', 'withdrawn')", name=op.f("ck_payment_batches_state")
        ),
        sa.CheckConstraint(
            "(released_by IS NULL) = (execution_on IS NULL)", name=op.f("ck_payment_batches_a_day_to_pay")
        ),
        sa.CheckConstraint("released_by <> prepared_by", name=op.f("ck_payment_batches_four_eyes")),
        sa.CheckConstraint("total_cents > 0", name=op.f("ck_payment_batches_total_cents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_batches")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_payment_batches_year_number")),
    )


def _make_accounts() -> None:
    op.create_table(
        "account_reminders",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name=op.f("fk_account_reminders_initiative_id")),
        sa.PrimaryKeyConstraint("initiative_id", name=op.f("pk_account_reminders")),
    )
    op.create_table(
        "bank_accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("code_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("codes_mailed", sa.Integer(), nullable=False),
        sa.Column("codes_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by", sa.String(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("is_own OR note <> ''", name=op.f("ck_bank_accounts_whose")),
        sa.CheckConstraint(
            "state IN ('waits_for_code', 'to_check', 'in_use', 'refused', 'replaced')",
            name=op.f("ck_bank_accounts_state"),
        ),
        sa.CheckConstraint("checked_by <> told_by", name=op.f("ck_bank_accounts_four_eyes")),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name=op.f("fk_bank_accounts_initiative_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_accounts")),
    )
    op.create_index(
        "uq_bank_accounts_in_use",
        "bank_accounts",
        ["initiative_id"],
        unique=True,
        postgresql_where=sa.text("state = 'in_use'"),
    )
    op.create_index(
        "uq_bank_accounts_waiting",
        "bank_accounts",
        ["initiative_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('waits_for_code', 'to_check')"),
    )


def _make_payments() -> None:
    op.create_table(
        "batch_payments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("pay_by", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state <> 'paid' OR posting_id IS NOT NULL", name=op.f("ck_batch_payments_paid_in_the_ledger")
        ),
        sa.CheckConstraint(
            "state IN ('under_way', 'paid', 'failed', 'withdrawn')", name=op.f("ck_batch_payments_state")
        ),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_batch_payments_amount_cents")),
        sa.ForeignKeyConstraint(["batch_id"], ["payment_batches.id"], name=op.f("fk_batch_payments_batch_id")),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name=op.f("fk_batch_payments_initiative_id")),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.id"], name=op.f("fk_batch_payments_posting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_payments")),
        sa.UniqueConstraint("batch_id", "position", name=op.f("uq_batch_payments_batch_id_position")),
        sa.UniqueConstraint("posting_id", name=op.f("uq_batch_payments_posting_id")),
    )
    op.create_index("ix_batch_payments_initiative_id", "batch_payments", ["initiative_id"], unique=False)
    op.create_index(
        "uq_batch_payments_under_way",
        "batch_payments",
        ["initiative_id"],
        unique=True,
        postgresql_where=sa.text("state = 'under_way'"),
    )


def downgrade() -> None:
    op.execute("DELETE FROM work WHERE kind = 'look-after-payments'")
    for table in ("batch_payments", "bank_accounts", "account_reminders", "payment_batches"):
        op.drop_table(table)
