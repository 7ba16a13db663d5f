"""What initiatives tell of themselves: children counted or not, how it was, and what they would do differently.

Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("initiative_figures", "children_reached", existing_type=sa.Integer(), nullable=True)
    op.add_column("initiative_figures", sa.Column("rating", sa.Integer(), nullable=True))
    op.add_column("initiative_figures", sa.Column("learned", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("initiative_figures", "learned")
    op.drop_column("initiative_figures", "rating")
    op.execute("DELETE FROM initiative_figures WHERE children_reached IS NULL")
    op.alter_column("initiative_figures", "children_reached", existing_type=sa.Integer(), nullable=False)
