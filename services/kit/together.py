"""Writes new rows of several tables in one statement: each statement more is a round trip while others wait for us."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, Insert, Select, Table, bindparam, func, insert, literal, select

from services.kit.database import WRITTEN, Session

Row = tuple[Table, Mapping[str, Any]]
"""A table of this service, and what goes into it by column."""
_Shape = tuple[tuple[Table, tuple[str, ...]], ...]
"""Tables with the columns that are given."""


async def write_together(session: Session, rows: Sequence[Row]) -> None:
    """Rows of one table name the same columns and are written in the order given; between tables there is no order.

    Foreign keys and triggers look when all of it is there.
    """
    by_table: dict[Table, list[Mapping[str, Any]]] = {}
    for table, row in rows:
        by_table.setdefault(table, []).append(row)
    shape = tuple((table, tuple(its[0])) for table, its in by_table.items())
    values = {
        _array(table, name): [row[name] for row in by_table[table]] for table, columns in shape for name in columns
    }
    await session.execute(_statement(shape), values)
    session.info.setdefault(WRITTEN, set()).update(table.name for table in by_table)


@cache
def _statement(shape: _Shape) -> Select[Any]:
    """Put together once: that costs more than to execute it."""
    inserts = [_insert(table, columns).cte(f"new_{table.name}") for table, columns in shape]
    return select(literal(1)).add_cte(*inserts)


def _insert(table: Table, columns: tuple[str, ...]) -> Insert:
    """Each column comes as an array, so that one row or a hundred is the same statement."""
    arrays = (func.unnest(bindparam(_array(table, name), type_=ARRAY(table.c[name].type))) for name in columns)
    return insert(table).from_select(columns, select(*arrays), include_defaults=False)


def _array(table: Table, column: str) -> str:
    return f"{table.name}_{column}"
