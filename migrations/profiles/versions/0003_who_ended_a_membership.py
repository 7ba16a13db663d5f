"""A membership says who ended it and when: from that moment it holds no more, also on its last day.

Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("memberships", sa.Column("ended_by", sa.String(), nullable=True))
    op.add_column("memberships", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("memberships", "ended_at")
    op.drop_column("memberships", "ended_by")
