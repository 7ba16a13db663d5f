"""Postcodes: in which neighbourhoods each lies.

Only adds; the code that runs now knows nothing of them.

Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "postcodes",
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("neighbourhood", sa.String(), nullable=False),
        sa.CheckConstraint("postcode ~ '^[1-9][0-9]{3}([A-Z]{2})?$'", name=op.f("ck_postcodes_postcode")),
        sa.PrimaryKeyConstraint("postcode", "neighbourhood", name="pk_postcodes"),
    )


def downgrade() -> None:
    op.drop_table("postcodes")
