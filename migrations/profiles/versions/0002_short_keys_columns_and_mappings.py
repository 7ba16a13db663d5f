"""Figures by short keys, what each release published, and what became of regions whose borders changed.

Rewrites `region_values`: stop the service while it runs. Nothing that was said is lost: a whole column of
"not yet published" becomes one row of `release_columns`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBERED = {"releases": sa.SmallInteger(), "indicators": sa.SmallInteger(), "regions": sa.Integer()}

WHEN_PUBLISHED = """
    UPDATE releases
    SET published_on = coalesce(modified, retrieved, current_date), imported_by = 'sample', imported_at = now()
"""
COLUMNS = """
    INSERT INTO release_columns
    SELECT r.number, i.number, i.source_columns, bool_or(v.status <> 'not_published')
    FROM region_values_as_text v JOIN releases r ON r.id = v.release_id JOIN indicators i ON i.code = v.indicator_code
    GROUP BY r.number, i.number, i.source_columns
"""
VALUES = """
    INSERT INTO region_values
    SELECT i.number, g.number, r.number, v.status, v.number
    FROM region_values_as_text v JOIN releases r ON r.id = v.release_id JOIN indicators i ON i.code = v.indicator_code
    JOIN regions g ON g.code = v.region_code AND g.year = r.year
    WHERE v.status <> 'not_published'
"""
# What a release said never changes, and what its numbers point to stays.
RIGHTS = """
    DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'profiles_app') THEN
            REVOKE UPDATE, DELETE, TRUNCATE ON releases, release_columns, region_values FROM profiles_app;
            REVOKE DELETE, TRUNCATE ON regions, indicators FROM profiles_app;
            -- An import numbers thousands of regions itself.
            GRANT UPDATE ON SEQUENCE regions_number_seq TO profiles_app;
        END IF;
    END $$;
"""


def upgrade() -> None:
    for table, kind in NUMBERED.items():
        op.add_column(table, sa.Column("number", kind, sa.Identity(), nullable=False))
        op.create_unique_constraint(op.f(f"uq_{table}_number"), table, ["number"])
    _date_the_releases()
    op.create_index("ix_regions_year_level_municipality", "regions", ["year", "level", "municipality"])
    op.create_table(
        "release_columns",
        sa.Column("release_number", sa.SmallInteger(), nullable=False),
        sa.Column("indicator_number", sa.SmallInteger(), nullable=False),
        sa.Column("source_column", sa.String(), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_number"], ["releases.number"], name=op.f("fk_release_columns_release_number")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_number"], ["indicators.number"], name=op.f("fk_release_columns_indicator_number")
        ),
        sa.PrimaryKeyConstraint("release_number", "indicator_number", name=op.f("pk_release_columns")),
    )
    _rewrite_the_figures()
    op.create_table(
        "region_mappings",
        sa.Column("from_year", sa.Integer(), nullable=False),
        sa.Column("from_code", sa.String(), nullable=False),
        sa.Column("to_year", sa.Integer(), nullable=False),
        sa.Column("to_code", sa.String(), nullable=False),
        sa.Column("share", sa.Numeric(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.CheckConstraint("share > 0 AND share <= 1", name=op.f("ck_region_mappings_share")),
        sa.CheckConstraint("to_year > from_year", name=op.f("ck_region_mappings_forward")),
        sa.PrimaryKeyConstraint("from_year", "from_code", "to_year", "to_code", name=op.f("pk_region_mappings")),
    )
    op.execute(RIGHTS)


def downgrade() -> None:
    raise NotImplementedError("What each release published cannot be told from text keys again; restore a backup.")


def _date_the_releases() -> None:
    op.add_column("releases", sa.Column("published_on", sa.Date(), nullable=True))
    op.add_column("releases", sa.Column("fingerprint", sa.String(), nullable=True))
    op.add_column("releases", sa.Column("imported_by", sa.String(), nullable=True))
    op.add_column("releases", sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(WHEN_PUBLISHED)
    for column in ("published_on", "imported_by", "imported_at"):
        op.alter_column("releases", column, nullable=False)


def _rewrite_the_figures() -> None:
    op.rename_table("region_values", "region_values_as_text")
    for constraint in ("pk_region_values", "ck_region_values_status", "ck_region_values_number_or_reason"):
        op.drop_constraint(op.f(constraint), "region_values_as_text")
    op.create_table(
        "region_values",
        sa.Column("indicator_number", sa.SmallInteger(), nullable=False),
        sa.Column("region_number", sa.Integer(), nullable=False),
        sa.Column("release_number", sa.SmallInteger(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("number", sa.Numeric(), nullable=True),
        sa.CheckConstraint(
            "(number IS NOT NULL) = (status = 'number')", name=op.f("ck_region_values_number_or_reason")
        ),
        sa.CheckConstraint(
            "status IN ('number', 'withheld', 'missing', 'not_applicable')", name=op.f("ck_region_values_status")
        ),
        sa.PrimaryKeyConstraint(
            "indicator_number",
            "region_number",
            "release_number",
            name=op.f("pk_region_values"),
            postgresql_include=["status", "number"],
        ),
    )
    op.execute(COLUMNS)
    op.execute(VALUES)
    op.drop_table("region_values_as_text")
