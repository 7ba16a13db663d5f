"""An initiative may be for the whole city, and then is of no area.

The code that runs now always writes an area.

Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("initiative_figures", "area_id", existing_type=sa.String(), nullable=True)


def downgrade() -> None:
    """Refused while there is a figure of the whole city."""
    op.alter_column("initiative_figures", "area_id", existing_type=sa.String(), nullable=False)
