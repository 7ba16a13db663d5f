"""Rows of one moment have an order of their own: a list does not turn round between two looks at it."""

import ast
from collections.abc import Iterator
from pathlib import Path

STORE = Path(__file__).parents[2] / "services/monitoring/store"
MOMENTS = ("_at", "_on")


def ends_of_orders(source: str) -> Iterator[tuple[int, str]]:
    """The line and the last column of each `order_by`; of a tuple by name, its last."""
    tree = ast.parse(source)
    tuples = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "order_by":
            last: ast.expr = node.args[-1]
            if isinstance(last, ast.Starred) and isinstance(last.value, ast.Name):
                last = tuples[last.value.id].elts[-1] if last.value.id in tuples else last
            columns = [each.attr for each in ast.walk(last) if isinstance(each, ast.Attribute) and each.attr != "desc"]
            yield node.lineno, next((name for name in columns if not name.startswith("nulls_")), "")


def test_no_order_of_monitoring_ends_with_a_moment() -> None:
    found = [(path.name, *end) for path in sorted(STORE.glob("*.py")) for end in ends_of_orders(path.read_text())]
    assert len(found) > 30
    assert [end for end in found if end[2].endswith(MOMENTS)] == []
