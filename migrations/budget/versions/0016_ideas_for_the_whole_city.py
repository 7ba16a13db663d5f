"""Ideas for the whole city: of no area, told so or sent on by the circle of an area.

The code that runs now always writes an area, and sends nothing on.

Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

FREEZE = """
    CREATE TRIGGER initiative_rises_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON initiative_rises
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
# Whoever is not the owner, by whatever name the app's role goes on this server.
RIGHTS = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = 'initiative_rises'
              AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON initiative_rises FROM %I', other);
            EXECUTE format('GRANT UPDATE (line_id, area_id) ON initiatives TO %I', other);
        END LOOP;
    END $$
"""
# With the right to change them, an idea could be moved after its award; the ledger then tells another story.
KEEP_PLACE = """
    CREATE FUNCTION keep_place_of_decided_idea() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.state NOT IN ('unconfirmed', 'open') OR NEW.state <> OLD.state
        THEN RAISE EXCEPTION 'only an open idea goes to another circle';
        END IF;
        RETURN NEW;
    END $$
"""
TRIGGER = """
    CREATE TRIGGER initiatives_keep_their_place BEFORE UPDATE OF line_id, area_id ON initiatives FOR EACH ROW
    WHEN ((OLD.line_id, OLD.area_id) IS DISTINCT FROM (NEW.line_id, NEW.area_id))
    EXECUTE FUNCTION keep_place_of_decided_idea()
"""


def upgrade() -> None:
    op.alter_column("initiatives", "area_id", existing_type=sa.String(), nullable=True)
    op.create_table(
        "initiative_rises",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("from_line_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_initiative_rises_initiative_id"),
        sa.ForeignKeyConstraint(["from_line_id"], ["lines.id"], name="fk_initiative_rises_from_line_id"),
        sa.PrimaryKeyConstraint("initiative_id", name="pk_initiative_rises"),
    )
    op.execute(FREEZE)
    op.execute(RIGHTS)
    op.execute(KEEP_PLACE)
    op.execute(TRIGGER)


def downgrade() -> None:
    op.execute("DROP TRIGGER initiatives_keep_their_place ON initiatives")
    op.execute("DROP FUNCTION keep_place_of_decided_idea()")
    op.drop_table("initiative_rises")
    op.alter_column("initiatives", "area_id", existing_type=sa.String(), nullable=False)
