"""What differs between two versions of an agreement, in words: where, what stood there, and what stands there now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from frontend import formats
from frontend.dossier_view import direction_words, frequency_words
from frontend.translations import translations
from services.monitoring.contract.dossier import DossierChange

Words = Callable[[str], str]
NAMES_A_LINE = ("code", "agb", "what", "heldOn", "document")
"""Fields of which a line always has one: a change with one of them is about the whole line."""
DAYS, NUMBERS, KPIS = (
    ("until", "endorsedOn", "heldOn"),
    ("target", "baseline", "hardLimit"),
    ("numerator", "denominator"),
)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What differs: where it stands, and the words before and after; empty is: not there."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes places and values as people say them. `kpis` has the name of each code, `units` the word of each unit."""

    kpis: Mapping[str, str]
    units: Mapping[str, str]
    language: str

    @property
    def _(self) -> Words:
        return translations(self.language).gettext

    def whole(self, line: str, changes: Sequence[DossierChange]) -> ChangeRow:
        """A line that came or went, with all it said."""
        before = [(each.place, each.before) for each in changes if each.before is not None]
        after = [(each.place, each.after) for each in changes if each.after is not None]
        return ChangeRow(self._heading(line), self._all_said(line, before), self._all_said(line, after))

    def _all_said(self, line: str, values: Sequence[tuple[str, str]]) -> str:
        """Every field with its name; the one that names the line stands in its heading already."""
        name = _name_in(line)
        beside = [(place, value) for place, value in values if value != name] or values
        return "; ".join(self._said(place, value) for place, value in beside)

    def one(self, change: DossierChange) -> ChangeRow:
        """A value that became another."""
        line, field = _split(change.place)
        heading = self._heading(line) if line else self._name(change.place)
        place = f"{heading}, {field_words(self._).get(field, field)}" if line and field else heading
        return ChangeRow(place, self._value(change.place, change.before), self._value(change.place, change.after))

    def _heading(self, line: str) -> str:
        """`pillars.boundaries.laws[SKJ]` as "Wetten en codes: SKJ"."""
        path, name = line.partition("[")[0], _name_in(line)
        return f"{self._name(path)}: {self.kpis.get(name, name)}"

    def _name(self, path: str) -> str:
        return next(words for start, words in place_names(self._).items() if path.startswith(start))

    def _said(self, place: str, value: str) -> str:
        field, written = _split(place)[1], self._value(place, value)
        return f"{field_words(self._).get(field, field)}: {written}" if field else written

    def _value(self, place: str, value: str | None) -> str:
        if value is None:
            return ""
        field = place.rpartition(".")[2]
        if field in DAYS:
            return formats.date(date.fromisoformat(value), self.language)
        if field in NUMBERS:
            return formats.exact(Decimal(value), self.language)
        if field == "agreedCents":
            return formats.euro(int(value), self.language)
        if field in KPIS or field == "spentKpi":
            return self.kpis.get(value, value)
        return self._choices().get(field, {}).get(value, value)

    def _choices(self) -> Mapping[str, Mapping[str, str]]:
        _ = self._
        return {
            "unit": self.units,
            "frequency": frequency_words(_),
            "direction": direction_words(_),
            "byArea": {"true": _("ja"), "false": _("nee")},
            "contractedBy": {"municipality": _("gemeente"), "vng": _("landelijk door de VNG")},
            "residence": {
                "residents_only": _("Alleen voor inwoners van de gemeente."),
                "residence_principle": _(
                    "Voor inwoners, en voor wie de gemeente verantwoordelijk is volgens het woonplaatsbeginsel."
                ),
            },
        }


def change_rows(
    changes: Sequence[DossierChange], kpis: Mapping[str, str], units: Mapping[str, str], language: str
) -> list[ChangeRow]:
    """In the order of the agreement; a line that came or went is one row."""
    writer, rows = _Writer(kpis, units, language), list[ChangeRow]()
    for line, grouped in groupby(changes, lambda change: _split(change.place)[0]):
        together = list(grouped)
        if line and _is_whole(together):
            rows.append(writer.whole(line, together))
        else:
            rows += [writer.one(change) for change in together]
    return rows


def _split(place: str) -> tuple[str, str]:
    """The line of a list and the field in it: `kpis[children].target` is `kpis[children]` and `target`."""
    line, bracket, field = place.rpartition("]")
    return f"{line}{bracket}", field.lstrip(".") if bracket else ""


def _name_in(line: str) -> str:
    return line.partition("[")[2].removesuffix("]")


def _is_whole(changes: Sequence[DossierChange]) -> bool:
    """Whether the line was not there on one of the two sides."""
    one_sided = all(each.before is None for each in changes) or all(each.after is None for each in changes)
    return one_sided and any(_split(each.place)[1] in ("", *NAMES_A_LINE) for each in changes)


def place_names(_: Words) -> dict[str, str]:
    return {
        "coreValues": _("Kernwaarden"),
        "pillars.values.vision": _("Visie"),
        "pillars.values.mission": _("Missie"),
        "pillars.values.endorsedOn": _("Onderschreven op"),
        "pillars.values": _("Onderschreven door"),
        "pillars.boundaries.laws": _("Wetten en codes"),
        "pillars.boundaries.activities": _("Activiteiten"),
        "pillars.boundaries.residence": _("Voor wie"),
        "pillars.boundaries.providers": _("Aanbieders"),
        "pillars.boundaries.permissions": _("Toestemmingen van het college"),
        "pillars.boundaries.lightCategories": _("Lichte hulp"),
        "pillars.uncertainties.watching": _("Wat we volgen"),
        "pillars.uncertainties.caseReviews": _("Casussen besproken"),
        "pillars.money.agreedCents": _("Subsidie"),
        "pillars.money.source": _("Besluit over de subsidie"),
        "pillars.money.spentKpi": _("Cijfer van de uitgaven"),
        "kpis": _("Cijfers"),
    }


def field_words(_: Words) -> dict[str, str]:
    return {
        "code": _("code"),
        "name": _("naam"),
        "definition": _("wat telt mee"),
        "unit": _("eenheid"),
        "frequency": _("hoe vaak"),
        "direction": _("welke kant is goed"),
        "byArea": _("per gebied"),
        "numerator": _("teller"),
        "denominator": _("noemer"),
        "target": _("doel"),
        "baseline": _("begin"),
        "hardLimit": _("grens"),
        "agb": _("AGB-code"),
        "contractedBy": _("contract met"),
        "document": _("besluit"),
        "what": _("wat"),
        "until": _("tot en met"),
        "activity": _("activiteit"),
        "signal": _("signaal"),
        "experiment": _("wat we proberen"),
        "heldOn": _("op"),
        "about": _("waarover"),
    }
