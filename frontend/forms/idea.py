"""The idea form: seven inputs, in the resident's own words."""

import re
from typing import Any
from uuid import UUID

from frontend.forms.form import Form
from services.budget.contract.applications import PHONE, EnterIdea
from services.budget.contract.initiatives import EMAIL as TAKEN_BY_BUDGET
from services.budget.contract.initiatives import SubmitIdea
from services.budget.contract.line_refusals import ChooseLine, NotALineHere

# The service's field names, and the names on the page.
FIELDS = {
    "what": "wat",
    "amountCents": "bedrag",
    "when": "wanneer",
    "where": "waar",
    "name": "naam",
    "contactEmail": "email",
    "mayMail": "akkoord",
    "lineId": "potje",
    "phone": "telefoon",
    "postalAddress": "postadres",
    # The plan changed while the page was open, so the choice stands there only now.
    ChooseLine.slug: "potje",
    NotALineHere.slug: "potje",
}
EMAIL = re.compile(TAKEN_BY_BUDGET)
LOOKS_LIKE_A_PHONE = re.compile(PHONE)


class IdeaForm(Form):
    """What, how much, when, where, name, e-mail, one tick box; and from which line, only where there are several."""

    def idea(self, area_id: str | None, year: int) -> SubmitIdea | None:
        """The idea, or None with the sentences in `errors`."""
        words, email = self._words(), self._email()
        self.ticked("akkoord", self._("Zet een vinkje, anders kunnen we je geen antwoord sturen"))
        if self.errors:
            return None
        return SubmitIdea(area_id=area_id, year=year, contact_email=email, may_mail=True, **words)

    def desk_idea(self, area_id: str | None, year: int) -> EnterIdea | None:
        """The same for somebody at the desk or on the phone: an e-mail address, or one to send letters to."""
        words, email = self._words(), self._email() if self["email"] else ""
        phone, post = self.optional("telefoon", most=20), self.optional("postadres", most=300)
        if phone and not LOOKS_LIKE_A_PHONE.match(phone):
            self.errors["telefoon"] = self._("Dit telefoonnummer klopt nog niet. Bijvoorbeeld: 06 12345678")
        if not email and not post:
            self.errors["postadres"] = self._("Vul een postadres in, of een e-mailadres: daar gaat het antwoord heen")
        if self.errors:
            return None
        return EnterIdea(area_id=area_id, year=year, contact_email=email, phone=phone, postal_address=post, **words)

    def _words(self) -> dict[str, Any]:
        """The idea itself and a name, as both contracts call them."""
        _, line = self._, self._line()
        what = self.text("wat", _("Vertel wat je wilt doen"), most=3000, least=10)
        cents = self.cents("bedrag", _("Vul in hoeveel geld je nodig hebt"))
        when = self.text("wanneer", _("Vul in wanneer je het wilt doen"), most=200)
        where = self.text("waar", _("Vul in waar je het wilt doen"), most=200)
        name = self.text("naam", _("Vul je naam in"), most=100)
        language = "en" if self.language == "en" else "nl"
        idea = {"what": what, "amount_cents": cents, "when": when, "where": where, "line_id": line}
        return {**idea, "name": name, "language": language}

    def _line(self) -> UUID | None:
        """The line that was chosen, when the page had several (`potjes`)."""
        return self.uuid("potje", self._("Kies het potje dat bij je idee past")) if self["potjes"] else None

    def _email(self) -> str:
        email = self.text("email", self._("Vul je e-mailadres in"), most=254)
        if email and not EMAIL.match(email):
            self.errors["email"] = self._("Dit e-mailadres klopt nog niet. Bijvoorbeeld: sanne@voorbeeld.nl")
        return email
