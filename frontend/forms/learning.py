"""What a case review taught, and what was seen of an uncertainty."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from frontend.forms.form import Form
from services.monitoring.contract.learning import AddCaseReview, AddVisit, CaseReviewView, Verdict

MOST_THEME, MOST_TOLD = 300, 2000
VERDICTS = {"keep", "change", "close"}


class CaseReviewForm(Form):
    """`casus_onzeker-<n>` ticks line n of the agreement, from 1."""

    def review(self, watched: Sequence[str]) -> AddCaseReview | None:
        """The session, or None with the sentences in `errors`."""
        _ = self._
        held_on = self.day("casus_dag", _("Schrijf de dag als 31-12-2020"))
        theme = self.text("casus_thema", _("Schrijf waar het over ging"), MOST_THEME)
        learned = self.text("casus_geleerd", _("Schrijf wat jullie leerden"), MOST_TOLD)
        changes = self.optional("casus_anders", MOST_TOLD)
        ticked = [what for number, what in enumerate(watched, 1) if self[f"casus_onzeker-{number}"]]
        if self.errors or held_on is None:
            return None
        return AddCaseReview(held_on=held_on, theme=theme, learned=learned, changes=changes, uncertainties=ticked)


class VisitForm(Form):
    """`blik_wat` is the number of the line of the agreement, from 1; `blik_casus` the id of a session."""

    def visit(self, watched: Sequence[str], reviews: Sequence[CaseReviewView]) -> AddVisit | None:
        """The look back, or None with the sentences in `errors`."""
        _ = self._
        lines = {str(number): what for number, what in enumerate(watched, 1)}
        chosen = self.choice("blik_wat", lines, _("Kies waar het over gaat"))
        day = self.day("blik_dag", _("Schrijf de dag als 31-12-2020"))
        saw = self.text("blik_gezien", _("Schrijf wat jullie zagen"), MOST_TOLD)
        verdict = self.choice("blik_oordeel", VERDICTS, _("Kies wat jullie ermee doen"))
        sessions = {str(review.id) for review in reviews}
        review = UUID(self["blik_casus"]) if self["blik_casus"] in sessions else None
        if self.errors or day is None:
            return None
        return AddVisit(what=lines[chosen], on=day, saw=saw, verdict=cast(Verdict, verdict), case_review_id=review)
