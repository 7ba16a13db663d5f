"""The service may vacuum and analyse what an import fills, so that the first page after it is as quick as any.

GRANT MAINTAIN came with PostgreSQL 17; on an older server autovacuum does it within a minute or so.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MAINTAIN = """
    DO $$ BEGIN
        IF current_setting('server_version_num')::int >= 170000
           AND EXISTS (SELECT FROM pg_roles WHERE rolname = 'profiles_app') THEN
            {} MAINTAIN ON region_values, release_columns, regions {} profiles_app;
        END IF;
    END $$;
"""


def upgrade() -> None:
    op.execute(MAINTAIN.format("GRANT", "TO"))


def downgrade() -> None:
    op.execute(MAINTAIN.format("REVOKE", "FROM"))
