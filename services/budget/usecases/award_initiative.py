"""Awards an initiative: ledger, decision letter, mail and event, all in the transaction of what decided on it."""

from collections.abc import Callable
from dataclasses import dataclass

from services.budget.contract.events import AWARD_MADE, AwardMade
from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.letters import LetterKind
from services.budget.contract.schemes import Scheme
from services.budget.domain.amounts import Euros
from services.budget.domain.letter import LetterText, as_text
from services.budget.domain.moves import check_initiative_move
from services.budget.store.initiative_queries import find_applicant, municipality_of
from services.budget.store.tables import Award, Initiative
from services.budget.usecases.letters.write_letter import OBJECT, facts_of, keep_letter, write_letter
from services.budget.usecases.mails import mail_award
from services.budget.usecases.office import Office
from services.budget.usecases.post_to_ledger import AwardPosted, post_award
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.outbox import tell


@dataclass(frozen=True)
class ByVote:
    """A round of ballots decided. `why`: the reason as a sentence, by language."""

    title: str
    voters: int
    why: Callable[[str], str]


@dataclass(frozen=True)
class ByConsent:
    """A proposal stood open and nobody objected. `cents`: what it said; `text`: what was agreed, or nothing."""

    cents: int
    days: int
    text: str


WHY: dict[type, str] = {ByVote: "by-vote", ByConsent: "by-consent"}


async def award_initiative(
    session: Session,
    caller: Caller,
    initiative: Initiative,
    office: Office,
    by_vote: ByVote | None = None,
    by_consent: ByConsent | None = None,
) -> None:
    """By the circle's second yes, `by_vote` or `by_consent`: then all of what was decided or nothing.

    Raises InitiativeMove, NotEnoughLeft.
    """
    check_initiative_move(initiative.state, InitiativeState.AWARDED)
    scheme = await scheme_of_idea(session, initiative, office)
    may_part = scheme.part_awards and not (by_vote or by_consent)
    initiative.state = InitiativeState.AWARDED.value
    initiative.awarded_at = office.now()
    agreed = by_consent.cents if by_consent else None
    posted = await post_award(session, caller, initiative, office, may_part=may_part, agreed_cents=agreed)
    applicant = await find_applicant(session, initiative.id)
    language = applicant.language if applicant else "nl"
    text = await _letter(session, initiative, posted, language, office, by_vote or by_consent, scheme)
    letter = as_text(text)
    session.add(
        Award(
            initiative_id=initiative.id,
            posting_id=posted.posting_id,
            awarded_on=office.today(),
            amount_cents=posted.cents,
            language=language,
            letter=letter,
        )
    )
    keep_letter(session, initiative, LetterKind.AWARD, language, text, office)
    await session.flush()
    if applicant:
        await mail_award(session, initiative, applicant, letter, office)
    await tell(
        session,
        office.clock,
        type=AWARD_MADE,
        subject=str(initiative.id),
        data=_event(initiative, posted.cents, office),
    )


async def _letter(
    session: Session,
    initiative: Initiative,
    posted: AwardPosted,
    language: str,
    office: Office,
    by: ByVote | ByConsent | None,
    scheme: Scheme,
) -> LetterText:
    """Yes or yes in part, why, when it is paid, what we ask in return, who decided, how to object."""
    municipality = await municipality_of(session, initiative.line_id)
    facts = facts_of(initiative, posted.line_name, municipality, scheme, language, office)
    facts |= {"amount": Euros(posted.cents)}
    if isinstance(by, ByVote):
        facts |= {"round": by.title, "voters": by.voters, "reason": by.why(language)}
    if isinstance(by, ByConsent):
        facts |= {"days": by.days, "agreed": f" {by.text}" if by.text else ""}
    in_full = posted.cents == initiative.amount_cents
    why = WHY[type(by)] if by else ("by-circle" if in_full else "what-was-left")
    sections = (
        f"letter.why.{why}",
        "letter.paid",
        "letter.back",
        f"letter.who.{'by-vote' if isinstance(by, ByVote) else 'by-circle'}",
    )
    return write_letter("letter.yes" if in_full else "letter.yes-in-part", (*sections, OBJECT), language, facts, office)


def _event(initiative: Initiative, cents: int, office: Office) -> AwardMade:
    return AwardMade(
        initiative_id=initiative.id,
        version=initiative.version,
        area_id=initiative.area_id,
        year=initiative.year,
        amount_cents=cents,
        awarded_on=office.today(),
    )
