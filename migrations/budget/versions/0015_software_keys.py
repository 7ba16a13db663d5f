"""Keys of the municipality's own software, and which key a source or a step of a split came with.

Only adds; the code that runs now leaves the new columns empty.

Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MAY_CHANGE = "(first_used_at, last_used_on, ended_by, ended_at)"
# Whoever is not the owner, by whatever name the app's role goes on this server.
GRANT = f"""
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = 'software_keys'
              AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON software_keys FROM %I', other);
            EXECUTE format('GRANT UPDATE {MAY_CHANGE} ON software_keys TO %I', other);
        END LOOP;
    END $$
"""
STAY = """
    CREATE TRIGGER software_keys_stay BEFORE DELETE OR TRUNCATE ON software_keys
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
STAY_AS_THEY_ARE = """
    CREATE TRIGGER software_keys_stay_as_they_are
    BEFORE UPDATE OF id, name, purpose, secret_sha256, made_by, made_at, ends_on ON software_keys
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
ONCE = """
    CREATE TRIGGER software_keys_are_used_first_and_ended_once BEFORE UPDATE ON software_keys FOR EACH ROW WHEN (
        OLD.first_used_at IS DISTINCT FROM NEW.first_used_at AND OLD.first_used_at IS NOT NULL
        OR OLD.ended_at IS DISTINCT FROM NEW.ended_at AND OLD.ended_at IS NOT NULL
        OR OLD.ended_by IS DISTINCT FROM NEW.ended_by AND OLD.ended_by IS NOT NULL
    ) EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    _make_keys()
    for statement in (STAY, STAY_AS_THEY_ARE, ONCE, GRANT):
        op.execute(statement)
    op.add_column("sources", sa.Column("added_by_key", sa.String(), nullable=True))
    op.add_column("split_steps", sa.Column("by_key", sa.String(), nullable=True))
    known = ["id", "made_by"]
    op.create_foreign_key(
        "fk_sources_added_by_key_added_by", "sources", "software_keys", ["added_by_key", "added_by"], known
    )
    op.create_foreign_key("fk_split_steps_by_key_by", "split_steps", "software_keys", ["by_key", "by"], known)
    op.create_check_constraint(
        op.f("ck_split_steps_software_prepares"),
        "split_steps",
        "by_key IS NULL OR state IN ('draft', 'proposed', 'discarded')",
    )


def downgrade() -> None:
    op.drop_column("split_steps", "by_key")
    op.drop_column("sources", "added_by_key")
    op.drop_table("software_keys")


def _make_keys() -> None:
    op.create_table(
        "software_keys",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("secret_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("first_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_software_keys_ended_by_somebody")),
        sa.CheckConstraint(
            "(first_used_at IS NULL) = (last_used_on IS NULL)", name=op.f("ck_software_keys_used_first_and_last")
        ),
        sa.CheckConstraint("made_by LIKE 'person:%'", name=op.f("ck_software_keys_made_by_a_person")),
        sa.PrimaryKeyConstraint("id", name="pk_software_keys"),
        sa.UniqueConstraint("id", "made_by", name="uq_software_keys_id_made_by"),
    )
