"""Writes new and changed rows of several tables in one statement: each more is a round trip, and others may wait."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Insert, Select, Table, Update, bindparam, func, insert, literal, select, update

from services.kit.database import WRITTEN, Session

Row = tuple[Table, Mapping[str, Any]]
"""A table of this service, and what goes into it by column."""
Change = tuple[Table, UUID, Mapping[str, Any]]
"""A table, the `id` of a row of it, and what changes in it by column."""
_Shape = tuple[tuple[Table, tuple[str, ...]], ...]
"""Tables with the columns that are given."""


async def write_together(session: Session, rows: Sequence[Row], *changes: Change) -> None:
    """Rows of one table name the same columns and are written in the order given; between tables there is no order.

    Foreign keys and triggers look when all of it is there. At most one change of a table.
    """
    by_table: dict[Table, list[Mapping[str, Any]]] = {}
    for table, row in rows:
        by_table.setdefault(table, []).append(row)
    new = tuple((table, tuple(its[0])) for table, its in by_table.items())
    changed = tuple((table, tuple(values)) for table, _, values in changes)
    given = {_named(table, name): [row[name] for row in by_table[table]] for table, names in new for name in names}
    for table, key, values in changes:
        given |= {_named(table, name, "changed"): value for name, value in {"id": key, **values}.items()}
    await session.execute(_statement(new, changed), given)
    session.info.setdefault(WRITTEN, set()).update(table.name for table in by_table)


@cache
def _statement(new: _Shape, changed: _Shape) -> Select[Any]:
    """Put together once: that costs more than to execute it."""
    inserts = [_insert(table, names).cte(f"new_{table.name}") for table, names in new]
    updates = [_update(table, names).cte(f"changed_{table.name}") for table, names in changed]
    return select(literal(1)).add_cte(*inserts, *updates)


def _insert(table: Table, names: tuple[str, ...]) -> Insert:
    """Each column comes as an array, so that one row or a hundred is the same statement."""
    arrays = (func.unnest(bindparam(_named(table, name), type_=ARRAY(table.c[name].type))) for name in names)
    return insert(table).from_select(names, select(*arrays), include_defaults=False)


def _update(table: Table, names: tuple[str, ...]) -> Update:
    values: dict[str, Any] = {name: bindparam(_named(table, name, "changed")) for name in names}
    return update(table).where(table.c.id == bindparam(_named(table, "id", "changed"))).values(values)


def _named(table: Table, column: str, kind: str = "new") -> str:
    return f"{kind}_{table.name}_{column}"
