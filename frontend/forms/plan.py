"""The year's plan as rows of a form: a tree of lines, and the key by which the areas' money is divided."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.datastructures import FormData

from frontend.forms.form import Form
from frontend.forms.shares import share_of
from services.budget.contract.sources import SourceView
from services.budget.contract.splits import DraftSplit, LineKind

MOST_ROWS, MOST_PARTS = 60, 8
MOST_BASE = 10**12
KINDS = (LineKind.AREAS, LineKind.CITY_WIDE, LineKind.SUPPORT, LineKind.OTHER, LineKind.GROUP)
SHARE, AMOUNT, REST = "deel", "bedrag", "rest"
FIXED_KEYS = {"areas": "areas", "city_wide": "city-wide"}
"""There is one of each, so a change during the year finds it whatever it is called."""


@dataclass(frozen=True)
class Row:
    """A line as it stands in the form. `number` is its own for as long as the form lives; `level` counts from 0."""

    number: str
    level: int
    name: str
    kind: str
    under: str
    measure: str
    key: str

    def field(self, name: str) -> str:
        """The name of one of its fields."""
        return f"r{self.number}-{name}"


class PlanForm(Form):
    """`sources`: those of the year that can be used. `focus`: the field to go on at, after a row came or went."""

    def __init__(
        self,
        sources: Sequence[SourceView],
        data: FormData | None = None,
        language: str = "nl",
        first: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, language, **(first or {}))
        self.sources = sources
        self.focus = ""

    def rows(self) -> list[Row]:
        """In the order of the tree; a row that hangs under nothing (or under itself) stands at the top."""
        numbers = _numbers(self["regels"], MOST_ROWS)
        above = {number: self[f"r{number}-onder"] for number in numbers}
        ordered = list(self._below("", above, 0))
        seen = {row.number for row in ordered}
        return ordered + [self._row(number, 0) for number in numbers if number not in seen]

    def parts(self) -> list[str]:
        """The numbers of the key's components; there is always one to fill in."""
        return _numbers(self["delen"], MOST_PARTS) or ["1"]

    def key_codes(self) -> set[str]:
        """The figures chosen in the key."""
        return {self[f"d{number}-{half}"] for number in self.parts() for half in ("cijfer", "keer")}

    def groups(self) -> list[Row]:
        return [row for row in self.rows() if row.kind == LineKind.GROUP]

    def areas_row(self) -> Row | None:
        """The line the key belongs to."""
        return next((row for row in self.rows() if row.kind == LineKind.AREAS), None)

    def chosen(self) -> list[UUID]:
        return [source.id for source in self.sources if self[f"bron-{source.id}"]]

    def act(self, action: str) -> bool:
        """Do what one of the form's own buttons asks; False when it is not one of those. Nothing typed is lost."""
        verb, _colon, number = action.partition(":")
        act = {
            "regel-erbij": self._add_row,
            "regel-weg": self._take_row_away,
            "deel-erbij": self._add_part,
            "deel-weg": self._take_part_away,
        }.get(verb)
        if act:
            act(number)
        return act is not None

    def plan(self, year: int) -> DraftSplit | None:
        """The plan, or None with the sentences in `errors`. What is divided wrongly the service says."""
        _ = self._
        name = self.optional("naam", most=80)
        if not self.chosen():
            self.errors["bronnen"] = _("Kies minstens één bron")
        rows = self.rows()
        lines = self._lines([row for row in rows if row.level == 0], rows)
        if not lines:
            self.errors[""] = _("Voeg een regel toe")
        if self.errors:
            return None
        replaces = self["wijzigt"]
        return DraftSplit.model_validate(
            {
                "year": year,
                "name": name,
                "source_ids": self.chosen(),
                "lines": lines,
                "replaces": replaces if _UUID.fullmatch(replaces) else None,
            }
        )

    def _lines(self, here: Sequence[Row], rows: Sequence[Row]) -> list[dict[str, Any]]:
        taken: set[str] = set()
        return [self._line(row, _own_key(row, taken), rows) for row in here]

    def _line(self, row: Row, key: str, rows: Sequence[Row]) -> dict[str, Any]:
        _, how_much = self._, row.field("hoeveel")
        below = [other for other in rows if other.under == row.number and other.level == row.level + 1]
        return {
            "key": key,
            "name": self.text(row.field("naam"), _("Geef deze regel een naam"), most=120),
            "kind": self.choice(row.field("soort"), {str(kind) for kind in KINDS}, _("Kies waar deze regel voor is")),
            "share": self._share(how_much) if row.measure == SHARE else None,
            "amount_cents": self._amount(how_much) if row.measure == AMOUNT else None,
            "allocation": self._key() if row.kind == LineKind.AREAS else None,
            "lines": self._lines(below, rows),
            "why": self.optional(row.field("waarom"), most=2000),
            "steering": self.optional(row.field("sturen"), most=2000),
        }

    def _amount(self, name: str) -> int:
        return self.cents(name, self._("Vul in hoeveel deze regel krijgt; 0 mag"), least=0)

    def _key(self) -> dict[str, Any]:
        _ = self._
        return {
            "base_per_area_cents": self.cents("basis", _("Vul de basis per gebied in; 0 mag"), least=0, most=MOST_BASE),
            "components": [
                {
                    "indicator": self.text(f"d{number}-cijfer", _("Kies het cijfer waarnaar we verdelen"), most=80),
                    "times": self.optional(f"d{number}-keer", most=80) or None,
                    "weight": self._share(f"d{number}-gewicht"),
                }
                for number in self.parts()
            ],
        }

    def _share(self, name: str) -> str:
        share = share_of(self[name])
        if share is None:
            self.errors[name] = self._("Schrijf het deel als breuk of percentage. Bijvoorbeeld: 2/3 of 3%")
        return share or ""

    def _below(self, under: str, above: Mapping[str, str], level: int) -> Iterator[Row]:
        for number, parent in above.items():
            is_here = parent == under or (not under and parent not in above)
            if is_here and level <= MOST_ROWS:
                yield self._row(number, level)
                yield from self._below(number, above, level + 1)

    def _row(self, number: str, level: int) -> Row:
        words = (self[f"r{number}-{name}"] for name in ("naam", "soort", "onder", "maat", "sleutel"))
        return Row(number, level, *words)

    def _add_row(self, under: str) -> None:
        numbers = _numbers(self["regels"], MOST_ROWS)
        if len(numbers) < MOST_ROWS:
            new = str(max(map(int, numbers), default=0) + 1)
            self.typed["regels"] = ",".join([*numbers, new])
            self.typed |= {f"r{new}-soort": str(LineKind.OTHER), f"r{new}-maat": AMOUNT, f"r{new}-onder": under}
            self.focus = f"r{new}-naam"

    def _take_row_away(self, number: str) -> None:
        """What stood under it moves up to where it stood."""
        numbers = _numbers(self["regels"], MOST_ROWS)
        for other in numbers:
            if self[f"r{other}-onder"] == number:
                self.typed[f"r{other}-onder"] = self[f"r{number}-onder"]
        self.typed["regels"] = ",".join(other for other in numbers if other != number)
        self.focus = "regel-erbij"

    def _add_part(self, _number: str) -> None:
        parts = self.parts()
        if len(parts) < MOST_PARTS:
            new = str(max(map(int, parts)) + 1)
            self.typed["delen"] = ",".join([*parts, new])
            self.focus = f"d{new}-cijfer"

    def _take_part_away(self, number: str) -> None:
        self.typed["delen"] = ",".join(other for other in self.parts() if other != number)
        self.focus = "deel-erbij"


_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _numbers(typed: str, most: int) -> list[str]:
    """The numbers of rows, each once, in order."""
    found = (number for number in typed.split(",") if re.fullmatch(r"[1-9][0-9]{0,3}", number, re.ASCII))
    return list(dict.fromkeys(found))[:most]


def _own_key(row: Row, taken: set[str]) -> str:
    """What a line is known by among its siblings: what it was known by before, else made from its name."""
    plain = unicodedata.normalize("NFKD", row.name).encode("ascii", "ignore").decode().lower()
    made = FIXED_KEYS.get(row.kind) or re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-") or "regel"
    key = row.key if _SLUG.fullmatch(row.key) and len(row.key) <= 80 else made
    tries = (key if count == 1 else f"{key[:70]}-{count}" for count in range(1, MOST_ROWS + 2))
    own = next(one for one in tries if one not in taken)
    taken.add(own)
    return own
