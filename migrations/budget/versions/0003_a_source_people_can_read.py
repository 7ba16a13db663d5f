"""A split keeps of its figures what people can read: title, edition, licence and address of the source, and both names.

Splits of before have none of it, and the code that still runs writes none: so each may be empty.

Revises: 0002
Made: 2026-11-22 10:50:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = ("indicator_name_en", "source_title", "edition", "licence", "source_url")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("splits", sa.Column(name, sa.String(), nullable=True))


def downgrade() -> None:
    for name in COLUMNS:
        op.drop_column("splits", name)
