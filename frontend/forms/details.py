"""What goes with an idea beyond the first page: all of it may stay empty, unless its scheme asks for it."""

import re

from frontend.forms.form import Form
from frontend.forms.idea import EMAIL
from services.budget.contract.applications import PHONE, CostRow, IdeaDetails, Signer, Undertaking

COST_ROWS = 6
FIELDS = {
    "code": "code",
    "details.costs": "kosten_wat_1",
    "details.undertaking.organisation": "bedrijf_naam",
    "details.undertaking.deMinimisCents": "bedrijf_steun",
    "details.signer.contactEmail": "tekent_email",
}
LOOKS_LIKE_A_PHONE = re.compile(PHONE)
KVK = re.compile(r"[0-9]{8}")


class DetailsForm(Form):
    """A table of costs, an undertaking, an adult who signs too, a number to call."""

    def details(self) -> IdeaDetails | None:
        """What was filled in, or None with the sentences in `errors`."""
        costs = [row for number in range(1, COST_ROWS + 1) if (row := self._cost(number))]
        phone, undertaking, signer = self.phone("telefoon"), self._undertaking(), self._signer()
        note = self.optional("kosten_uitleg", most=500)
        if self.errors:
            return None
        return IdeaDetails(phone=phone, undertaking=undertaking, signer=signer, costs=costs, costs_note=note)

    def phone(self, name: str) -> str:
        number = self.optional(name, most=20)
        if number and not LOOKS_LIKE_A_PHONE.match(number):
            self.errors[name] = self._("Dit telefoonnummer klopt nog niet. Bijvoorbeeld: 06 12345678")
        return number

    def _cost(self, number: int) -> CostRow | None:
        """A row of the table, or None when it is empty or not right."""
        what, amount = f"kosten_wat_{number}", f"kosten_bedrag_{number}"
        if not self[what] and not self[amount]:
            return None
        words = self.text(what, self._("Schrijf erbij waar dit bedrag voor is"), most=120)
        cents = self.cents(amount, self._("Vul in hoeveel dit kost"))
        return CostRow(what=words, cents=cents) if what not in self.errors and amount not in self.errors else None

    def _undertaking(self) -> Undertaking | None:
        if not any(self[name] for name in ("bedrijf_naam", "bedrijf_kvk", "bedrijf_steun")):
            return None
        name = self.text("bedrijf_naam", self._("Vul de naam van je bedrijf in"), most=160)
        kvk = self["bedrijf_kvk"].replace(" ", "")
        if not KVK.fullmatch(kvk):
            self.errors["bedrijf_kvk"] = self._("Een KVK-nummer heeft 8 cijfers. Je vindt het op kvk.nl")
        had = self.cents("bedrijf_steun", "", least=0) if self["bedrijf_steun"] else None
        return None if self.errors else Undertaking(organisation=name, kvk=kvk, de_minimis_cents=had)

    def _signer(self) -> Signer | None:
        if not self["tekent_naam"] and not self["tekent_email"]:
            return None
        name = self.text("tekent_naam", self._("Vul de naam in van de volwassene die meetekent"), most=100)
        email = self.text("tekent_email", self._("Vul het e-mailadres in van de volwassene die meetekent"), most=254)
        if email and not EMAIL.match(email):
            self.errors["tekent_email"] = self._("Dit e-mailadres klopt nog niet. Bijvoorbeeld: sanne@voorbeeld.nl")
        return None if self.errors else Signer(name=name, contact_email=email)
