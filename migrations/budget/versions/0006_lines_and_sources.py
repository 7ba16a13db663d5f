"""Lines for a year, sources, and splits frozen as one document.

Rewrites what there is (docs/decisions/0012): the service stands still while it runs, and it does not go back.

Revises: 0005
"""

import json
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SPLIT_STATES = "state IN ('draft', 'proposed', 'returned', 'approved', 'published', 'replaced', 'discarded')"
OLD_KEY_COLUMNS = (
    "youth_budget_cents",
    "prevention_share",
    "areas_share",
    "areas_cents",
    "base_per_area_cents",
    "indicator",
    "indicator_name",
    "indicator_name_en",
    "period",
    "release",
    "source_table",
    "source_title",
    "edition",
    "retrieved_on",
    "licence",
    "attribution",
    "source_url",
    "releases",
)
FREEZE = """
    CREATE TRIGGER lines_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lines
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
# Whoever is not the owner, by whatever name the app's role goes on this server.
REVOKE = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = '{table}' AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('REVOKE {rights} ON {table} FROM %I', other);
        END LOOP;
    END $$
"""


def upgrade() -> None:
    _make_tables()
    op.execute("ALTER TABLE split_lines DISABLE TRIGGER split_lines_is_append_only")
    _widen_splits()
    _widen_lines()
    _move_splits()
    _tighten()
    op.execute("ALTER TABLE split_lines ENABLE TRIGGER split_lines_is_append_only")
    op.execute(FREEZE)
    for table in ("lines", "sources"):
        op.execute(REVOKE.format(table=table, rights="DELETE, TRUNCATE"))


def downgrade() -> None:
    raise NotImplementedError("Lines are not taken from their year again; make a newer migration that changes them.")


def _make_tables() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("youth_budget_cents", sa.BigInteger(), nullable=True),
        sa.Column("share", sa.String(), nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('youth_budget', 'savings_case', 'carried_over', 'other')", name=op.f("ck_sources_kind")
        ),
        sa.CheckConstraint("state IN ('planned', 'confirmed', 'withdrawn')", name=op.f("ck_sources_state")),
        sa.CheckConstraint(
            "(state = 'confirmed') = (confirmed_by IS NOT NULL)", name=op.f("ck_sources_confirmed_by_somebody")
        ),
        sa.CheckConstraint("confirmed_by <> added_by", name=op.f("ck_sources_four_eyes")),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_sources_amount_cents")),
        sa.CheckConstraint("(share IS NULL) = (youth_budget_cents IS NULL)", name=op.f("ck_sources_share_of_a_budget")),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
    )
    op.create_index("ix_sources_year_created_at", "sources", ["year", "created_at"])
    op.create_table(
        "lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('area', 'city_wide', 'support', 'other')", name=op.f("ck_lines_kind")),
        sa.CheckConstraint("(kind = 'area') = (area_id IS NOT NULL)", name=op.f("ck_lines_area_of_its_own")),
        sa.PrimaryKeyConstraint("id", name="pk_lines"),
        sa.UniqueConstraint("year", "key", name="uq_lines_year_key"),
        sa.UniqueConstraint("year", "area_id", name="uq_lines_year_area_id"),
    )


def _widen_splits() -> None:
    op.drop_index("uq_splits_approved_year", "splits")
    op.drop_constraint("ck_splits_state", "splits")
    op.drop_constraint("ck_splits_approved_by_somebody", "splits")
    op.add_column("splits", sa.Column("name", sa.String(), nullable=False, server_default=""))
    op.alter_column("splits", "name", server_default=None)
    op.add_column("splits", sa.Column("plan", postgresql.JSONB(), nullable=True))
    op.add_column("splits", sa.Column("figures", postgresql.JSONB(), nullable=True))
    op.add_column("splits", sa.Column("replaces", sa.Uuid(), nullable=True))
    op.add_column("splits", sa.Column("published_on", sa.Date(), nullable=True))
    op.create_foreign_key("fk_splits_replaces", "splits", "splits", ["replaces"], ["id"])


