"""Savings cases: what is expected to be saved, who decided on it, and the sources that come of it.

Only adds; the code that runs now makes no source of the kind `savings_case`.

Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

FREEZE = """
    CREATE TRIGGER savings_steps_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON savings_steps
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
# Whoever is not the owner, by whatever name the app's role goes on this server.
REVOKE = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = '{table}' AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('REVOKE {rights} ON {table} FROM %I', other);
        END LOOP;
    END $$
"""


def upgrade() -> None:
    _make_cases()
    op.add_column("sources", sa.Column("savings_case_id", sa.Uuid(), nullable=True))
    op.create_foreign_key("fk_sources_savings_case_id", "sources", "savings_cases", ["savings_case_id"], ["id"])
    op.create_index("ix_sources_savings_case_id", "sources", ["savings_case_id"])
    op.create_check_constraint(
        op.f("ck_sources_of_a_savings_case"), "sources", "(kind = 'savings_case') = (savings_case_id IS NOT NULL)"
    )
    _make_steps()
    op.execute(FREEZE)
    op.execute(REVOKE.format(table="savings_steps", rights="UPDATE, DELETE, TRUNCATE"))
    op.execute(REVOKE.format(table="savings_cases", rights="DELETE, TRUNCATE"))


def downgrade() -> None:
    op.drop_table("savings_steps")
    op.drop_constraint("ck_sources_of_a_savings_case", "sources")
    op.drop_column("sources", "savings_case_id")
    op.drop_table("savings_cases")


def _make_cases() -> None:
    op.create_table(
        "savings_cases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("estimate", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("low_cents", sa.BigInteger(), nullable=False),
        sa.Column("centre_cents", sa.BigInteger(), nullable=False),
        sa.Column("high_cents", sa.BigInteger(), nullable=False),
        sa.Column("share", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seen_cents", sa.BigInteger(), nullable=True),
        sa.Column("seen_until", sa.Date(), nullable=True),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("seen_by", sa.String(), nullable=True),
        sa.Column("seen_approved_by", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('proposed', 'returned', 'withdrawn', 'approved', 'seen')", name=op.f("ck_savings_cases_state")
        ),
        sa.CheckConstraint(
            "(state IN ('approved', 'seen')) = (approved_by IS NOT NULL)",
            name=op.f("ck_savings_cases_approved_by_somebody"),
        ),
        sa.CheckConstraint("approved_by <> proposed_by", name=op.f("ck_savings_cases_four_eyes")),
        sa.CheckConstraint("seen_approved_by <> seen_by", name=op.f("ck_savings_cases_seen_four_eyes")),
        sa.CheckConstraint(
            "low_cents <= centre_cents AND centre_cents <= high_cents AND high_cents > 0",
            name=op.f("ck_savings_cases_interval"),
        ),
        sa.CheckConstraint(
            "(seen_cents IS NULL) = (seen_until IS NULL)", name=op.f("ck_savings_cases_seen_until_a_day")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_savings_cases"),
    )
    op.create_index("ix_savings_cases_year_created_at", "savings_cases", ["year", "created_at"])


def _make_steps() -> None:
    op.create_table(
        "savings_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("low_cents", sa.BigInteger(), nullable=True),
        sa.Column("centre_cents", sa.BigInteger(), nullable=True),
        sa.Column("high_cents", sa.BigInteger(), nullable=True),
        sa.Column("seen_cents", sa.BigInteger(), nullable=True),
        sa.Column("seen_until", sa.Date(), nullable=True),
        sa.Column("money_year", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "deed IN ('proposed', 'returned', 'withdrawn', 'approved', 'seen', 'seen_returned', 'seen_approved')",
            name=op.f("ck_savings_steps_deed"),
        ),
        sa.CheckConstraint("(deed = 'proposed') = (low_cents IS NOT NULL)", name=op.f("ck_savings_steps_estimated")),
        sa.CheckConstraint(
            "(deed IN ('seen', 'seen_approved')) = (seen_cents IS NOT NULL)", name=op.f("ck_savings_steps_seen")
        ),
        sa.CheckConstraint(
            "source_id IS NULL OR deed IN ('approved', 'seen_approved')",
            name=op.f("ck_savings_steps_source_by_approval"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["savings_cases.id"], name="fk_savings_steps_case_id"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_savings_steps_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_savings_steps"),
        sa.UniqueConstraint("case_id", "version", name="uq_savings_steps_case_id_version"),
        sa.UniqueConstraint("source_id", name="uq_savings_steps_source_id"),
    )
