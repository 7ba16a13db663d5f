"""Schemes: what a municipality sets for a year and publishes, and under which version an idea was told.

Only adds; the code that runs now writes no scheme and leaves the new column empty.

Revises: 0010
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# Whoever is not the owner, by whatever name the app's role goes on this server.
MAY_CHANGE = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = 'schemes' AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON schemes FROM %I', other);
            EXECUTE format('GRANT UPDATE (state, published_by, published_at, published_where) ON schemes TO %I', other);
        END LOOP;
    END $$
"""
# Also for who may write more: a version stays what it says, and once published it says by whom.
KEEP = """
    CREATE FUNCTION keep_scheme() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (NEW.year, NEW.number, NEW.rules, NEW.why, NEW.set_by, NEW.set_at)
            IS DISTINCT FROM (OLD.year, OLD.number, OLD.rules, OLD.why, OLD.set_by, OLD.set_at)
            OR (OLD.published_by IS NOT NULL AND (NEW.published_by, NEW.published_at, NEW.published_where)
                IS DISTINCT FROM (OLD.published_by, OLD.published_at, OLD.published_where))
            OR (OLD.state IN ('replaced', 'discarded') AND NEW.state <> OLD.state)
        THEN RAISE EXCEPTION 'a scheme stays as it was set and published';
        END IF;
        RETURN NEW;
    END $$
"""


def upgrade() -> None:
    op.create_table(
        "schemes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rules", postgresql.JSONB(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_where", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('draft', 'published', 'replaced', 'discarded')", name=op.f("ck_schemes_state")),
        sa.CheckConstraint(
            "(state IN ('published', 'replaced')) = (published_by IS NOT NULL)",
            name=op.f("ck_schemes_published_by_somebody"),
        ),
        sa.CheckConstraint("published_by <> set_by", name=op.f("ck_schemes_four_eyes")),
        sa.PrimaryKeyConstraint("id", name="pk_schemes"),
        sa.UniqueConstraint("year", "number", name="uq_schemes_year_number"),
    )
    for name, state in (("uq_schemes_published", "published"), ("uq_schemes_draft", "draft")):
        op.create_index(name, "schemes", ["year"], unique=True, postgresql_where=sa.text(f"state = '{state}'"))
    op.execute(KEEP)
    op.execute(
        "CREATE TRIGGER schemes_stay_as_they_are BEFORE UPDATE ON schemes FOR EACH ROW EXECUTE FUNCTION keep_scheme()"
    )
    op.execute(
        "CREATE TRIGGER schemes_are_not_deleted BEFORE DELETE OR TRUNCATE ON schemes "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    op.execute(MAY_CHANGE)
    op.add_column("initiatives", sa.Column("scheme_id", sa.Uuid(), nullable=True))
    op.create_foreign_key("fk_initiatives_scheme_id", "initiatives", "schemes", ["scheme_id"], ["id"])


def downgrade() -> None:
    op.drop_column("initiatives", "scheme_id")
    op.drop_table("schemes")
    op.execute("DROP FUNCTION keep_scheme()")
