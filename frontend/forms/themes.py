"""Themes with their money, as people type them: one to a line, the amount at the end."""

import re

from frontend.forms.form import Form, euros_to_cents
from services.budget.contract.round_choices import ThemeBudget

MOST_THEMES, LONGEST_NAME = 20, 60
_LINE = re.compile(r"^(?P<name>.+?)\s*[:=]?\s+(?:€\s*)?(?P<amount>[\d.,]+-?)$")


def typed_themes(form: Form, field: str, most_cents: int) -> list[ThemeBudget]:
    """The themes, none when nothing is typed; what is wrong is said at the field. `most_cents`: what all may have."""
    lines = [" ".join(line.split()) for line in form[field].splitlines() if line.strip()]
    found = [_theme(line) for line in lines]
    themes = [theme for theme in found if theme]
    if None in found:
        line = lines[found.index(None)]
        form.errors[field] = form._("Schrijf een naam zonder komma, en dan het bedrag. Dit lukt niet: %(line)s") % {
            "line": line[:LONGEST_NAME]
        }
    elif len({theme.name for theme in themes}) != len(themes):
        form.errors[field] = form._("Elk thema kan hier één keer staan.")
    elif len(themes) > MOST_THEMES:
        form.errors[field] = form._("Dit zijn te veel thema's. Het kunnen er %(most)s zijn.") % {"most": MOST_THEMES}
    elif most_cents and sum(theme.budget_cents for theme in themes) > most_cents:
        form.errors[field] = form._("De thema's hebben samen meer geld dan er te verdelen is.")
    return [] if field in form.errors else themes


def _theme(line: str) -> ThemeBudget | None:
    parts = _LINE.match(line)
    cents = euros_to_cents(parts["amount"]) if parts else None
    if parts is None or not cents or "," in parts["name"] or len(parts["name"]) > LONGEST_NAME:
        return None
    return ThemeBudget(name=parts["name"], budget_cents=cents)
