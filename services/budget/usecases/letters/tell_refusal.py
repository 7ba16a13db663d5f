"""The letter and the mail of a no, in the transaction that decides it."""

from collections.abc import Callable
from dataclasses import dataclass

from services.budget.contract.letters import LetterKind
from services.budget.contract.schemes import Scheme
from services.budget.domain.letter import as_text
from services.budget.domain.procedure import OFFICER
from services.budget.store.circle_queries import municipality_of
from services.budget.store.initiative_queries import find_applicant, line_name_of
from services.budget.store.procedure_tables import Refusal
from services.budget.store.tables import Initiative
from services.budget.usecases.letters.tell_applicant import tell_applicant
from services.budget.usecases.letters.write_letter import OBJECT, facts_of, new_letter, write_letter
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.database import Session
from services.kit.texts import in_words
from services.kit.together import write_together

NOT_CHOSEN = "not-chosen"
"""The ground when a round of ballots gave the money to others."""


@dataclass(frozen=True)
class ByBallots:
    """Why a round gave no money, by language; and where anybody can count again."""

    title: str
    page: str
    why: Callable[[str], str]


async def tell_refusal(
    session: Session, initiative: Initiative, refusal: Refusal, office: Office, by_ballots: ByBallots | None = None
) -> None:
    """Grounds, legal basis, on whose behalf and how to object (Awb 3:45-3:47); where else money may be."""
    applicant = await find_applicant(session, initiative.id)
    language = applicant.language if applicant else "nl"
    scheme = await scheme_of_idea(session, initiative, office)
    area = await line_name_of(session, initiative.line_id)
    municipality = await municipality_of(session, initiative.line_id)
    facts = facts_of(initiative, area, municipality, scheme, language, office)
    if by_ballots:
        why, who = "letter.why.not-chosen", "letter.who.by-vote"
        facts |= {"round": by_ballots.title, "page": by_ballots.page, "reason": by_ballots.why(language)}
    else:
        seats = (refusal.proposed_seat, refusal.agreed_seat)
        why, who = "letter.why.refused", "letter.who.with-officer" if OFFICER in seats else "letter.who.by-circle"
        facts |= {
            "ground": ground_text(scheme, refusal.ground, language, office),
            "own_words": _told(refusal, language, office),
        }
    elsewhere = _elsewhere(scheme, language, office)
    sections = [why, *(["letter.elsewhere"] if elsewhere else []), who, OBJECT]
    text = write_letter("letter.no", sections, language, facts | {"elsewhere": elsewhere}, office)
    await session.flush()
    await write_together(session, [new_letter(initiative, LetterKind.REFUSAL, language, text, office)])
    await tell_applicant(session, initiative, applicant, "mail.refusal", office, letter=as_text(text))


def ground_text(scheme: Scheme, key: str, language: str, office: Office) -> str:
    """A ground in words; one that the scheme no longer has, is said as such."""
    ground = next((each for each in scheme.decision_grounds if each.key == key), None)
    if ground is None:
        return office.say(f"ground-no.{key}" if key == NOT_CHOSEN else "ground-no.other", language)
    return ground.en if language == "en" and ground.en else ground.nl


def _told(refusal: Refusal, language: str, office: Office) -> str:
    """In their own words, and that the applicant was heard."""
    heard = "letter.heard.answered" if refusal.answered_on else "letter.heard.silent"
    words = [refusal.own_words] if refusal.own_words else []
    return "\n".join([*words, office.say(heard, language)] if refusal.hear_until else words)


def _elsewhere(scheme: Scheme, language: str, office: Office) -> str:
    funds = [" ".join(filter(None, (f"{fund.name}.", fund.text, fund.url))) for fund in scheme.other_funds]
    if scheme.new_money_on:
        funds.append(office.say("letter.new-money", language, day=in_words(scheme.new_money_on, language)))
    return "\n".join(funds)
