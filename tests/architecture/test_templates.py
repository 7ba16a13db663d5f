"""A template can be read: one element of a page per line, not a whole page on one."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "frontend" / "templates"
MOST_CHARACTERS = 240
SENTENCE = re.compile(r'"[^"]{40,}"')


def test_no_line_of_a_template_is_too_long() -> None:
    """A sentence counts for nothing: translators need it whole."""
    too_long = [
        f"{path.name}:{number}"
        for path in sorted(TEMPLATES.glob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(SENTENCE.sub('""', line)) > MOST_CHARACTERS
    ]
    assert too_long == []
