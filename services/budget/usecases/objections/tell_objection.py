"""Writes a letter about an objection, and mails it when the applicant objected."""

from collections.abc import Callable, Mapping, Sequence

from services.budget.contract.letters import LetterKind
from services.budget.domain.letter import LetterText, as_text
from services.budget.store.circle_queries import municipality_of
from services.budget.store.initiative_queries import find_applicant, line_name_of
from services.budget.store.objection_tables import Objection
from services.budget.store.tables import Initiative
from services.budget.usecases.letters.tell_applicant import tell_applicant
from services.budget.usecases.letters.write_letter import facts_of, new_letter, write_letter
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.database import Session
from services.kit.together import write_together


async def tell_by_letter(
    session: Session,
    initiative: Initiative,
    objection: Objection,
    kind: LetterKind,
    opening: str,
    sections: Sequence[str],
    more: Callable[[str], Mapping[str, object]],
    office: Office,
    *,
    to_applicant: bool | None = None,
) -> LetterText:
    """`more`: what this letter says besides, by language. Somebody else who objected gets it by post.

    `to_applicant`: to who told the idea all the same; else to who objected.
    """
    to_applicant = objection.of_applicant if to_applicant is None else to_applicant
    applicant = await find_applicant(session, initiative.id)
    language = applicant.language if applicant and to_applicant else "nl"
    scheme = await scheme_of_idea(session, initiative, office)
    area = await line_name_of(session, initiative.line_id)
    municipality = await municipality_of(session, initiative.line_id)
    facts = facts_of(initiative, area, municipality, scheme, language, office)
    facts |= more(language)
    text = write_letter(opening, sections, language, facts, office, about="letter-objection")
    letter = new_letter(initiative, kind, language, text, office, for_applicant=to_applicant)
    await session.flush()
    await write_together(session, [letter])
    if to_applicant:
        words = {"letter": as_text(text), "about": text.title}
        await tell_applicant(session, initiative, applicant, "mail.objection", office, **words)
    return text
