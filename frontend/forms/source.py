"""A source of a year's money: a share of the youth budget, or an amount."""

from frontend.forms.form import Form
from frontend.forms.shares import share_of
from services.budget.contract.sources import AddSource

FIELDS = {
    "name": "naam",
    "basis": "grond",
    "document": "document",
    "youthBudgetCents": "jeugdbudget",
    "share": "deel",
    "amountCents": "bedrag",
}
SHARE, AMOUNT = "deel", "bedrag"
FIRST = {"manier": SHARE, "deel": "3%"}


class SourceForm(Form):
    """`manier` says which of the two it is; what stands in the fields of the other is kept and not sent."""

    def source(self, year: int) -> AddSource | None:
        """The source, or None with the sentences in `errors`."""
        _ = self._
        name = self.text("naam", _("Geef de bron een naam"), most=120)
        basis, document = self.optional("grond", most=500), self.optional("document", most=300)
        way = self.choice("manier", {SHARE, AMOUNT}, _("Kies hoe groot deze bron is"))
        budget, share, amount = None, None, None
        if way == SHARE:
            budget = self.cents("jeugdbudget", _("Vul het jeugdbudget in"))
            share = self._share()
        elif way == AMOUNT:
            amount = self.cents("bedrag", _("Vul het bedrag in"))
        if self.errors:
            return None
        return AddSource(
            year=year,
            name=name,
            basis=basis,
            document=document,
            youth_budget_cents=budget,
            share=share,
            amount_cents=amount,
        )

    def _share(self) -> str:
        share = share_of(self["deel"])
        if share is None:
            self.errors["deel"] = self._("Schrijf het deel als breuk of percentage. Bijvoorbeeld: 2/3 of 3%")
        return share or ""
