"""Letters as the contract says them, and as data for the PDF."""

from typing import Any

from services.budget.contract.letters import LetterFact, LetterKind, LetterSection, LetterView
from services.budget.domain.letter import from_kept
from services.budget.store.letter_tables import Letter
from services.budget.store.tables import Applicant
from services.budget.usecases.office import Office


def letter_view(letter: Letter, applicant: Applicant | None, office: Office) -> LetterView:
    text = from_kept(letter.content)
    return LetterView(
        id=letter.id,
        kind=LetterKind(letter.kind),
        language=letter.language,
        announced_on=letter.announced_on,
        title=text.title,
        greeting=greeting(letter, applicant, office),
        opening=text.opening,
        facts=[LetterFact(name=fact.name, value=fact.value) for fact in text.facts],
        sections=[LetterSection(heading=each.heading, text=each.text) for each in text.sections],
        dated=text.dated,
    )


def greeting(letter: Letter, applicant: Applicant | None, office: Office) -> str:
    """With the name, as long as we know it."""
    if applicant is None or not letter.for_applicant:
        return office.say("letter.greeting-nobody", letter.language)
    return office.say("mail.greeting", letter.language, name=applicant.name)


def letter_data(letter: Letter, applicant: Applicant | None, office: Office) -> dict[str, Any]:
    """What `templates/letter.typ` reads. The reference is how somebody who writes back names it."""
    reference = office.say("letter.reference", letter.language, reference=str(letter.initiative_id)[:8])
    return letter.content | {
        "language": letter.language,
        "greeting": greeting(letter, applicant, office),
        "footer": f"{letter.content['sender']} · {reference}",
    }
