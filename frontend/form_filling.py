"""Puts what somebody typed back into a form of a page: works on the page's own text, so that no form needs to know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

NOT_TYPED = ("hidden", "file", "password", "submit", "button", "image", "reset")
CHOSEN = ("checkbox", "radio")
Attributes = dict[str, str | None]


@dataclass
class _Control:
    tag: str
    attributes: Attributes
    begin: int
    end: int
    text_end: int = 0
    choices: "list[_Control]" = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.attributes.get("name") or ""

    @property
    def kind(self) -> str:
        return (self.attributes.get("type") or "text").lower() if self.tag == "input" else self.tag


@dataclass
class _FoundForm:
    action: str
    begin: int
    within: list[_Control]
    controls: list[_Control] = field(default_factory=list)

    def names(self, *kinds: str) -> set[str]:
        return {control.name for control in self.controls if control.kind in kinds}

    def likeness(self, sent: Iterable[tuple[str, str]]) -> int:
        """How many of its hidden fields are as they were sent: one page may have the same form for many things."""
        pairs = set(sent)
        hidden = [control for control in self.controls if control.kind == "hidden"]
        return sum((control.name, control.attributes.get("value") or "") in pairs for control in hidden)


def fill(
    page: str, actions: Sequence[str], sent: Sequence[tuple[str, str]], notice: str
) -> tuple[str, list[str]] | None:
    """The page with `sent` in its form for one of `actions` and `notice` at its head, and what had no place in it.

    None when the page has no such form. Fields that nobody types (versions, keys, proofs) stay as the page has them.
    """
    found = _Reader(page).forms
    for action in actions:
        if mine := [form for form in found if form.action == action]:
            form = max(mine, key=lambda each: each.likeness(sent))
            return _filled(page, form, sent, notice), _left(form, sent)
    return None


def _filled(page: str, form: _FoundForm, sent: Sequence[tuple[str, str]], notice: str) -> str:
    waiting: dict[str, list[str]] = {}
    for name, value in sent:
        waiting.setdefault(name, []).append(value)
    edits = [(form.begin, form.begin, notice)]
    edits += [(each.begin, each.end, _tag(each, open="")) for each in form.within]
    for control in form.controls:
        edits += _edits(control, waiting)
    for begin, end, text in sorted(edits, reverse=True):
        page = page[:begin] + text + page[end:]
    return page


def _edits(control: _Control, waiting: dict[str, list[str]]) -> list[tuple[int, int, str]]:
    values = waiting.get(control.name, [])
    if control.kind in CHOSEN:
        mark = "" if (control.attributes.get("value") or "on") in values else None
        return [(control.begin, control.end, _tag(control, checked=mark))]
    if control.kind == "select" and values:
        marks = [(each, "" if each.attributes.get("value") in values else None) for each in control.choices]
        return [(each.begin, each.end, _tag(each, selected=mark)) for each, mark in marks]
    if control.kind in (*NOT_TYPED, "select") or not values:
        return []
    value = values.pop(0) if len(values) > 1 else values[0]
    if control.kind == "textarea":
        return [(control.end, control.text_end, "\n" + escape(value))]
    return [(control.begin, control.end, _tag(control, value=value))]


def _left(form: _FoundForm, sent: Sequence[tuple[str, str]]) -> list[str]:
    """What was typed and has no field in this form (a row that was added, say)."""
    known = {control.name for control in form.controls}
    return [value for name, value in sent if value.strip() and name not in known]


def _tag(control: _Control, **changes: str | None) -> str:
    """The tag with other attributes: "" for one without a value (`checked`), None to take it away."""
    now = {**control.attributes, **changes}
    words = [control.tag]
    for name, value in now.items():
        if value is None and name in changes:
            continue
        words.append(
            name
            if value is None or (value == "" and name in changes and name != "value")
            else f'{name}="{escape(value)}"'
        )
    return f"<{' '.join(words)}>"


class _Reader(HTMLParser):
    """Finds the forms of a page, with where each of their fields stands in its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.forms: list[_FoundForm] = []
        self._form: _FoundForm | None = None
        self._details: list[_Control] = []
        self._starts = [0]
        for line in page.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        begin = self._here()
        control = _Control(tag, dict(attrs), begin, begin + len(self.get_starttag_text() or ""))
        if tag == "form":
            self._form = _FoundForm(control.attributes.get("action") or "", control.end, list(self._details))
            self.forms.append(self._form)
        elif tag == "details":
            self._details.append(control)
        elif self._form and tag == "option":
            self._form.controls[-1].choices.append(control)
        elif self._form and tag in ("input", "textarea", "select", "button"):
            self._form.controls.append(control)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "details" and self._details:
            self._details.pop()
        elif tag == "textarea" and self._form:
            self._form.controls[-1].text_end = self._here()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column
