"""Awards an initiative: ledger, decision letter, mail and event, all in the transaction of what decided on it."""

from collections.abc import Callable
from dataclasses import dataclass

from services.budget.contract.events import AWARD_MADE, AwardMade
from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.schemes import Scheme
from services.budget.domain import terms
from services.budget.domain.amounts import Euros
from services.budget.domain.moves import check_initiative_move
from services.budget.store.initiative_queries import find_applicant, municipality_of
from services.budget.store.tables import Award, Initiative
from services.budget.usecases.mails import mail_award
from services.budget.usecases.office import Office, in_words
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


async def award_initiative(
    session: Session, caller: Caller, initiative: Initiative, office: Office, by_vote: ByVote | None = None
) -> None:
    """By the circle's second yes, or `by_vote`: then all of it or nothing. Raises InitiativeMove, NotEnoughLeft."""
    check_initiative_move(initiative.state, InitiativeState.AWARDED)
    scheme = await scheme_of_idea(session, initiative, office)
    may_part = scheme.part_awards and by_vote is None
    initiative.state = InitiativeState.AWARDED.value
    initiative.awarded_at = office.now()
    posted = await post_award(session, caller, initiative, office, may_part=may_part)
    applicant = await find_applicant(session, initiative.id)
    language = applicant.language if applicant else "nl"
    letter = await _letter(session, initiative, posted, language, office, by_vote, scheme)
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
    by_vote: ByVote | None,
    scheme: Scheme,
) -> str:
    """Grounds, legal basis, on whose behalf, and how to object (Awb 3:45-3:47, 10:10); nobody's name is in it."""
    grounds = {"round": by_vote.title, "voters": by_vote.voters, "why": by_vote.why(language)} if by_vote else {}
    by_circle = "letter.award" if posted.cents == initiative.amount_cents else "letter.award-part"
    return office.say(
        "letter.award-vote" if by_vote else by_circle,
        language,
        **grounds,
        title=initiative.title,
        area=posted.line_name,
        year=initiative.year,
        amount=Euros(posted.cents),
        asked=Euros(initiative.amount_cents),
        when=initiative.when,
        where=initiative.where,
        municipality=await municipality_of(session, initiative.line_id),
        objection_address=scheme.objection_address or office.say("letter.no-address", language),
        announced_on=in_words(office.today(), language),
        objection_until=in_words(terms.objection_until(office.today()), language),
    )


def _event(initiative: Initiative, cents: int, office: Office) -> AwardMade:
    return AwardMade(
        initiative_id=initiative.id,
        version=initiative.version,
        area_id=initiative.area_id,
        year=initiative.year,
        amount_cents=cents,
        awarded_on=office.today(),
    )
