"""Who told an idea may say with how much less it can do too; nobody said so before.

Revises: 0035
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

# Whoever is not the owner, by whatever name the app's role goes on this server.
GRANT = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.column_privileges
            WHERE table_schema = 'public' AND table_name = 'initiatives' AND column_name = 'answer_by'
              AND privilege_type = 'UPDATE' AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('GRANT UPDATE (least_cents) ON initiatives TO %I', other);
        END LOOP;
    END $$
"""


def upgrade() -> None:
    op.add_column("initiatives", sa.Column("least_cents", sa.BigInteger(), nullable=True))
    op.create_check_constraint(
        op.f("ck_initiatives_least_cents"), "initiatives", "least_cents > 0 AND least_cents < amount_cents"
    )
    op.execute(GRANT)


def downgrade() -> None:
    op.drop_column("initiatives", "least_cents")
