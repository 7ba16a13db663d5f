"""Results in a form of one's own: pictures, a film, a PDF; questions that may stay open; they may change.

Revises: 0019
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# Whoever is not the owner, by whatever name the app's role goes on this server.
GRANT = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = 'results' AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('{right}', other);
        END LOOP;
    END $$
"""
FREEZE = """
    CREATE TRIGGER results_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON results
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    op.alter_column("results", "children_reached", existing_type=sa.Integer(), nullable=True)
    op.add_column("results", sa.Column("rating", sa.Integer(), nullable=True))
    op.add_column(
        "results", sa.Column("more_pictures", postgresql.JSONB(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.add_column("results", sa.Column("film_url", sa.String(), nullable=False, server_default=""))
    op.add_column("results", sa.Column("document_id", sa.String(), nullable=True))
    op.add_column("results", sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(op.f("ck_results_rating"), "results", "rating BETWEEN 1 AND 5")
    op.create_index("ix_results_document_id", "results", ["document_id"])
    op.create_index(
        "ix_results_more_pictures",
        "results",
        ["more_pictures"],
        postgresql_using="gin",
        postgresql_ops={"more_pictures": "jsonb_path_ops"},
    )
    # A result is changed by its own people; that one was shared stays.
    op.execute("DROP TRIGGER results_is_append_only ON results")
    op.execute(GRANT.format(right="GRANT UPDATE ON results TO %I"))
    op.create_table(
        "result_documents",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_result_documents_initiative_id"),
        sa.PrimaryKeyConstraint("initiative_id", "document_id", name="pk_result_documents"),
    )
    op.create_index("ix_result_documents_document_id", "result_documents", ["document_id"])


def downgrade() -> None:
    op.drop_table("result_documents")
    op.execute(GRANT.format(right="REVOKE UPDATE ON results FROM %I"))
    op.execute(FREEZE)
    for name in ("ix_results_more_pictures", "ix_results_document_id"):
        op.drop_index(name, table_name="results")
    op.drop_constraint(op.f("ck_results_rating"), "results")
    for column in ("changed_at", "document_id", "film_url", "more_pictures", "rating"):
        op.drop_column("results", column)
    op.execute("UPDATE results SET children_reached = 0 WHERE children_reached IS NULL")
    op.alter_column("results", "children_reached", existing_type=sa.Integer(), nullable=False)
