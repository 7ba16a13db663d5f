"""No two links to letters say the same, however many letters one day brings."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from frontend.pages.letters import named
from services.budget.contract.letters import LetterKind, LetterView


def test_letters_of_one_day_and_one_kind_are_numbered_and_others_keep_their_name() -> None:
    kinds = LetterKind.AWARD, LetterKind.AWARD_CHANGED, LetterKind.AWARD_CHANGED, LetterKind.OBJECTION_RECEIVED
    day = date(2020, 3, 3)
    letters = [cast(LetterView, SimpleNamespace(kind=kind, announced_on=day)) for kind in kinds]
    request = cast(Any, SimpleNamespace(state=SimpleNamespace(language="nl")))
    found = named(request, letters)
    assert [letter.name.replace("\xa0", " ") for letter in found] == [
        "Het besluit",
        "Het besluit over je bedrag, 3 maart 2020 (1)",
        "Het besluit over je bedrag, 3 maart 2020 (2)",
        "Je bezwaar is binnen",
    ]
    links = [letter.link.replace("\xa0", " ") for letter in found]
    assert links[0] == "Het besluit, 3 maart 2020 (pdf)"
    assert len(set(links)) == len(kinds)
