"""Surveys on anchor points, what is done with them, and the summary to the council.

Revises: 0011
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "surveys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("introduction", sa.String(), nullable=False),
        sa.Column("points", postgresql.JSONB(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("remind_on", postgresql.JSONB(), nullable=False),
        sa.Column("residents", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("pepper", sa.LargeBinary(), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.CheckConstraint("(state = 'closed') = (outcome IS NOT NULL)", name=op.f("ck_surveys_outcome")),
        sa.CheckConstraint("(state = 'closed') = (pepper IS NULL)", name=op.f("ck_surveys_pepper_until_closed")),
        sa.CheckConstraint("(state = 'draft') = (opened_at IS NULL)", name=op.f("ck_surveys_opened")),
        sa.CheckConstraint("residents IN ('nobody', 'link', 'codes')", name=op.f("ck_surveys_residents")),
        sa.CheckConstraint("state IN ('draft', 'open', 'closed')", name=op.f("ck_surveys_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveys")),
    )
    op.create_index(op.f("ix_surveys_year"), "surveys", ["year"], unique=False)
    op.create_table(
        "survey_answers",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("given_with", sa.LargeBinary(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("scores", postgresql.JSONB(), nullable=False),
        sa.Column("goes_well", sa.String(), nullable=False),
        sa.Column("can_be_better", sa.String(), nullable=False),
        sa.CheckConstraint(
            "group_name IN ('partners', 'associations', 'residents')", name=op.f("ck_survey_answers_group_name")
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_answers_survey_id")),
        sa.PrimaryKeyConstraint("survey_id", "given_with", name=op.f("pk_survey_answers")),
    )
    op.create_table(
        "survey_codes",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_codes_survey_id")),
        sa.PrimaryKeyConstraint("survey_id", "code_hash", name=op.f("pk_survey_codes")),
    )
    op.create_table(
        "survey_dialogues",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("for_whom", sa.String(), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("signed_up", sa.Integer(), nullable=False),
        sa.Column("attended", sa.Integer(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("outcomes", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("invited >= 0 AND signed_up >= 0", name=op.f("ck_survey_dialogues_counts")),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_dialogues_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_dialogues")),
    )
    op.create_index(op.f("ix_survey_dialogues_survey_id"), "survey_dialogues", ["survey_id"], unique=False)
    op.create_table(
        "survey_invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("link_hash", sa.LargeBinary(), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.CheckConstraint("group_name IN ('partners', 'associations')", name=op.f("ck_survey_invitations_group_name")),
        sa.CheckConstraint("language IN ('nl', 'en')", name=op.f("ck_survey_invitations_language")),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_invitations_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_invitations")),
        sa.UniqueConstraint("survey_id", "email", name=op.f("uq_survey_invitations_survey_id_email")),
    )
    op.create_index(op.f("ix_survey_invitations_link_hash"), "survey_invitations", ["link_hash"], unique=False)
    op.create_table(
        "survey_summaries",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("introduction", sa.String(), nullable=False),
        sa.Column("conclusion", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("writers", postgresql.JSONB(), nullable=False),
        sa.Column("content", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("sent_by", sa.String(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(content IS NULL) = (sent_at IS NULL)", name=op.f("ck_survey_summaries_sent_with_content")),
        sa.CheckConstraint("NOT jsonb_exists(writers, sent_by)", name=op.f("ck_survey_summaries_four_eyes")),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_summaries_survey_id")),
        sa.PrimaryKeyConstraint("survey_id", "number", name=op.f("pk_survey_summaries")),
    )
    op.create_table(
        "survey_themes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("point", sa.Integer(), nullable=True),
        sa.Column("dialogue_id", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('well', 'better')", name=op.f("ck_survey_themes_kind")),
        sa.ForeignKeyConstraint(["dialogue_id"], ["survey_dialogues.id"], name=op.f("fk_survey_themes_dialogue_id")),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_themes_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_themes")),
    )
    op.create_index(op.f("ix_survey_themes_survey_id"), "survey_themes", ["survey_id"], unique=False)
    op.create_table(
        "survey_texts",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(quote = '') = (theme_id IS NULL)", name=op.f("ck_survey_texts_quote_under_theme")),
        sa.CheckConstraint("kind IN ('well', 'better')", name=op.f("ck_survey_texts_kind")),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_texts_survey_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["survey_themes.id"], name=op.f("fk_survey_texts_theme_id")),
        sa.PrimaryKeyConstraint("survey_id", "number", name=op.f("pk_survey_texts")),
    )
    for table in ("surveys", "survey_themes", "survey_dialogues", "survey_summaries", "survey_texts"):
        op.execute(f"REVOKE DELETE, TRUNCATE ON {table} FROM monitoring_app")
    op.execute("""
        CREATE FUNCTION keep_survey() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'what was asked and what came out does not change';
        END $$
    """)
    op.execute("""
        CREATE TRIGGER keep_survey BEFORE UPDATE ON surveys
        FOR EACH ROW WHEN (OLD.state <> 'draft' AND (
            NEW.points IS DISTINCT FROM OLD.points OR (OLD.outcome IS NOT NULL AND NEW.outcome <> OLD.outcome)
        )) EXECUTE FUNCTION keep_survey()
    """)
    op.execute("""
        CREATE TRIGGER keep_sent_summary BEFORE UPDATE ON survey_summaries
        FOR EACH ROW WHEN (OLD.sent_at IS NOT NULL) EXECUTE FUNCTION keep_survey()
    """)


def downgrade() -> None:
    op.drop_table("survey_texts")
    op.drop_index(op.f("ix_survey_themes_survey_id"), table_name="survey_themes")
    op.drop_table("survey_themes")
    op.drop_table("survey_summaries")
    op.drop_index(op.f("ix_survey_invitations_link_hash"), table_name="survey_invitations")
    op.drop_table("survey_invitations")
    op.drop_index(op.f("ix_survey_dialogues_survey_id"), table_name="survey_dialogues")
    op.drop_table("survey_dialogues")
    op.drop_table("survey_codes")
    op.drop_table("survey_answers")
    op.drop_index(op.f("ix_surveys_year"), table_name="surveys")
    op.drop_table("surveys")
    op.execute("DROP FUNCTION keep_survey()")
