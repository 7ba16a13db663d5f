"""What a voter types: plans that are ticked with a code, or an address to send a code to; and a paper ballot."""

import re

from starlette.datastructures import FormData

from frontend.forms.form import Form
from frontend.forms.idea import EMAIL
from services.budget.contract.round_refusals import (
    CodeUsed,
    TooManyVotingCodes,
    TooManyVotingTries,
    UnknownProject,
    WrongVotingCode,
)
from services.budget.contract.rounds import AskVotingCode, CastBallot

CODE_LENGTH = 10
FIELDS = {
    WrongVotingCode.slug: "code",
    CodeUsed.slug: "code",
    TooManyVotingTries.slug: "code",
    TooManyVotingCodes.slug: "email",
}
BALLOT_FIELDS = {**FIELDS, UnknownProject.slug: "plannen"}
_PLAN = re.compile(r"^plan-([1-9][0-9]{0,2})$")
_NUMBER = re.compile(r"[0-9]+")


class BallotForm(Form):
    """Tick boxes `plan-3` and a code. Codes are read as people copy them: capitals, spaces, dashes do not matter."""

    def __init__(self, data: FormData | None = None, language: str = "nl", **first: str) -> None:
        super().__init__(data, language, **first)
        found = (_PLAN.match(name) for name, value in self.typed.items() if value)
        self.chosen = sorted({int(match[1]) for match in found if match})

    def ballot(self, origin: str) -> CastBallot | None:
        """The ballot, or None with the sentences in `errors`."""
        if not self.chosen:
            self.errors["plannen"] = self._("Kies ten minste één plan")
        code = checked_code(self)
        return None if self.errors else CastBallot(code=code, projects=self.chosen, origin=origin)


class PaperForm(Form):
    """A ballot as it lies on the desk: the code, and the numbers that are ticked, with anything between them."""

    def ballot(self, known: set[int]) -> CastBallot | None:
        """The ballot, or None with the sentences in `errors`. A number that is not on the ballot is a slip."""
        numbers = sorted({int(found) for found in _NUMBER.findall(self["nummers"][:2000])})
        if not numbers:
            self.errors["nummers"] = self._("Typ de nummers van de plannen. Bijvoorbeeld: 1 4 7")
        elif unknown := [number for number in numbers if number not in known]:
            self.errors["nummers"] = self._("Nummer %(number)s staat niet op het stembiljet.") % {"number": unknown[0]}
        code = checked_code(self)
        return None if self.errors else CastBallot(code=code, projects=numbers)


def checked_code(form: Form) -> str:
    """The code as typed; what cannot be a code is said here, so that it does not count as a wrong try."""
    code = form["code"]
    signs = sum(sign.isalnum() for sign in code)
    if not code:
        form.errors["code"] = form._("Vul je code in")
    elif signs != CODE_LENGTH or len(code) > 40:
        form.errors["code"] = form._("Een code heeft 10 letters en cijfers. Je typte er %(typed)s.") % {"typed": signs}
    return code


class CodeRequestForm(Form):
    """An e-mail address, and a tick that one may vote here."""

    def asked(self, origin: str) -> AskVotingCode | None:
        """What to ask, or None with the sentences in `errors`."""
        email = self.text("email", self._("Vul je e-mailadres in"), most=254)
        if email and not EMAIL.match(email):
            self.errors["email"] = self._("Dit e-mailadres klopt nog niet. Bijvoorbeeld: sanne@voorbeeld.nl")
        self.ticked("mag", self._("Zet een vinkje als je hier mag stemmen"))
        if self.errors:
            return None
        language = "en" if self.language == "en" else "nl"
        return AskVotingCode(email=email, may_vote=True, language=language, origin=origin)
