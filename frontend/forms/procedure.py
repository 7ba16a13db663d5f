"""Forms of the steps around a decision: a question to complete, a no with its ground, an answer of the applicant."""

from frontend.forms.form import Form
from services.budget.contract.procedure import AgreeRefusal, AskCompletion, ProposeRefusal

FIELDS = {"what": "aanvulling", "ground": "reden", "ownWords": "toelichting", "answer": "antwoord"}


class StepForm(Form):
    """One form for all of them; each reads its own fields. None with the sentences in `errors`."""

    def asking(self) -> AskCompletion | None:
        what = self.text("aanvulling", self._("Schrijf wat je nog wilt weten"), most=1500, least=10)
        return None if self.errors else AskCompletion(version=self.version(), what=what)

    def proposing(self, grounds: set[str]) -> ProposeRefusal | None:
        _ = self._
        ground = self.choice("reden", grounds, _("Kies een reden"))
        words = self.optional("toelichting", most=1500)
        self._without_stake()
        if self.errors:
            return None
        return ProposeRefusal(
            version=self.version(),
            ground=ground,
            own_words=words,
            on_other_facts=bool(self["anderen"]),
            no_stake=True,
        )

    def agreeing(self) -> AgreeRefusal | None:
        self._without_stake()
        return None if self.errors else AgreeRefusal(version=self.version(), no_stake=True)

    def answer(self) -> str | None:
        """What the applicant writes, to complete the idea or before a no."""
        answer = self.text("antwoord", self._("Schrijf je antwoord"), most=3000)
        return None if self.errors else answer

    def _without_stake(self) -> None:
        self.ticked("geen_belang", self._("Zet een vinkje als je er zelf geen belang bij hebt"))
