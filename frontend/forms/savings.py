"""An expected saving as an interval, and what was really seen of it."""

import re

from frontend.forms.form import MOST_CENTS, Form, euros_to_cents
from services.budget.contract.savings import ProposeSavingsCase, ProposeSavingsCaseAgain, ReportSeenSavings

FIELDS = {
    "name": "naam",
    "basis": "grond",
    "document": "document",
    "lowCents": "laag",
    "centreCents": "midden",
    "highCents": "hoog",
    "savings-interval": "laag",
    "savings-nothing": "hoog",
    "savings-year-too-early": "geldjaar",
    "savings-seen-in-future": "tot",
    "savings-seen-too-early": "tot",
}


class _SignedForm(Form):
    def signed_cents(self, name: str, missing: str) -> int:
        """An amount in cents that may be below zero: `-5.000` when it costs more."""
        value = re.sub(r"[\s€]", "", self[name])
        if not value:
            self.errors[name] = missing
            return 0
        sign = -1 if value[0] in "-−" else 1
        cents = euros_to_cents(value[1:] if sign < 0 else value)
        if cents is None:
            self.errors[name] = self._("Schrijf het bedrag in cijfers. Bijvoorbeeld: 200.000 of −5.000")
        elif cents > MOST_CENTS:
            self.errors[name] = self._("Dit bedrag is te hoog.")
        return sign * (cents or 0)


class SavingsForm(_SignedForm):
    """The case as it is proposed, for the first time or again."""

    def case(self, year: int) -> ProposeSavingsCase | None:
        """The case, or None with the sentences in `errors`."""
        told = self._told()
        return None if self.errors else ProposeSavingsCase.model_validate({"year": year} | told)

    def again(self) -> ProposeSavingsCaseAgain | None:
        """The same for a case that came back."""
        told = self._told()
        return None if self.errors else ProposeSavingsCaseAgain.model_validate({"version": self.version()} | told)

    def _told(self) -> dict[str, object]:
        _ = self._
        return {
            "name": self.text("naam", _("Geef de besparing een naam"), most=120),
            "basis": self.text("grond", _("Schrijf waar de schatting op rust"), most=2000),
            "document": self.optional("document", most=300),
            "low_cents": self.signed_cents("laag", _("Vul het laagste bedrag in")),
            "centre_cents": self.signed_cents("midden", _("Vul het middelste bedrag in")),
            "high_cents": self.signed_cents("hoog", _("Vul het hoogste bedrag in")),
        }


class SeenForm(_SignedForm):
    """What was seen until a day, all together."""

    def seen(self) -> ReportSeenSavings | None:
        """What to report, or None with the sentences in `errors`."""
        _ = self._
        cents = self.signed_cents("gezien", _("Vul in hoeveel er tot die dag is bespaard"))
        until = self.day("tot", _("Kies tot welke dag er is gekeken. Bijvoorbeeld: 31-12-2020"))
        document = self.text("bewijs", _("Schrijf waar dit te lezen is"), most=300)
        year = self["geldjaar"]
        if self.errors or until is None:
            return None
        return ReportSeenSavings(
            version=self.version(),
            seen_cents=cents,
            seen_until=until,
            document=document,
            money_year=int(year) if re.fullmatch(r"20\d\d", year, re.ASCII) else None,
        )
