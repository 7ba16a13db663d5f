"""Open journals: what initiatives say they spent, and what is asked about it. Nothing is rewritten, only taken away.

Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MAY_CHANGE = {
    "journal_entries": "what, photo_id, struck_at, text_removed_at, photo_removed_at",
    "journal_messages": "text, removed_at",
}
WORDS = {"journal_entries": "what", "journal_messages": "text"}
# Whoever is not the owner, by whatever name the app's role goes on this server.
GRANT = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = '{table}' AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM %I', other);
            EXECUTE format('GRANT UPDATE ({columns}) ON {table} TO %I', other);
        END LOOP;
    END $$
"""
ONLY_TAKEN_AWAY = """
    CREATE TRIGGER {table}_are_not_rewritten BEFORE UPDATE ON {table}
    FOR EACH ROW WHEN (NEW.{words} <> OLD.{words} AND NEW.{words} <> '') EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    _make_entries()
    _make_messages()
    for table, columns in MAY_CHANGE.items():
        op.execute(GRANT.format(table=table, columns=columns))
        op.execute(ONLY_TAKEN_AWAY.format(table=table, words=WORDS[table]))


def downgrade() -> None:
    op.drop_table("journal_messages")
    op.drop_table("journal_entries")


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _make_entries() -> None:
    op.create_table(
        "journal_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("photo_id", sa.String(), nullable=True),
        _moment("written_at"),
        _moment("struck_at", nullable=True),
        _moment("text_removed_at", nullable=True),
        _moment("photo_removed_at", nullable=True),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_journal_entries_amount_cents")),
        sa.CheckConstraint(
            "(what = '') = (text_removed_at IS NOT NULL)", name=op.f("ck_journal_entries_text_until_removed")
        ),
        sa.CheckConstraint(
            "photo_id IS NULL OR photo_removed_at IS NULL", name=op.f("ck_journal_entries_photo_until_removed")
        ),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_journal_entries_initiative_id"),
        sa.PrimaryKeyConstraint("id", name="pk_journal_entries"),
    )
    op.create_index("ix_journal_entries_initiative_id", "journal_entries", ["initiative_id"])
    op.create_index("ix_journal_entries_photo_id", "journal_entries", ["photo_id"])


def _make_messages() -> None:
    op.create_table(
        "journal_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("for_somebody", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        _moment("at"),
        _moment("removed_at", nullable=True),
        sa.CheckConstraint(
            "kind IN ('question', 'answer', 'concern', 'settled')", name=op.f("ck_journal_messages_kind")
        ),
        sa.CheckConstraint("speaker IN ('applicant', 'worker', 'resident')", name=op.f("ck_journal_messages_speaker")),
        sa.CheckConstraint(
            "(kind IN ('answer', 'settled')) = (about_id IS NOT NULL)", name=op.f("ck_journal_messages_about")
        ),
        sa.CheckConstraint(
            "(text = '') = (removed_at IS NOT NULL)", name=op.f("ck_journal_messages_text_until_removed")
        ),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_journal_messages_initiative_id"),
        sa.ForeignKeyConstraint(["about_id"], ["journal_messages.id"], name="fk_journal_messages_about_id"),
        sa.PrimaryKeyConstraint("id", name="pk_journal_messages"),
    )
    op.create_index("ix_journal_messages_initiative_id", "journal_messages", ["initiative_id"])
    op.create_index(
        "uq_journal_messages_settled",
        "journal_messages",
        ["about_id"],
        unique=True,
        postgresql_where=sa.text("kind = 'settled'"),
    )
