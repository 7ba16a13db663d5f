"""Questions of the circle about an idea with answers of who told it, and ideas that wait for money.

Only adds; the code that runs now asks nothing and lets nobody wait.

Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

FREEZE = """
    CREATE TRIGGER idea_messages_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON idea_messages
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
# Whoever is not the owner, by whatever name the app's role goes on this server.
REVOKE = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = 'idea_messages'
              AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON idea_messages FROM %I', other);
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON waiting_ideas FROM %I', other);
            EXECUTE format('GRANT UPDATE (noticed_at) ON waiting_ideas TO %I', other);
        END LOOP;
    END $$
"""


def upgrade() -> None:
    op.create_table(
        "idea_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("seat", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('question', 'answer')", name=op.f("ck_idea_messages_kind")),
        sa.CheckConstraint("(kind = 'question') = (seat IS NOT NULL)", name=op.f("ck_idea_messages_seat_of_question")),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_idea_messages_initiative_id"),
        sa.PrimaryKeyConstraint("id", name="pk_idea_messages"),
    )
    op.create_index("ix_idea_messages_initiative_id_at", "idea_messages", ["initiative_id", "at"])
    op.execute(FREEZE)
    op.create_table(
        "waiting_ideas",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_waiting_ideas_initiative_id"),
        sa.PrimaryKeyConstraint("initiative_id", name="pk_waiting_ideas"),
    )
    op.execute(REVOKE)


def downgrade() -> None:
    op.drop_table("waiting_ideas")
    op.drop_table("idea_messages")
