"""Making a generated call reach further: ids that exist, and values that break what is not careful."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import asyncpg
from hypothesis import strategies as st

Known = Mapping[str, Sequence[str | int]]
HALF = "\ue000"
"""Stands for half a character, which no library but ours will carry; it becomes one when the request is written."""
NASTY: tuple[Any, ...] = (
    *("\x00", "a\x00b", HALF, "\u202e", "٣", "İ", "a" * 5000, "'; --", "%", "1e400", "NaN", " ", "-0"),
    *("0001-01-01", "2999-12-31", "9999-12-31", "2024-02-30", "9999-12-31T23:59:59+14:00", "0001-01-01T00:00:00Z"),
    *(0, -1, 2**31, 2**53 + 1, 2**63, -(2**63) - 1, 10**30, 0.1, 1e308, float("inf"), float("nan")),
    *(None, True, [], {}),
)
_FORMS = ("year", "code", "quarter", "period", "municipality", "kpi", "kpi_code", "indicator", "number", "position")


async def known_of(url: str) -> dict[str, list[str | int]]:
    """What exists in a database: for each column that names another thing, and for each id by its table's name."""
    connection = await asyncpg.connect(url)
    try:
        columns = await connection.fetch(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND (column_name LIKE '%\\_id' OR column_name = ANY($1))",
            ["id", *_FORMS],
        )
        found: dict[str, list[str | int]] = {}
        for table, column in columns:
            name = f"{_one_of(table)}_id" if column == "id" else column
            rows = await connection.fetch(f'SELECT DISTINCT "{column}" FROM "{table}" ORDER BY 1 LIMIT 12')
            values = [_plain(row[0]) for row in rows if row[0] is not None]
            for each in {name, f"{_one_of(table)}.{column}"} - {"code"}:  # What a code is of differs by table.
                found.setdefault(each, []).extend(values)
        return found
    finally:
        await connection.close()


def _one_of(table: str) -> str:
    """`savings_cases` is a list of what a path calls `case_id`."""
    last = table.rpartition("_")[2]
    return last[:-3] + "y" if last.endswith("ies") else last[:-2] if last.endswith("ches") else last.removesuffix("s")


def _plain(value: Any) -> str | int:
    return value if isinstance(value, int) else str(value)


def with_known(case: Any, known: Known, data: st.DataObject) -> None:
    """Put what exists in the path, the query and the body of most calls."""
    of = dict(re.findall(r"/([a-z-]+)/\{(\w+)\}", case.path))
    listed = {name: _one_of(segment.replace("-", "_")) for segment, name in of.items()}
    for part in (case.path_parameters, case.query):
        for name in part:
            values = known.get(f"{listed.get(name)}.{name}") or known.get(_snake(name))
            if values and data.draw(st.integers(0, 5)):
                part[name] = data.draw(st.sampled_from(values))
    for holder, name in leaves(case.body):
        if isinstance(holder[name], float) and holder[name].is_integer():
            holder[name] = int(holder[name])  # 5.0 is an integer to JSON Schema, and money it is not to us.
        if isinstance(name, str) and (values := known.get(_snake(name))) and data.draw(st.integers(0, 3)):
            holder[name] = data.draw(st.sampled_from(values))


def spoiled(case: Any, data: st.DataObject) -> None:
    """Put one value that breaks what is not careful somewhere in one call of three."""
    is_json = case.media_type == "application/json"
    if data.draw(st.integers(0, 2)) < 2:  # The first that hypothesis tries is 0 everywhere: that one should be done.
        return
    places = list(leaves(case.body)) + [(case.query, name) for name in case.query]
    if places:
        holder, name = data.draw(st.sampled_from(places))
        nasty = data.draw(st.sampled_from(NASTY))
        holder[name] = nasty if is_json and holder is not case.query else str(nasty)


def as_json(value: Any) -> str:
    """As Python writes it, with numbers without end, and with half characters."""
    return json.dumps(value).replace(json.dumps(HALF)[1:-1], r"\ud800")


def leaves(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each place in a JSON value that holds no further places, as what holds it and its name or number there."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, held in list(inside):
        if isinstance(held, dict | list) and held:
            yield from leaves(held)
        else:
            yield value, name


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", r"_\1", name).lower()
