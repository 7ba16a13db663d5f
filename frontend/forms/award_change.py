"""An award that changes: what one proposes, and what another says of it."""

import datetime as dt
from collections.abc import Callable

from frontend.forms.form import Form
from services.budget.contract.award_changes import ChangeGround, ChangeKind, ProposeChange
from services.budget.contract.payment_refusals import NotAChange, NotAGround, NotHeard

FIELDS = {
    "toCents": "bedrag",
    "ground": "grond",
    "why": "waarom",
    "heardOn": "gehoord",
    NotAChange.slug: "bedrag",
    NotAGround.slug: "grond",
    NotHeard.slug: "gehoord",
}


def change_ground_words(_: Callable[[str], str]) -> dict[ChangeGround, str]:
    """The grounds of the law, in words."""
    return {
        ChangeGround.NOT_DONE: _("De activiteit ging niet of niet helemaal door"),
        ChangeGround.NOT_KEPT: _("Niet gehouden aan wat bij het geld hoorde"),
        ChangeGround.WRONG_FACTS: _("Onjuiste of onvolledige gegevens"),
        ChangeGround.KNEW_IT_WAS_WRONG: _("De toekenning was onjuist en de aanvrager wist dat of had dat moeten weten"),
        ChangeGround.NEW_FACTS: _("Feiten die bij de vaststelling niet bekend konden zijn"),
        ChangeGround.CHANGED_VIEWS: _("Veranderde omstandigheden, met een redelijke termijn en vergoeding"),
        ChangeGround.AGREED: _("De aanvrager vraagt erom of is het ermee eens"),
    }


class ChangeForm(Form):
    def change(self, now_cents: int, *, is_fixed: bool) -> ProposeChange | None:
        """What to propose, or None with the sentences in `errors`. What is not fixed yet may be fixed by it."""
        _ = self._
        cents = self.cents("bedrag", _("Vul in welk bedrag het wordt"), least=0)
        why = self.text("waarom", _("Schrijf waarom"), most=600)
        fixes = not is_fixed and bool(self["vaststellen"])
        ground = self._ground() if not (fixes and cents == now_cents) else None
        heard = self._heard() if self["gehoord"] else None
        if self.errors:
            return None
        kind = ChangeKind.FIX if fixes else ChangeKind.WITHDRAW if cents == 0 else ChangeKind.LOWER
        return ProposeChange(kind=kind, to_cents=cents, ground=ground, why=why, heard_on=heard)

    def _ground(self) -> ChangeGround | None:
        chosen = self.choice("grond", {each.value for each in ChangeGround}, self._("Kies een reden van de wet"))
        return ChangeGround(chosen) if "grond" not in self.errors else None

    def _heard(self) -> dt.date | None:
        try:
            return dt.date.fromisoformat(self["gehoord"])
        except ValueError:
            self.errors["gehoord"] = self._("Kies een dag")
            return None
