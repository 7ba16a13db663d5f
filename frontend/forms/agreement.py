"""An agreement with a partner: what both endorse, and up to six indicators."""

import re

from pydantic import ValidationError

from frontend.forms.form import Form
from services.monitoring.contract.models import KpiDefinition, MakeAgreement

ROWS = range(1, 7)
CODE = re.compile(r"^[a-z0-9]+(_[a-z0-9]+)*$")


class AgreementForm(Form):
    def agreement(self, year: int) -> MakeAgreement | None:
        """The agreement, or None with the sentences in `errors`. An empty row is no row."""
        _ = self._
        values = self.text("kernwaarden", _("Schrijf wat jullie allebei belangrijk vinden"), most=2000)
        kpis = [self._kpi(row) for row in ROWS if self[f"kpi{row}_code"] or self[f"kpi{row}_naam"]]
        if not kpis:
            self.errors["kpi1_code"] = _("Vul minstens één cijfer in")
        if self.errors:
            return None
        return MakeAgreement(year=year, core_values=values, kpis=[kpi for kpi in kpis if kpi])

    def _kpi(self, row: int) -> KpiDefinition | None:
        _ = self._
        code = self.text(f"kpi{row}_code", _("Geef dit cijfer een code"), most=60)
        if code and not CODE.match(code):
            self.errors[f"kpi{row}_code"] = _("Een code heeft kleine letters, cijfers en _. Bijvoorbeeld: open_house")
        name = self.text(f"kpi{row}_naam", _("Geef dit cijfer een naam"), most=120)
        definition = self.text(f"kpi{row}_definitie", _("Schrijf wat er precies geteld wordt"), most=1000)
        unit = self[f"kpi{row}_eenheid"]
        try:
            return KpiDefinition(
                code=code,
                name=name,
                definition=definition,
                unit=unit,
                by_area=bool(self[f"kpi{row}_per_gebied"]),
            )
        except ValidationError:
            self.errors.setdefault(f"kpi{row}_eenheid", _("Kies een eenheid"))
            return None
