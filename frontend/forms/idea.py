"""The idea form: seven inputs, in the resident's own words."""

import re

from frontend.forms.form import Form
from services.budget.contract.initiatives import EMAIL as TAKEN_BY_BUDGET
from services.budget.contract.initiatives import SubmitIdea

# The service's field names, and the names on the page.
FIELDS = {
    "what": "wat",
    "amountCents": "bedrag",
    "when": "wanneer",
    "where": "waar",
    "name": "naam",
    "contactEmail": "email",
    "mayMail": "akkoord",
}
EMAIL = re.compile(TAKEN_BY_BUDGET)


class IdeaForm(Form):
    """What, how much, when, where, name, e-mail, one tick box."""

    def idea(self, area_id: str, year: int) -> SubmitIdea | None:
        """The idea, or None with the sentences in `errors`."""
        _ = self._
        what = self.text("wat", _("Vertel wat je wilt doen"), most=3000, least=10)
        cents = self.cents("bedrag", _("Vul in hoeveel geld je nodig hebt"))
        when = self.text("wanneer", _("Vul in wanneer je het wilt doen"), most=200)
        where = self.text("waar", _("Vul in waar je het wilt doen"), most=200)
        name = self.text("naam", _("Vul je naam in"), most=100)
        email = self._email()
        self.ticked("akkoord", _("Zet een vinkje, anders kunnen we je geen antwoord sturen"))
        if self.errors:
            return None
        return SubmitIdea(
            area_id=area_id,
            year=year,
            what=what,
            amount_cents=cents,
            when=when,
            where=where,
            name=name,
            contact_email=email,
            may_mail=True,
            language="en" if self.language == "en" else "nl",
        )

    def _email(self) -> str:
        email = self.text("email", self._("Vul je e-mailadres in"), most=254)
        if email and not EMAIL.match(email):
            self.errors["email"] = self._("Dit e-mailadres klopt nog niet. Bijvoorbeeld: sanne@voorbeeld.nl")
        return email
