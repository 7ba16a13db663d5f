"""What goes with an idea beyond the first page; ideas for the whole city while they are typed.

Only adds, and lets a draft have no area; the code that runs now writes one in each.

Revises: 0023
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("idea_drafts", "area_id", nullable=True)
    op.create_table(
        "applications",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=True),
        sa.Column("signed_before", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("postal_address", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("kvk", sa.String(), nullable=False),
        sa.Column("de_minimis_cents", sa.BigInteger(), nullable=True),
        sa.Column("signer_name", sa.String(), nullable=False),
        sa.Column("signer_email", sa.String(), nullable=False),
        sa.Column("signer_code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("signer_code_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signer_code_tries", sa.Integer(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["applicants.initiative_id"], name="fk_applications_initiative_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("initiative_id", name="pk_applications"),
    )
    op.create_table(
        "idea_costs",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("rows", postgresql.JSONB(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.id"], name="fk_idea_costs_initiative_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("initiative_id", name="pk_idea_costs"),
    )


def downgrade() -> None:
    op.drop_table("idea_costs")
    op.drop_table("applications")
