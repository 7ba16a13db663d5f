"""With how much less an idea can do too; an empty field takes it back."""

from frontend.forms.details import DetailsForm
from services.budget.contract.least import SetLeast
from services.budget.contract.least_refusals import LeastAboveProposal, LeastNotOfIdea

FIELDS = {LeastNotOfIdea.slug: "minst", LeastAboveProposal.slug: "minst"}


class LeastForm(DetailsForm):
    """It stands on pages that have other forms too, so what is wrong stands at its own field."""

    def least(self) -> SetLeast | None:
        cents = self.cents("minst", "") if self["minst"] else None
        return None if self.errors else SetLeast(version=self.version(), least_cents=cents)
