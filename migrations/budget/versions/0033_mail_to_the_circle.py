"""Who decides may leave an address for news of ideas.

Only adds.

Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "circle_mails",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=True),
        sa.Column("contact_email", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("code_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delete_after", sa.Date(), nullable=False),
        sa.CheckConstraint("language IN ('nl', 'en')", name=op.f("ck_circle_mails_language")),
        sa.CheckConstraint(
            "(code_hash IS NULL) = (confirmed_at IS NOT NULL)", name=op.f("ck_circle_mails_code_until_confirmed")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_circle_mails"),
    )
    op.create_index(
        "uq_circle_mails_person_id_area_id",
        "circle_mails",
        ["person_id", "area_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_index("ix_circle_mails_area_id", "circle_mails", ["area_id"])


def downgrade() -> None:
    op.drop_table("circle_mails")
