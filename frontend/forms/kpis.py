"""The third pillar of an agreement: which figures a partner delivers, row by row of a form."""

import re
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from frontend.forms.form import Form
from services.kit.numbers import is_unclear
from services.monitoring.contract.models import LARGEST_GOAL, KpiDefinition

CODE = re.compile(r"^[a-z0-9]+(_[a-z0-9]+)*$")
_NUMBERS = {"target": "doel", "baseline": "begin", "hard_limit": "grens"}


class KpisForm(Form):
    """The fields of row 1 are named `kpi1_…`."""

    def kpis(self, rows: range) -> list[KpiDefinition]:
        """The figures of the rows that are filled in; what is wrong stands in `errors`. An empty row is no row."""
        found = [self._kpi(row) for row in rows if self[f"kpi{row}_code"] or self[f"kpi{row}_naam"]]
        if not found:
            self.errors["kpi1_code"] = self._("Vul minstens één cijfer in")
        return [kpi for kpi in found if kpi]

    def kpi_fields(self, rows: range) -> dict[str, str]:
        """Where a refusal about how often a figure comes is shown: the service counts the rows that are filled in."""
        filled = [row for row in rows if self[f"kpi{row}_code"] or self[f"kpi{row}_naam"]]
        return {f"kpis.{place}.frequency": f"kpi{row}_hoe_vaak" for place, row in enumerate(filled)}

    def _kpi(self, row: int) -> KpiDefinition | None:
        p, _ = f"kpi{row}_", self._
        given: dict[str, Any] = {
            **self._words(p),
            "unit": self[p + "eenheid"],
            "by_area": bool(self[p + "per_gebied"]),
            "frequency": self[p + "hoe_vaak"] or "quarter",
            "direction": self[p + "richting"] or "neutral",
            "numerator": self.optional(p + "teller", 300),
            "denominator": self.optional(p + "noemer", 300),
            **{name: self._number(p + field) for name, field in _NUMBERS.items()},
        }
        try:
            return KpiDefinition.model_validate(given)
        except ValidationError as wrong:
            self._say_what_is_wrong(p, {str(error["loc"][0]) for error in wrong.errors()})
            return None

    def _words(self, p: str) -> dict[str, str]:
        _ = self._
        code = self.text(p + "code", _("Geef dit cijfer een code"), most=60)
        if code and not CODE.match(code):
            self.errors[p + "code"] = _("Een code heeft kleine letters, cijfers en _. Bijvoorbeeld: open_house")
        return {
            "code": code,
            "name": self.text(p + "naam", _("Geef dit cijfer een naam"), most=120),
            "definition": self.text(p + "definitie", _("Schrijf wat er precies geteld wordt"), most=1000),
        }

    def _say_what_is_wrong(self, p: str, fields: set[str]) -> None:
        if "unit" in fields:
            self.errors.setdefault(p + "eenheid", self._("Kies een eenheid"))
        if fields & {"frequency", "direction"}:
            self.errors.setdefault(p + "hoe_vaak", self._("Kies hoe vaak, en welke kant goed is"))

    def _number(self, name: str) -> Decimal | None:
        number = self.number(name)
        if number is not None and abs(number) > LARGEST_GOAL:
            self.errors[name] = self._("Dit getal is te groot.")
            return None
        return number


def kpi_typed(kpi: KpiDefinition) -> dict[str, str]:
    """A figure as a row of the form shows it, to go on with."""

    def written(number: Any) -> str:
        typed = "" if number is None else f"{number:f}".replace(".", ",")
        # Three decimals look like thousands; one 0 more changes no number.
        return f"{typed}0" if is_unclear(typed) else typed

    return {
        "naam": kpi.name,
        "code": kpi.code,
        "definitie": kpi.definition,
        "eenheid": kpi.unit,
        "per_gebied": "ja" if kpi.by_area else "",
        "hoe_vaak": kpi.frequency,
        "richting": kpi.direction,
        "teller": kpi.numerator,
        "noemer": kpi.denominator,
        "doel": written(kpi.target),
        "begin": written(kpi.baseline),
        "grens": written(kpi.hard_limit),
    }
