"""A key for the municipality's own software: which software, what for, until when; and which key stops."""

from frontend.forms.form import Form
from services.budget.contract.software import MakeSoftwareKey

FIELDS = {"name": "naam", "purpose": "doel", "endsOn": "einde"}


class SoftwareKeyForm(Form):
    def wanted(self) -> MakeSoftwareKey | None:
        """The key to make, or None with the sentences in `errors`."""
        _ = self._
        name = self.text("naam", _("Schrijf welk programma de sleutel krijgt"), most=80)
        purpose = self.text("doel", _("Schrijf waar het programma de sleutel voor gebruikt"), most=300)
        ends_on = self.day("einde", _("Kies tot en met welke dag de sleutel werkt. Bijvoorbeeld: 31-12-2020"))
        if self.errors or ends_on is None:
            return None
        return MakeSoftwareKey(name=name, purpose=purpose, ends_on=ends_on)


class EndSoftwareKeyForm(Form):
    def key_id(self, working: set[str]) -> str | None:
        """The key that was picked out of those that work, or None with the sentence in `errors`."""
        picked = self.choice("sleutel", working, self._("Kies welke sleutel stopt"))
        return None if self.errors else picked
