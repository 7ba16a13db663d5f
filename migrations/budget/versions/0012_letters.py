"""Letters in parts, append-only; those of awards that were made are read from their text.

Revises: 0011
"""

import json
from uuid import uuid4

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

FREEZE = """
    CREATE TRIGGER letters_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON letters
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
# Whoever is not the owner, by whatever name the app's role goes on this server.
REVOKE = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = 'letters' AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON letters FROM %I', other);
        END LOOP;
    END $$
"""
AWARDS = """
    SELECT DISTINCT ON (awards.initiative_id) awards.initiative_id, awards.awarded_on, awards.language, awards.letter,
        initiatives.title, splits.municipality_name
    FROM awards JOIN initiatives ON initiatives.id = awards.initiative_id
    JOIN split_lines ON split_lines.line_id = initiatives.line_id JOIN splits ON splits.id = split_lines.split_id
    ORDER BY awards.initiative_id, splits.created_at DESC
"""
ADD = """
    INSERT INTO letters (id, initiative_id, kind, language, announced_on, content)
    VALUES (:id, :initiative_id, 'award', :language, :announced_on, CAST(:content AS jsonb))
"""
WORDS = {"nl": ("Gemeente", "Besluit over je idee"), "en": ("Municipality of", "Decision on your idea")}


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('award', 'refusal', 'objection_received', 'objection_decided')", name="ck_letters_kind"
        ),
        sa.CheckConstraint("language IN ('nl', 'en')", name="ck_letters_language"),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_letters_initiative_id"),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
    )
    op.create_index("ix_letters_initiative_id", "letters", ["initiative_id"])
    for award in op.get_bind().execute(sa.text(AWARDS)).mappings().all():
        op.get_bind().execute(sa.text(ADD), _letter_of(award))
    op.execute(FREEZE)
    op.execute(REVOKE)


def _letter_of(award: sa.RowMapping) -> dict[str, object]:
    """The first block is the opening, the last the date; a block of several lines after the second has a heading."""
    opening, *blocks = award["letter"].split("\n\n")
    about, told, dated = (blocks[0], blocks[1:-1], blocks[-1]) if len(blocks) > 1 else ("", blocks, "")
    sender, title = WORDS[award["language"]]
    content = {
        "sender": f"{sender} {award['municipality_name']}",
        "title": f"{title}: {award['title']}",
        "opening": opening,
        "facts": [
            {"name": name, "value": value} for name, _, value in (row.partition(": ") for row in about.splitlines())
        ],
        "sections": [{"heading": head, "text": text} for head, _, text in (block.partition("\n") for block in told)],
        "dated": dated,
    }
    return {
        "id": uuid4(),
        "initiative_id": award["initiative_id"],
        "language": award["language"],
        "announced_on": award["awarded_on"],
        "content": json.dumps(content),
    }


def downgrade() -> None:
    op.drop_table("letters")
