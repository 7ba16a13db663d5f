"""What somebody answers: a score per point, and two texts."""

import re

from starlette.datastructures import FormData

from frontend.forms.form import Form, in_full
from services.kit.errors import Refusal
from services.monitoring.contract.report_refusals import PersonInWords
from services.monitoring.contract.survey_refusals import CodeNeeded, EmptyAnswer, WrongSurveyCode
from services.monitoring.contract.surveys import GiveAnswer, GivenAnswer, PointScore

MOST_WORDS = 2000
_POINT = re.compile(r"^punt-([1-9]|1[0-5])$")
_SCORE = re.compile(r"^[1-5]$")


class AnswerForm(Form):
    """Radio buttons `punt-3` with a value from 1 to 5, or nothing."""

    def __init__(self, data: FormData | None = None, language: str = "nl", **first: str) -> None:
        super().__init__(data, language, **first)
        found = ((_POINT.match(name), value) for name, value in self.typed.items())
        self.scores = {int(point[1]): int(value) for point, value in found if point and _SCORE.match(value)}

    def answer(self, **whose: str) -> GiveAnswer | None:
        """The answer, or None with the sentences in `errors`. `whose`: who answers, and from where."""
        well, better = self.optional("goed", MOST_WORDS), self.optional("beter", MOST_WORDS)
        if len(self["code"]) > 40:
            self.errors["code"] = self._("Een code heeft 10 letters en cijfers.")
        if self.errors:
            return None
        scores = [PointScore(point=point, score=score) for point, score in sorted(self.scores.items())]
        return GiveAnswer(scores=scores, goes_well=well, can_be_better=better, **whose)

    def take_at_its_place(self, refusal: Refusal) -> None:
        """A refusal where it can be mended."""
        places: dict[type[Refusal], str] = {WrongSurveyCode: "code", CodeNeeded: "code", EmptyAnswer: "punt-1"}
        place = places.get(type(refusal), "")
        if isinstance(refusal, PersonInWords):
            place = "beter" if self["beter"] and not self["goed"] else "goed"
        self.errors[place] = in_full(refusal)


def typed_answer(given: GivenAnswer) -> dict[str, str]:
    """What was answered before."""
    scores = {f"punt-{each.point}": str(each.score) for each in given.scores}
    return scores | {"goed": given.goes_well, "beter": given.can_be_better}
