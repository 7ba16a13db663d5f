"""Money that moves after the award: what is booked, how much, on which ground, with which document behind it."""

from collections.abc import Callable
from uuid import UUID

from frontend.forms.form import Form
from services.budget.contract.ledger import RecordPayment, RecordRepayment, ReleaseAward, ReleaseGround
from services.budget.contract.refusals import MoreThanStands

PAYMENT, REPAYMENT, RELEASE = "betaling", "terugbetaling", "vrij"
FIELDS = {"amountCents": "bedrag", "document": "document", "ground": "grond", MoreThanStands.slug: "bedrag"}
MOST_DOCUMENT = 300
Move = RecordPayment | RecordRepayment | ReleaseAward


def ground_words(_: Callable[[str], str]) -> dict[ReleaseGround, str]:
    """Why awarded money is free again while who applied agrees; on other grounds two people decide (award_change)."""
    return {
        ReleaseGround.DONE_FOR_LESS: _("Het kostte minder, de aanvrager is het ermee eens"),
        ReleaseGround.WITHDRAWN_BY_APPLICANT: _("De aanvrager ziet ervan af"),
    }


class MoneyForm(Form):
    """One form for the three ways in which money of an award moves; the ground counts for a release only."""

    def move(self, initiative_id: UUID) -> Move | None:
        """What to record, or None with the sentences in `errors`."""
        _ = self._
        kind = self.choice("soort", {PAYMENT, REPAYMENT, RELEASE}, _("Kies wat je boekt"))
        cents = self.cents("bedrag", _("Vul het bedrag in"))
        document = self.document()
        ground = ""
        if kind == RELEASE:
            ground = self.choice("grond", {each.value for each in ReleaseGround}, _("Kies waarom het geld vrijkomt"))
        if self.errors:
            return None
        if kind == RELEASE:
            return ReleaseAward(
                initiative_id=initiative_id, amount_cents=cents, document=document, ground=ReleaseGround(ground)
            )
        made = RecordPayment if kind == PAYMENT else RecordRepayment
        return made(initiative_id=initiative_id, amount_cents=cents, document=document)

    def document(self) -> str:
        """The decision or proof behind it."""
        return self.text("document", self._("Schrijf waaruit dit blijkt"), most=MOST_DOCUMENT)


class CarryForm(Form):
    """Lines of which what is left goes to another year; one box per line, `regel-<id>`."""

    def chosen(self, line_ids: list[UUID]) -> list[UUID]:
        """The ticked ones among these; without one it says so."""
        picked = [line_id for line_id in line_ids if self[f"regel-{line_id}"]]
        if not picked:
            self.errors["regels"] = self._("Kies minstens één potje")
        return picked

    def document(self) -> str:
        return self.text("document", self._("Schrijf welk besluit dit is"), most=MOST_DOCUMENT)
