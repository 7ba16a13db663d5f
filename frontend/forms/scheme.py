"""The scheme of a year as an officer types it: each rule may stay as it is."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from pydantic import ValidationError
from starlette.datastructures import FormData

from frontend.forms.form import Form
from services.budget.contract.schemes import (
    LONGEST_ANSWER_WEEKS,
    LONGEST_PAY_WEEKS,
    DecisionGround,
    OtherFund,
    Scheme,
    SchemeRules,
    SetScheme,
    Way,
)

AMOUNTS = {
    "grens": "team_limit_cents",
    "meest": "most_cents",
    "vaststellen": "fixing_limit_cents",
    "begroting": "budget_table_from_cents",
}
TICKS = {
    "deel": "part_awards",
    "ondernemingen": "undertakings_allowed",
    "steun": "de_minimis_asked",
    "steekproef": "sample_check",
}
TEXTS = {"grond": ("legal_basis", 200), "mandaat": ("mandate", 500), "bezwaar": ("objection_address", 300)}
WHOLE = {
    "antwoord": ("answer_weeks", 1, LONGEST_ANSWER_WEEKS),
    "dagen": ("consent_days", 1, 60),
    "betalen": ("pay_weeks", 1, LONGEST_PAY_WEEKS),
    "voorschot": ("advance_percent", 0, 100),
    "terug": ("repay_days", 42, 365),
    "tekenen": ("sign_age", 12, 18),
    "tot": ("for_whom_until_age", 1, 27),
    "stemmen": ("voting_age", 6, 18),
}
CITY, AS_ELSEWHERE = "manier-stad", ""
Row = TypeVar("Row")
_NO_SLUG = re.compile(r"[^a-z0-9]+")


class SchemeForm(Form):
    """`before`: the rules it began with; a ground that stays the same keeps its key. `lines`: paths of those for the
    whole municipality, where there are several."""

    def __init__(
        self, data: FormData | None, language: str, before: Scheme, areas: Iterable[str], lines: Iterable[str] = ()
    ) -> None:
        areas, lines = list(areas), list(lines)
        super().__init__(data, language, **({} if data else typed(before, areas, lines)))
        self.before, self.areas, self.lines = before, areas, lines

    def scheme(self) -> SetScheme | None:
        """The new version, or None with the sentences in `errors`."""
        rules = self._amounts() | self._texts() | self._whole() | self._ways()
        rules |= {field: bool(self[name]) for name, field in TICKS.items()}
        rules |= {"decision_grounds": self._grounds(), "other_funds": self._funds(), "new_money_on": self._day()}
        why = self.optional("waarom", most=1000)
        if self.errors:
            return None
        return SetScheme(seen_number=self.version(), rules=SchemeRules.model_validate(rules), why=why)

    def _amounts(self) -> dict[str, object]:
        """Euros; an empty field is no limit."""
        return {field: self.cents(name, "") if self[name] else None for name, field in AMOUNTS.items()}

    def _texts(self) -> dict[str, object]:
        return {field: self.optional(name, most) for name, (field, most) in TEXTS.items()}

    def _whole(self) -> dict[str, object]:
        missing = self._("Vul een getal in")
        return {field: self.whole(name, missing, least, most) for name, (field, least, most) in WHOLE.items()}

    def _ways(self) -> dict[str, object]:
        known, missing = {way.value for way in Way}, self._("Kies hoe er wordt beslist")
        self.choice("manier", known, missing)
        self.choice("boven", known - {Way.TEAM.value}, missing)
        pots = {line: f"{CITY}-{number}" for number, line in enumerate(self.lines, 1)}
        for name in (CITY, *pots.values(), *(f"manier-{area}" for area in self.areas)):
            self.choice(name, known | {AS_ELSEWHERE}, missing)
        return {
            "default_way": self["manier"],
            "above_limit_way": self["boven"],
            "city_wide_way": self[CITY] or None,
            "line_ways": {line: way for line, way in self.before.line_ways.items() if line not in pots}
            | {line: Way(self[name]) for line, name in pots.items() if self[name] in known},
            "ways": {area: self[f"manier-{area}"] for area in self.areas if self[f"manier-{area}"]},
        }

    def _grounds(self) -> list[DecisionGround]:
        """One a line, `Nederlands | English`."""
        keys = {ground.nl: ground.key for ground in self.before.decision_grounds}
        found = self._lines(
            "gronden", 20, lambda nl, en, *_: DecisionGround(key=keys.get(nl) or _key(nl), nl=nl, en=en)
        )
        if "gronden" not in self.errors and len({ground.key for ground in found}) < len(found):
            self.errors["gronden"] = self._("Twee regels zijn bijna gelijk. Maak ze duidelijk anders.")
        return found

    def _funds(self) -> list[OtherFund]:
        """One a line, `naam | uitleg | adres`."""
        return self._lines("fondsen", 12, lambda name, text, url, *_: OtherFund(name=name, text=text, url=url))

    def _lines(self, field: str, most: int, row: Callable[..., Row]) -> list[Row]:
        lines = [line for line in self[field].splitlines() if line.strip()]
        if len(lines) > most:
            self.errors[field] = self._("Gebruik hoogstens %(most)s regels.") % {"most": most}
        try:
            return [row(*[part.strip() for part in (line + "|||").split("|")][:4]) for line in lines]
        except ValidationError:
            self.errors[field] = self._("Een regel is te lang, of een adres begint niet met https://.")
            return []

    def _day(self) -> date | None:
        try:
            return date.fromisoformat(self["nieuw"]) if self["nieuw"] else None
        except ValueError:
            self.errors["nieuw"] = self._("Kies een dag. Bijvoorbeeld: 31-12-2020")
            return None


def typed(rules: Scheme, areas: Iterable[str], lines: Iterable[str] = ()) -> dict[str, str]:
    """The rules as they would be typed."""
    values = rules.model_dump(mode="json")
    ways = {f"manier-{area}": rules.ways[area].value if area in rules.ways else AS_ELSEWHERE for area in areas}
    return {
        **{name: _euros(values[field]) for name, field in AMOUNTS.items()},
        **{name: "ja" if values[field] else "" for name, field in TICKS.items()},
        **{name: str(values[field]) for name, (field, *_) in (TEXTS | WHOLE).items()},
        **ways,
        **{f"{CITY}-{number}": rules.line_ways.get(line, AS_ELSEWHERE) for number, line in enumerate(lines, 1)},
        "manier": values["default_way"],
        "boven": values["above_limit_way"],
        CITY: values["city_wide_way"] or AS_ELSEWHERE,
        "nieuw": values["new_money_on"] or "",
        "gronden": "\n".join(f"{each.nl} | {each.en}".strip(" |") for each in rules.decision_grounds),
        "fondsen": "\n".join(f"{each.name} | {each.text} | {each.url}".strip(" |") for each in rules.other_funds),
    }


def _euros(cents: int | None) -> str:
    if cents is None:
        return ""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", ".") + (f",{rest:02d}" if rest else "")


def _key(words: str) -> str:
    return _NO_SLUG.sub("-", words.lower()).strip("-")[:60].strip("-") or "reden"
