"""What an area learned also says what it changes next year, and names initiatives that worked well.

Only adds; the code that runs now writes neither.

Revises: 0037
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

TABLE = "area_lessons"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("changes", sa.String(), server_default="", nullable=False))
    examples = sa.Column("example_ids", postgresql.JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False)
    op.add_column(TABLE, examples)


def downgrade() -> None:
    op.drop_column(TABLE, "example_ids")
    op.drop_column(TABLE, "changes")
