"""Council members who asked for it get mail of a summary; a partner's mailbox may be invited to surveys.

Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "council_addresses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("language IN ('nl', 'en')", name=op.f("ck_council_addresses_language")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_addresses")),
        sa.UniqueConstraint("email", name=op.f("uq_council_addresses_email")),
    )
    # Kept for figures that are due until now: nobody was asked about surveys, so for none of them it is true. The
    # default stays, as the code before this one writes no such column.
    op.add_column("partner_contacts", sa.Column("surveys", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("partner_contacts", "surveys")
    op.drop_table("council_addresses")
