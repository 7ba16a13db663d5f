"""Split, ledger, initiatives and the kernel's own tables.

Revises: nothing
Made: 2026-11-22 08:43:52.221182+00:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "idempotency_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("caller", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("reply", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("key", "caller", "route", name="pk_idempotency_keys"),
    )
    op.create_table(
        "inbox_events",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inbox_events"),
    )
    op.create_table(
        "outbox_events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox_events"),
    )
    op.create_table(
        "postings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('split-approved', 'award')", name=op.f("ck_postings_kind")),
        sa.PrimaryKeyConstraint("id", name="pk_postings"),
    )
    op.create_index("ix_postings_year_at", "postings", ["year", "at"], unique=False)
    op.create_table(
        "splits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("municipality_name", sa.String(), nullable=False),
        sa.Column("youth_budget_cents", sa.BigInteger(), nullable=False),
        sa.Column("prevention_share", sa.String(), nullable=False),
        sa.Column("areas_share", sa.String(), nullable=False),
        sa.Column("total_cents", sa.BigInteger(), nullable=False),
        sa.Column("areas_cents", sa.BigInteger(), nullable=False),
        sa.Column("base_per_area_cents", sa.BigInteger(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("indicator_name", sa.String(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("release", sa.String(), nullable=False),
        sa.Column("source_table", sa.String(), nullable=False),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("attribution", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=True),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'approved') = (approved_by IS NOT NULL)", name=op.f("ck_splits_approved_by_somebody")
        ),
        sa.CheckConstraint("state IN ('draft', 'proposed', 'returned', 'approved')", name=op.f("ck_splits_state")),
        sa.CheckConstraint("approved_by <> proposed_by", name=op.f("ck_splits_four_eyes")),
        sa.PrimaryKeyConstraint("id", name="pk_splits"),
    )
    op.create_index("ix_splits_year_created_at", "splits", ["year", "created_at"], unique=False)
    op.create_index(
        "uq_splits_approved_year", "splits", ["year"], unique=True, postgresql_where=sa.text("state = 'approved'")
    )
    op.create_table(
        "work",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_work"),
    )
    op.create_index("ix_work_due_at", "work", ["due_at"], unique=False)
    op.create_table(
        "split_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("split_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("base_cents", sa.BigInteger(), nullable=True),
        sa.Column("weight", sa.Numeric(), nullable=True),
        sa.CheckConstraint("(kind = 'area') = (area_id IS NOT NULL)", name=op.f("ck_split_lines_area_of_its_own")),
        sa.CheckConstraint("kind IN ('area', 'city_wide', 'support')", name=op.f("ck_split_lines_kind")),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_split_lines_amount_cents")),
        sa.ForeignKeyConstraint(["split_id"], ["splits.id"], name="fk_split_lines_split_id"),
        sa.PrimaryKeyConstraint("id", name="pk_split_lines"),
        sa.UniqueConstraint("split_id", "area_id", name="uq_split_lines_split_id_area_id"),
        sa.UniqueConstraint("split_id", "position", name="uq_split_lines_split_id_position"),
    )
    op.create_table(
        "split_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("split_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["split_id"], ["splits.id"], name="fk_split_steps_split_id"),
        sa.PrimaryKeyConstraint("id", name="pk_split_steps"),
        sa.UniqueConstraint("split_id", "version", name="uq_split_steps_split_id_version"),
    )
    op.create_table(
        "entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("(account = 'source') = (line_id IS NULL)", name=op.f("ck_entries_line_of_its_own")),
        sa.CheckConstraint("account IN ('source', 'free', 'awarded', 'paid')", name=op.f("ck_entries_account")),
        sa.CheckConstraint("amount_cents <> 0", name=op.f("ck_entries_amount_cents")),
        sa.ForeignKeyConstraint(["line_id"], ["split_lines.id"], name="fk_entries_line_id"),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.id"], name="fk_entries_posting_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
    )
    op.create_index("ix_entries_line_id_account", "entries", ["line_id", "account"], unique=False)
    op.create_index("ix_entries_posting_id", "entries", ["posting_id"], unique=False)
    op.create_table(
        "initiatives",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("when", sa.String(), nullable=False),
        sa.Column("where", sa.String(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("awarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('unconfirmed', 'open', 'awarded', 'shared')", name=op.f("ck_initiatives_state")),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_initiatives_amount_cents")),
        sa.ForeignKeyConstraint(["line_id"], ["split_lines.id"], name="fk_initiatives_line_id"),
        sa.PrimaryKeyConstraint("id", name="pk_initiatives"),
    )
    op.create_index("ix_initiatives_line_id_state", "initiatives", ["line_id", "state"], unique=False)
    op.create_index(
        "ix_initiatives_year_area_id_submitted_at", "initiatives", ["year", "area_id", "submitted_at"], unique=False
    )
    op.create_table(
        "applicants",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact_email", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("may_mail_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delete_after", sa.Date(), nullable=False),
        sa.Column("link_hash", sa.LargeBinary(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("code_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.CheckConstraint("language IN ('nl', 'en')", name=op.f("ck_applicants_language")),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_applicants_initiative_id"),
        sa.PrimaryKeyConstraint("initiative_id", name="pk_applicants"),
    )
    op.create_index("ix_applicants_contact_email", "applicants", ["contact_email"], unique=False)
    op.create_index("uq_applicants_link_hash", "applicants", ["link_hash"], unique=True)
    op.create_table(
        "awards",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_awards_initiative_id"),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.id"], name="fk_awards_posting_id"),
        sa.PrimaryKeyConstraint("initiative_id", name="pk_awards"),
        sa.UniqueConstraint("posting_id", name="uq_awards_posting_id"),
    )
    op.create_table(
        "photos",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("photo_id", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_photos_initiative_id"),
        sa.PrimaryKeyConstraint("initiative_id", "photo_id", name="pk_photos"),
    )
    op.create_index("ix_photos_photo_id", "photos", ["photo_id"], unique=False)
    op.create_table(
        "results",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("learned", sa.String(), nullable=False),
        sa.Column("children_reached", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.String(), nullable=True),
        sa.Column("photo_description", sa.String(), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("children_reached >= 0", name=op.f("ck_results_children_reached")),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_results_initiative_id"),
        sa.PrimaryKeyConstraint("initiative_id", name="pk_results"),
    )
    op.create_index("ix_results_photo_id", "results", ["photo_id"], unique=False)
    op.create_table(
        "stakes",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_stakes_initiative_id"),
        sa.PrimaryKeyConstraint("initiative_id", "person_id", name="pk_stakes"),
    )
    op.create_table(
        "yeses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("seat IN ('worker', 'resident')", name=op.f("ck_yeses_seat")),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_yeses_initiative_id"),
        sa.PrimaryKeyConstraint("id", name="pk_yeses"),
    )
    op.create_index("uq_yeses_person", "yeses", ["initiative_id", "person_id"], unique=True)
    op.create_index(
        "uq_yeses_seat",
        "yeses",
        ["initiative_id", "seat"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "applicant_sessions",
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["applicants.initiative_id"],
            name="fk_applicant_sessions_initiative_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("secret_hash", name="pk_applicant_sessions"),
    )
    op.create_index("ix_applicant_sessions_initiative_id", "applicant_sessions", ["initiative_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("There is nothing before the first migration.")
