"""A split keeps of each weight the releases it was made from, and of each release what people can read.

Splits of before name the one release of their key; the code that still runs writes no more than that.

Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("splits", "split_lines"):
        op.add_column(table, sa.Column("releases", postgresql.JSONB(), nullable=True))


def downgrade() -> None:
    for table in ("split_lines", "splits"):
        op.drop_column(table, "releases")
