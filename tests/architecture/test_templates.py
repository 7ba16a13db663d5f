"""A template can be read: one element of a page per line, one section of a page per file, and all it calls in sight."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

TEMPLATES = Path(__file__).parents[2] / "frontend" / "templates"
MOST_CHARACTERS, MOST_LINES = 240, 280
SENTENCE = re.compile(r'"[^"]{40,}"')
FILES = sorted(TEMPLATES.glob("*.html"))


@pytest.fixture(scope="module")
def parsed() -> dict[str, nodes.Template]:
    jinja = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    return {path.name: jinja.parse(path.read_text(encoding="utf-8")) for path in FILES}


def test_no_line_of_a_template_is_too_long() -> None:
    """A sentence counts for nothing: translators need it whole."""
    too_long = [
        f"{path.name}:{number}"
        for path in FILES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(SENTENCE.sub('""', line)) > MOST_CHARACTERS
    ]
    assert too_long == []


def test_no_template_is_too_long() -> None:
    """The sections of a long page stand in parts of their own, and the page says which it shows to whom."""
    lines = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_a_template_imports_every_macro_it_calls(parsed: dict[str, nodes.Template]) -> None:
    """A part would find what its page imports; but then it breaks in the next page that includes it."""
    macros = {macro.name for tree in parsed.values() for macro in tree.find_all(nodes.Macro)}
    missing = {
        name: sorted(found)
        for name, tree in parsed.items()
        if (found := (_called(tree) & macros) - _imported(tree) - {m.name for m in tree.find_all(nodes.Macro)})
    }
    assert missing == {}


def test_a_template_imports_no_macro_for_nothing(parsed: dict[str, nodes.Template]) -> None:
    unused = {name: sorted(found) for name, tree in parsed.items() if (found := _imported(tree) - _called(tree))}
    assert unused == {}


def test_every_part_is_asked_for(parsed: dict[str, nodes.Template]) -> None:
    """A part that no page includes and from which nothing is imported is left over."""
    asked = {name for tree in parsed.values() for name in meta.find_referenced_templates(tree)}
    folder = TEMPLATES.parent
    python = "".join(path.read_text(encoding="utf-8") for path in [*folder.glob("*.py"), *folder.glob("pages/*.py")])
    parts = {path.name for path in FILES if path.name.startswith("_")}
    assert {part for part in parts - asked if f'"{part}"' not in python} == set()


def _called(tree: nodes.Template) -> set[str]:
    return {call.node.name for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)}


def _imported(tree: nodes.Template) -> set[str]:
    names = [name for line in tree.find_all(nodes.FromImport) for name in line.names]
    return {name if isinstance(name, str) else name[1] for name in names}
