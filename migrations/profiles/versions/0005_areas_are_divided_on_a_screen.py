"""Areas are divided on a screen: each division has a version, its own names and the year of its regions.

A division may begin in a year whose regions are not published yet, so that year stands beside it. Mappings say where
they were found and who recorded them.

Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

DIVISIONS = """
    INSERT INTO area_divisions (valid_from, regions_year, version, changed_by, changed_at)
    SELECT valid_from, valid_from, row_number() OVER (ORDER BY valid_from), 'sample', now()
    FROM (SELECT DISTINCT valid_from FROM area_regions) AS years
"""
NAMES = """
    INSERT INTO division_areas (valid_from, area_id, name)
    SELECT DISTINCT r.valid_from, r.area_id, a.name FROM area_regions r JOIN areas a ON a.id = r.area_id
"""
RIGHTS = """
    DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'profiles_app') THEN
            REVOKE DELETE, TRUNCATE ON areas FROM profiles_app;
        END IF;
    END $$;
"""


def upgrade() -> None:
    op.create_table(
        "area_divisions",
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("regions_year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("valid_from", name=op.f("pk_area_divisions")),
    )
    op.execute(DIVISIONS)
    op.create_table(
        "division_areas",
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["valid_from"], ["area_divisions.valid_from"], name=op.f("fk_division_areas_valid_from")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_division_areas_area_id")),
        sa.PrimaryKeyConstraint("valid_from", "area_id", name=op.f("pk_division_areas")),
    )
    op.execute(NAMES)
    _point_to_the_division()
    _say_where_mappings_are_from()
    op.execute(RIGHTS)


def downgrade() -> None:
    raise NotImplementedError("Names per year and divisions with regions of another year have no place in 0004.")


def _point_to_the_division() -> None:
    op.drop_constraint(op.f("fk_area_regions_region_code_valid_from"), "area_regions", type_="foreignkey")
    op.drop_constraint(op.f("fk_area_regions_area_id"), "area_regions", type_="foreignkey")
    op.add_column("area_regions", sa.Column("regions_year", sa.Integer(), nullable=True))
    op.execute("UPDATE area_regions SET regions_year = valid_from")
    op.alter_column("area_regions", "regions_year", nullable=False)
    op.create_foreign_key(
        op.f("fk_area_regions_region_code_regions_year"),
        "area_regions",
        "regions",
        ["region_code", "regions_year"],
        ["code", "year"],
    )
    op.create_foreign_key(
        op.f("fk_area_regions_valid_from_area_id"),
        "area_regions",
        "division_areas",
        ["valid_from", "area_id"],
        ["valid_from", "area_id"],
    )


def _say_where_mappings_are_from() -> None:
    for column in ("from_name", "to_name"):
        op.add_column("region_mappings", sa.Column(column, sa.String(), nullable=True))
    for column in ("source", "recorded_by"):
        op.add_column("region_mappings", sa.Column(column, sa.String(), server_default="", nullable=False))
        op.alter_column("region_mappings", column, server_default=None)
    op.add_column(
        "region_mappings",
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    )
    op.alter_column("region_mappings", "recorded_at", server_default=None)
    op.create_index("ix_region_mappings_to_code", "region_mappings", ["to_code"])
    op.create_index("ix_region_mappings_from_code", "region_mappings", ["from_code"])
