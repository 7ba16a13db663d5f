"""Deliveries that are all or nothing, that replace a period, or that a person sends; values that are withdrawn.

A value that is NULL was withdrawn. The code that runs now writes none, and always names a key.

Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

VALUES = ("current_values", "value_versions")


def upgrade() -> None:
    op.add_column("submissions", sa.Column("mode", sa.String(), nullable=False, server_default="skip_bad"))
    op.add_column("submissions", sa.Column("replaces", sa.Boolean(), nullable=False, server_default="false"))
    op.add_column("submissions", sa.Column("withdrawn", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("submissions", sa.Column("submitted_by", sa.String(), nullable=True))
    op.alter_column("submissions", "api_key_id", existing_type=sa.String(), nullable=True)
    op.create_check_constraint(op.f("ck_submissions_mode"), "submissions", "mode IN ('skip_bad', 'all_or_nothing')")
    op.create_check_constraint(
        op.f("ck_submissions_sender"), "submissions", "(api_key_id IS NULL) <> (submitted_by IS NULL)"
    )
    for table in VALUES:
        op.alter_column(table, "value", existing_type=sa.Numeric(14, 2), nullable=True)


def downgrade() -> None:
    """Refused while a value is withdrawn, or a person delivered."""
    for table in VALUES:
        op.alter_column(table, "value", existing_type=sa.Numeric(14, 2), nullable=False)
    op.drop_constraint(op.f("ck_submissions_sender"), "submissions")
    op.drop_constraint(op.f("ck_submissions_mode"), "submissions")
    op.alter_column("submissions", "api_key_id", existing_type=sa.String(), nullable=False)
    for column in ("submitted_by", "withdrawn", "replaces", "mode"):
        op.drop_column("submissions", column)
