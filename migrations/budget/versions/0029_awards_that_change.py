"""Awards that are fixed afterwards, lowered or withdrawn: one proposes, another decides.

Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

# What was proposed stays as it was proposed: the app may only write down what was decided on it.
LIMIT = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = 'award_changes'
              AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON award_changes FROM %I', other);
            EXECUTE format('GRANT UPDATE (state, version, reclaim_cents, decided_by, decided_on, posting_id)'
                           ' ON award_changes TO %I', other);
        END LOOP;
    END $$
"""


def upgrade() -> None:
    op.create_table(
        "award_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before_cents", sa.BigInteger(), nullable=False),
        sa.Column("to_cents", sa.BigInteger(), nullable=False),
        sa.Column("reclaim_cents", sa.BigInteger(), nullable=False),
        sa.Column("ground", sa.String(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=True),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("posting_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_by IS NULL)", name=op.f("ck_award_changes_decided_by_somebody")
        ),
        sa.CheckConstraint("kind IN ('fix', 'lower', 'withdraw')", name=op.f("ck_award_changes_kind")),
        sa.CheckConstraint("state IN ('proposed', 'decided', 'dropped')", name=op.f("ck_award_changes_state")),
        sa.CheckConstraint("decided_by <> proposed_by", name=op.f("ck_award_changes_four_eyes")),
        sa.CheckConstraint("to_cents = before_cents OR ground IS NOT NULL", name=op.f("ck_award_changes_on_a_ground")),
        sa.CheckConstraint("to_cents >= 0 AND to_cents <= before_cents", name=op.f("ck_award_changes_never_more")),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name=op.f("fk_award_changes_initiative_id")),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.id"], name=op.f("fk_award_changes_posting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_changes")),
        sa.UniqueConstraint("posting_id", name=op.f("uq_award_changes_posting_id")),
    )
    op.create_index("ix_award_changes_initiative_id", "award_changes", ["initiative_id"], unique=False)
    op.create_index(
        "uq_award_changes_open",
        "award_changes",
        ["initiative_id"],
        unique=True,
        postgresql_where=sa.text("state = 'proposed'"),
    )
    op.execute(LIMIT)


def downgrade() -> None:
    op.drop_table("award_changes")
