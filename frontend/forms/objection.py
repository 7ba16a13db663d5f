"""Forms of an objection: to file one, to enter one that came by post, to decide on one."""

from datetime import date
from typing import Literal

from frontend.forms.form import Form
from services.budget.contract.award_changes import ChangeGround
from services.budget.contract.objection_refusals import (
    MoreThanAsked,
    NotEnoughForObjection,
    NothingChanges,
    NotWorseForWhoObjects,
    OnlyWhenUpheld,
)
from services.budget.contract.objections import DecideObjection, EnterObjection, FileObjection, NewAmount, Outcome
from services.budget.contract.payment_refusals import NotAGround, NotHeard

FIELDS = {
    "why": "waarom",
    "receivedOn": "ontvangen",
    "how": "hoe",
    "outcome": "uitkomst",
    "reasons": "redenen",
    "new.toCents": "bedrag",
    "new.ground": "grond",
    "new.heardOn": "gehoord",
    MoreThanAsked.slug: "bedrag",
    NotEnoughForObjection.slug: "bedrag",
    NothingChanges.slug: "bedrag",
    NotWorseForWhoObjects.slug: "bedrag",
    OnlyWhenUpheld.slug: "bedrag",
    NotAGround.slug: "grond",
    NotHeard.slug: "gehoord",
}


class ObjectionForm(Form):
    """Each reads its own fields. None with the sentences in `errors`."""

    def filed(self) -> FileObjection | None:
        why = self.text("waarom", self._("Schrijf waarom je het er niet mee eens bent"), most=5000, least=10)
        return None if self.errors else FileObjection(why=why)

    def entered(self) -> EnterObjection | None:
        _ = self._
        why = self.text("waarom", _("Schrijf in het kort wat er in de brief staat"), most=5000, least=10)
        received = self._day("ontvangen", _("Kies de dag waarop het binnenkwam"))
        self.choice("hoe", {"post", "desk"}, _("Kies hoe het binnenkwam"))
        self.choice("wie", {"aanvrager", "ander"}, _("Kies wie bezwaar maakt"))
        if self.errors or received is None:
            return None
        how: Literal["post", "desk"] = "post" if self["hoe"] == "post" else "desk"
        return EnterObjection(why=why, received_on=received, how=how, of_applicant=self["wie"] == "aanvrager")

    def decided(self) -> DecideObjection | None:
        _ = self._
        outcome = self.choice("uitkomst", {each.value for each in Outcome}, _("Kies een uitkomst"))
        reasons = self.text("redenen", _("Schrijf waarom"), most=3000, least=10)
        self.ticked("niet_meebeslist", _("Zet een vinkje als je niet over dit idee meebesliste"))
        new = self._new_amount() if self["bedrag"] else None
        if self.errors:
            return None
        return DecideObjection(version=self.version(), outcome=Outcome(outcome), reasons=reasons, new=new, no_part=True)

    def _new_amount(self) -> NewAmount | None:
        cents = self.cents("bedrag", "", least=0)
        if self["grond"]:
            self.choice("grond", {each.value for each in ChangeGround}, self._("Kies een reden van de wet"))
        heard = self._day("gehoord", self._("Kies een dag")) if self["gehoord"] else None
        if self.errors:
            return None
        return NewAmount(to_cents=cents, ground=ChangeGround(self["grond"]) if self["grond"] else None, heard_on=heard)

    def _day(self, name: str, missing: str) -> date | None:
        try:
            return date.fromisoformat(self[name])
        except ValueError:
            self.errors[name] = missing
            return None