def _widen_lines() -> None:
    op.drop_constraint("uq_split_lines_split_id_area_id", "split_lines")
    op.drop_constraint("ck_split_lines_kind", "split_lines")
    for name in ("path", "parent"):
        op.add_column("split_lines", sa.Column(name, sa.String(), nullable=True))
    op.add_column("split_lines", sa.Column("line_id", sa.Uuid(), nullable=True))
    for name in ("parts_cents", "weights"):
        op.add_column("split_lines", sa.Column(name, postgresql.JSONB(), nullable=False, server_default="[]"))
        op.alter_column("split_lines", name, server_default=None)
    op.drop_constraint("fk_entries_line_id", "entries", type_="foreignkey")
    op.drop_constraint("fk_initiatives_line_id", "initiatives", type_="foreignkey")


def _move_splits() -> None:
    """Approved splits first: their lines become the lines of the year, under the ids that ideas and entries know."""
    connection = op.get_bind()
    splits = connection.execute(sa.text("SELECT * FROM splits ORDER BY (state <> 'approved'), created_at")).mappings()
    for split in splits.all():
        of_this = {"split": split["id"]}
        lines = connection.execute(
            sa.text("SELECT * FROM split_lines WHERE split_id = :split ORDER BY position"), of_this
        )
        _move_split(connection, dict(split), [dict(line) for line in lines.mappings()])


def _move_split(connection: sa.Connection, split: dict[str, Any], lines: list[dict[str, Any]]) -> None:
    source = _source_of(split)
    names = ", ".join(source)
    connection.execute(
        sa.text(f"INSERT INTO sources ({names}) VALUES ({', '.join(f':{name}' for name in source)})"), source
    )
    frozen = {
        name: source[name]
        for name in ("name", "kind", "basis", "document", "youth_budget_cents", "share", "amount_cents")
    }
    document = {_camel(name): value for name, value in frozen.items()} | {"id": str(source["id"])}
    connection.execute(
        sa.text(
            "UPDATE splits SET plan = :plan, figures = :figures, published_on = approved_on, "
            "state = CASE WHEN state = 'approved' THEN 'published' ELSE state END WHERE id = :id"
        ).bindparams(sa.bindparam("plan", type_=postgresql.JSONB), sa.bindparam("figures", type_=postgresql.JSONB)),
        {
            "plan": {"sources": [document], "lines": _plan_lines(split, lines)},
            "figures": _figures(split, lines),
            "id": split["id"],
        },
    )
    _move_lines(connection, split, lines)


def _source_of(split: dict[str, Any]) -> dict[str, Any]:
    approved = split["state"] == "approved"
    return {
        "id": uuid4(),
        "year": split["year"],
        "name": f"Jeugdbudget {split['year']}",
        "kind": "youth_budget",
        "basis": "",
        "document": "",
        "youth_budget_cents": split["youth_budget_cents"],
        "share": split["prevention_share"],
        "amount_cents": split["total_cents"],
        "state": "confirmed" if approved else "planned",
        "version": 2 if approved else 1,
        "added_by": split["proposed_by"] or "service:budget",
        "confirmed_by": split["approved_by"],
        "confirmed_on": split["approved_on"],
        "created_at": split["created_at"],
    }


