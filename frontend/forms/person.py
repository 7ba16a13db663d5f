"""Somebody new with a role: name and e-mail address, and for the circle the role and the area."""

from datetime import date

from frontend.forms.form import Form
from frontend.forms.idea import EMAIL
from frontend.framing import CIRCLE
from services.profiles.contract.models import AddPerson, Role

WHOLE_CITY = "/"
"""Chosen instead of an area; no area can be called so."""
IN_CITY = {Role.AREA_WORKER.value: Role.CITY_WORKER.value, Role.AREA_RESIDENT.value: Role.CITY_RESIDENT.value}
FIELDS = {"displayName": "naam", "email": "email", "role": "rol", "within": "gebied", "validUntil": "tot"}


class PersonForm(Form):
    def of_circle(self) -> AddPerson | None:
        """Somebody who decides in an area, or None with the sentences in `errors`."""
        role = self.choice("rol", {role.value for role in CIRCLE}, self._("Kies een rol"))
        area = self.text("gebied", self._("Kies een gebied"), most=80)
        if area == WHOLE_CITY and role:
            return self._person(IN_CITY.get(role, role), None)
        return self._person(role, area)

    def of_partner(self, partner_id: str) -> AddPerson | None:
        """Somebody who belongs to a partner, or None with the sentences in `errors`."""
        return self._person(Role.PARTNER_MEMBER, partner_id)

    def _person(self, role: str, within: str | None) -> AddPerson | None:
        _ = self._
        name = self.text("naam", _("Vul een naam in"), most=100)
        email = self.text("email", _("Vul een e-mailadres in"), most=254)
        if email and not EMAIL.match(email):
            self.errors["email"] = _("Dit e-mailadres is niet af. Bijvoorbeeld: sanne@voorbeeld.nl")
        until = self._last_day()
        if self.errors:
            return None
        return AddPerson(display_name=name, email=email, role=Role(role), within=within, valid_until=until)

    def _last_day(self) -> date | None:
        """The end of a term that was agreed, as a browser sends a day."""
        try:
            return date.fromisoformat(self["tot"]) if self["tot"] else None
        except ValueError:
            self.errors["tot"] = self._("Kies een dag. Bijvoorbeeld: 31-12-2020")
            return None
