"""The year's plan: youth budget, shares, support, and the base per area."""

import re

from frontend.forms.form import Form
from services.budget.contract.models import DraftSplit

FIELDS = {
    "youthBudgetCents": "jeugdbudget",
    "preventionShare": "deel",
    "areasShare": "deel_gebieden",
    "supportCents": "ondersteuning",
    "basePerAreaCents": "basis",
}
FRACTION = re.compile(r"^\d{1,9}(/[1-9]\d{0,8})?$")
FIRST = {"deel": "3/100", "deel_gebieden": "2/3", "ondersteuning": "0", "basis": "40.000"}


class PlanForm(Form):
    def plan(self, year: int) -> DraftSplit | None:
        """The plan, or None with the sentences in `errors`."""
        _ = self._
        budget = self.cents("jeugdbudget", _("Vul het jeugdbudget in"))
        share, areas_share = self._fraction("deel"), self._fraction("deel_gebieden")
        support = self.cents("ondersteuning", _("Vul in hoeveel er naar ondersteuning gaat; 0 mag"), least=0)
        base = self.cents("basis", _("Vul de basis per gebied in; 0 mag"), least=0, most=10**12)
        if self.errors:
            return None
        return DraftSplit(
            year=year,
            youth_budget_cents=budget,
            prevention_share=share,
            areas_share=areas_share,
            support_cents=support,
            base_per_area_cents=base,
        )

    def _fraction(self, name: str) -> str:
        """A share as people write it: `3%` or `2/3`."""
        value = self[name].replace(" ", "")
        if re.fullmatch(r"\d{1,3}%", value):
            value = f"{value[:-1]}/100"
        if not FRACTION.match(value):
            self.errors[name] = self._("Schrijf het deel als breuk of percentage. Bijvoorbeeld: 2/3 of 3%")
        return value
