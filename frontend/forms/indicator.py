"""An indicator as a policy officer types it: to change one, or to add one of the municipality's own."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from frontend.forms.form import Form
from services.profiles.contract.catalogue import CODE, AddIndicator, EditIndicator, IndicatorDetail

FIELDS = {
    "code": "code",
    "nameNl": "naam",
    "nameEn": "naam_en",
    "definitionNl": "definitie",
    "definitionEn": "definitie_en",
    "theme": "thema",
    "unit": "eenheid",
    "kind": "soort",
    "direction": "richting",
    "numerator": "teller",
    "denominator": "noemer",
    "base": "groep",
    "factor": "maal",
    "minimumBase": "minimum",
    "decimals": "decimalen",
    "keyFigure": "plaats",
}
FACTORS = ("100", "1000", "10000", "100000")


def typed_of(detail: IndicatorDetail) -> dict[str, str]:
    """The fields of the form as they stand now."""
    indicator = detail.indicator
    values: dict[str, Any] = {
        "naam": detail.names["nl"],
        "naam_en": detail.names["en"],
        "definitie": detail.definitions["nl"],
        "definitie_en": detail.definitions["en"],
        "thema": indicator.theme,
        "eenheid": indicator.unit,
        "soort": indicator.kind,
        "richting": indicator.direction,
        "teller": detail.numerator,
        "noemer": indicator.denominator,
        "groep": detail.base,
        "maal": detail.factor,
        "minimum": detail.minimum_base,
        "decimalen": indicator.decimals,
        "plaats": detail.key_figure,
        "versie": detail.version,
    }
    return {name: "" if value is None else str(value) for name, value in values.items()}


class IndicatorForm(Form):
    """`now` holds what a field became meanwhile, where somebody else was first."""

    now: Mapping[str, str] = MappingProxyType({})

    def changed(self) -> EditIndicator | None:
        """What the indicator becomes, or None with the sentences in `errors`."""
        values = self._values()
        return None if self.errors else EditIndicator(version=self.version(), **values)

    def added(self) -> AddIndicator | None:
        """The new indicator, or None with the sentences in `errors`."""
        code = self.text("code", self._("Geef dit cijfer een code"), most=60)
        if code and not re.fullmatch(CODE, code):
            self.errors["code"] = self._("Een code heeft kleine letters, cijfers en _. Bijvoorbeeld: open_house")
        values = self._values()
        return None if self.errors else AddIndicator(code=code, **values)

    def _values(self) -> dict[str, Any]:
        _ = self._
        return {
            "name_nl": self.text("naam", _("Geef dit cijfer een naam"), most=200),
            "name_en": self.text("naam_en", _("Geef dit cijfer een naam in het Engels"), most=200),
            "definition_nl": self.text("definitie", _("Schrijf wat er precies geteld wordt"), most=4000),
            "definition_en": self.text("definitie_en", _("Schrijf in het Engels wat er geteld wordt"), most=4000),
            "theme": self.text("thema", _("Kies een thema"), most=60),
            "unit": self._unit(),
            "kind": self.choice("soort", {"count", "share", "average", "rate"}, _("Kies een soort")),
            "direction": self.choice(
                "richting", {"neutral", "higher_heavier", "lower_heavier"}, _("Kies een richting")
            ),
            "numerator": self["teller"] or None,
            "denominator": self["noemer"] or None,
            "base": self["groep"] or None,
            "factor": int(self["maal"]) if self["maal"] in FACTORS else None,
            "minimum_base": self.whole("minimum", _("Schrijf een getal; 0 mag")),
            "decimals": self.whole("decimalen", _("Schrijf een getal; 0 mag"), most=4),
            "key_figure": self.whole("plaats", "", least=1, most=99) if self["plaats"] else None,
        }

    def _unit(self) -> str:
        """The code of a chosen unit, or the word the officer wrote instead."""
        own = self.optional("eenheid_eigen", most=60)
        return own or self.text("eenheid", self._("Kies een eenheid, of schrijf zelf een woord"), most=60)
