"""Figures with their origin, areas per year, and persons with what they may do."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# What a release said never changes: a correction is another release.
APPEND_ONLY = """
    DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'profiles_app') THEN
            REVOKE UPDATE, DELETE, TRUNCATE ON releases, region_values FROM profiles_app;
        END IF;
    END $$;
"""


def upgrade() -> None:
    op.create_table(
        "areas",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_areas")),
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("caller", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("reply", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("key", "caller", "route", name=op.f("pk_idempotency_keys")),
    )
    op.create_table(
        "inbox_events",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_events")),
    )
    op.create_table(
        "indicators",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_columns", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("name_nl", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("definition_nl", sa.String(), nullable=False),
        sa.Column("definition_en", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("numerator", sa.String(), nullable=True),
        sa.Column("denominator", sa.String(), nullable=True),
        sa.Column("base", sa.String(), nullable=True),
        sa.Column("factor", sa.Integer(), nullable=True),
        sa.Column("minimum_base", sa.Integer(), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("rounding", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("key_figure", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('count', 'share', 'average', 'rate')", name=op.f("ck_indicators_kind")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_indicators")),
    )
    op.create_table(
        "installation",
        sa.Column("one_row", sa.Boolean(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("grouping_note_nl", sa.String(), nullable=False),
        sa.Column("grouping_note_en", sa.String(), nullable=False),
        sa.Column("data_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("one_row", name=op.f("ck_installation_one_row")),
        sa.PrimaryKeyConstraint("one_row", name=op.f("pk_installation")),
    )
    op.create_table(
        "outbox_events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_events")),
    )
    op.create_table(
        "persons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("language IN ('nl', 'en')", name=op.f("ck_persons_language")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
    )
    op.create_index("uq_persons_email", "persons", [sa.literal_column("lower(email)")], unique=True)
    op.create_table(
        "regions",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=True),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("changed", sa.Integer(), nullable=True),
        sa.Column("borders", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("borders_source", sa.String(), nullable=True),
        sa.CheckConstraint(
            "level IN ('country', 'municipality', 'district', 'neighbourhood')", name=op.f("ck_regions_level")
        ),
        sa.PrimaryKeyConstraint("code", "year", name=op.f("pk_regions")),
    )
    op.create_index("ix_regions_year_parent", "regions", ["year", "parent"], unique=False)
    op.create_table(
        "releases",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source_table", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("modified", sa.Date(), nullable=True),
        sa.Column("retrieved", sa.Date(), nullable=True),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("attribution", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
    )
    op.create_index(op.f("ix_releases_year"), "releases", ["year"], unique=False)
    op.create_table(
        "work",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work")),
    )
    op.create_index("ix_work_due_at", "work", ["due_at"], unique=False)
    op.create_table(
        "area_regions",
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_area_regions_area_id")),
        sa.ForeignKeyConstraint(
            ["region_code", "valid_from"],
            ["regions.code", "regions.year"],
            name=op.f("fk_area_regions_region_code_valid_from"),
        ),
        sa.PrimaryKeyConstraint("valid_from", "region_code", name=op.f("pk_area_regions")),
    )
    op.create_index(op.f("ix_area_regions_area_id"), "area_regions", ["area_id"], unique=False)
    op.create_table(
        "contact_persons",
        sa.Column("area_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reachable", sa.String(), nullable=False),
        sa.Column("named_by", sa.String(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_contact_persons_area_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_contact_persons_person_id")),
        sa.PrimaryKeyConstraint("area_id", name=op.f("pk_contact_persons")),
    )
    op.create_index(op.f("ix_contact_persons_person_id"), "contact_persons", ["person_id"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("within", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("granted_by", sa.String(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role IN ('policy_officer', 'approver', 'area_worker', 'area_resident', 'partner_member', 'council_member')"
            " AND (role NOT IN ('area_worker', 'area_resident') OR within IS NOT NULL)",
            name=op.f("ck_memberships_role"),
        ),
        sa.CheckConstraint("valid_until >= valid_from", name=op.f("ck_memberships_from_before_until")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_memberships_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_person_id"), "memberships", ["person_id"], unique=False)
    op.create_index("ix_memberships_role_within", "memberships", ["role", "within"], unique=False)
    op.create_index(
        "uq_memberships_open",
        "memberships",
        ["person_id", "role", sa.literal_column("coalesce(within, '')")],
        unique=True,
        postgresql_where=sa.text("valid_until IS NULL"),
    )
    op.create_table(
        "region_values",
        sa.Column("release_id", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("indicator_code", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("number", sa.Numeric(), nullable=True),
        sa.CheckConstraint(
            "(number IS NOT NULL) = (status = 'number')", name=op.f("ck_region_values_number_or_reason")
        ),
        sa.CheckConstraint(
            "status IN ('number', 'not_published', 'withheld', 'missing', 'not_applicable', 'too_small')",
            name=op.f("ck_region_values_status"),
        ),
        sa.ForeignKeyConstraint(["indicator_code"], ["indicators.code"], name=op.f("fk_region_values_indicator_code")),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name=op.f("fk_region_values_release_id")),
        sa.PrimaryKeyConstraint("release_id", "region_code", "indicator_code", name=op.f("pk_region_values")),
    )
    op.create_table(
        "sessions",
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_sessions_person_id")),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_expires_at"), "sessions", ["expires_at"], unique=False)
    op.create_index(op.f("ix_sessions_person_id"), "sessions", ["person_id"], unique=False)
    op.execute(APPEND_ONLY)


def downgrade() -> None:
    op.drop_index(op.f("ix_sessions_person_id"), table_name="sessions")
    op.drop_index(op.f("ix_sessions_expires_at"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_table("region_values")
    op.drop_index("uq_memberships_open", table_name="memberships", postgresql_where=sa.text("valid_until IS NULL"))
    op.drop_index("ix_memberships_role_within", table_name="memberships")
    op.drop_index(op.f("ix_memberships_person_id"), table_name="memberships")
    op.drop_table("memberships")
    op.drop_index(op.f("ix_contact_persons_person_id"), table_name="contact_persons")
    op.drop_table("contact_persons")
    op.drop_index(op.f("ix_area_regions_area_id"), table_name="area_regions")
    op.drop_table("area_regions")
    op.drop_index("ix_work_due_at", table_name="work")
    op.drop_table("work")
    op.drop_index(op.f("ix_releases_year"), table_name="releases")
    op.drop_table("releases")
    op.drop_index("ix_regions_year_parent", table_name="regions")
    op.drop_table("regions")
    op.drop_index("uq_persons_email", table_name="persons")
    op.drop_table("persons")
    op.drop_table("outbox_events")
    op.drop_table("installation")
    op.drop_table("indicators")
    op.drop_table("inbox_events")
    op.drop_table("idempotency_keys")
    op.drop_table("areas")