def _plan_lines(split: dict[str, Any], lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    def line(key: str, kind: str, **more: Any) -> dict[str, Any]:
        empty: dict[str, Any] = {"share": None, "amountCents": None, "allocation": None, "lines": []}
        return {"key": key, "name": "", "kind": kind, "why": "", "steering": ""} | empty | more

    support = next(each["amount_cents"] for each in lines if each["kind"] == "support")
    component = {"indicator": split["indicator"], "times": None, "weight": "1"}
    key = {"basePerAreaCents": split["base_per_area_cents"], "components": [component]}
    return [
        line("areas", "areas", share=split["areas_share"], allocation=key),
        line("city-wide", "city_wide"),
        line("support", "support", amountCents=support),
    ]


def _figures(split: dict[str, Any], lines: list[dict[str, Any]]) -> dict[str, Any]:
    areas = [line for line in lines if line["kind"] == "area"]
    renamed = {"table": "source_table", "title": "source_title", "url": "source_url"}
    names = (
        *("indicator", "indicator_name", "indicator_name_en", "period", "release", "table", "title", "edition"),
        *("retrieved_on", "licence", "attribution", "url"),
    )
    source = {_camel(name): split[renamed.get(name, name)] for name in names}
    source["releases"] = split["releases"] or []
    source["values"] = {line["area_id"]: _exact(line["weight"]) for line in areas}
    source["statuses"] = {line["area_id"]: "number" for line in areas}
    source["releasesBehind"] = {line["area_id"]: line["releases"] or [] for line in areas}
    figures = {
        "areas": [{"id": line["area_id"], "name": line["name"]} for line in areas],
        "indicators": {split["indicator"]: source},
    }
    plain: dict[str, Any] = json.loads(json.dumps(figures, default=str))
    return plain


def _exact(weight: Any) -> str:
    text = format(weight, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _move_lines(connection: sa.Connection, split: dict[str, Any], lines: list[dict[str, Any]]) -> None:
    shift = sa.text("UPDATE split_lines SET position = position + 1001 WHERE split_id = :split")
    connection.execute(shift, {"split": split["id"]})
    for line in lines:
        is_area = line["kind"] == "area"
        path = f"areas/{line['area_id']}" if is_area else line["kind"].replace("_", "-")
        name = line["name"] if is_area else ""
        line_id = connection.execute(
            sa.text(
                "INSERT INTO lines VALUES (:id, :year, :key, :kind, :area_id, :name) "
                "ON CONFLICT DO NOTHING RETURNING id"
            ),
            {"year": split["year"], "key": path, "name": name} | {key: line[key] for key in ("id", "kind", "area_id")},
        ).scalar()
        connection.execute(
            sa.text(
                "UPDATE split_lines SET path = :path, parent = :parent, name = :name, position = position - 1000, "
                "line_id = coalesce(:line, (SELECT id FROM lines WHERE year = :year AND key = :key)), "
                "parts_cents = :parts, weights = :weights WHERE id = :id"
            ).bindparams(
                sa.bindparam("parts", type_=postgresql.JSONB),
                sa.bindparam("weights", type_=postgresql.JSONB),
                sa.bindparam("line", type_=sa.Uuid()),
            ),
            {
                "path": path,
                "key": path,
                "parent": "areas" if is_area else None,
                "name": name,
                "line": line_id,
                "year": split["year"],
                "parts": [line["amount_cents"] - line["base_cents"]] if is_area else [],
                "weights": [_exact(line["weight"])] if is_area else [],
                "id": line["id"],
            },
        )
    connection.execute(
        sa.text(
            "INSERT INTO split_lines (id, split_id, position, path, kind, name, amount_cents, parts_cents, weights) "
            "VALUES (:id, :split, 0, 'areas', 'areas', '', :amount, '[]', '[]')"
        ),
        {"id": uuid4(), "split": split["id"], "amount": split["areas_cents"]},
    )


def _tighten() -> None:
    for name in ("plan", "figures"):
        op.alter_column("splits", name, nullable=False)
    for name in OLD_KEY_COLUMNS:
        op.drop_column("splits", name)
    op.create_check_constraint(op.f("ck_splits_state"), "splits", SPLIT_STATES)
    op.create_check_constraint(
        op.f("ck_splits_approved_by_somebody"),
        "splits",
        "(state IN ('approved', 'published', 'replaced')) = (approved_by IS NOT NULL)",
    )
    in_force = sa.text("state IN ('approved', 'published')")
    op.create_index("uq_splits_in_force", "splits", ["year"], unique=True, postgresql_where=in_force)
    op.alter_column("split_lines", "path", nullable=False)
    for name in ("weight", "releases"):
        op.drop_column("split_lines", name)
    op.create_check_constraint(
        op.f("ck_split_lines_kind"),
        "split_lines",
        "kind IN ('group', 'areas', 'area', 'city_wide', 'support', 'other')",
    )
    op.create_check_constraint(
        op.f("ck_split_lines_leaf_of_a_line"), "split_lines", "(kind IN ('group', 'areas')) = (line_id IS NULL)"
    )
    op.create_unique_constraint("uq_split_lines_split_id_path", "split_lines", ["split_id", "path"])
    op.create_index("ix_split_lines_line_id", "split_lines", ["line_id"])
    for table in ("split_lines", "entries", "initiatives"):
        op.create_foreign_key(f"fk_{table}_line_id", table, "lines", ["line_id"], ["id"])


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.title() for word in others)
