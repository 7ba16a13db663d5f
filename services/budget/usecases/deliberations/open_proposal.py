"""Opens a proposal to award an idea; it stands open for the days that the scheme says."""

from uuid import UUID

from sqlalchemy import func
from sqlmodel import select

from services.budget.contract.deliberation_refusals import (
    PartNotAllowed,
    ProposalNotBetter,
    ProposalNotOfIdea,
    ProposalOpenAlready,
)
from services.budget.contract.deliberations import OpenProposal, ProposalState
from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.round_refusals import IdeaInRound
from services.budget.contract.schemes import Scheme, Way
from services.budget.domain import consent
from services.budget.domain.amounts import Euros
from services.budget.domain.circle import meant
from services.budget.domain.moves import check_initiative_move
from services.budget.store.circle_queries import open_purse
from services.budget.store.deliberation_queries import find_newest_proposal, find_open_proposal
from services.budget.store.deliberation_tables import Proposal, ProposalVoice
from services.budget.store.initiative_queries import find_applicant
from services.budget.store.round_queries import in_active_rounds
from services.budget.store.tables import Initiative
from services.budget.usecases.check_seen_initiative import check_seen_initiative
from services.budget.usecases.circle_mail.tell_circle import tell_circle
from services.budget.usecases.deliberations.end_proposal import plan_ending
from services.budget.usecases.deliberations.of_idea import lock_for_circle
from services.budget.usecases.mails import mail_applicant
from services.budget.usecases.office import Office
from services.budget.usecases.post_to_ledger import not_enough
from services.budget.usecases.schemes.check_way import check_way
from services.budget.usecases.set_least import check_not_below_least
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.texts import in_words


async def open_proposal(
    session: Session, caller: Caller, initiative_id: UUID, body: OpenProposal, *, is_applicant: bool, office: Office
) -> Proposal:
    """Who opens it takes part.

    Raises NotOfThisCircle, HasStake, StaleVersion, InitiativeMove, IdeaInRound, DecidedByTeam, DecidedByVote,
    ProposalOpenAlready, ProposalNotOfIdea, PartNotAllowed, BelowLeast, ProposalNotBetter, NotEnoughLeft.
    """
    idea, seat = await lock_for_circle(session, caller, initiative_id, is_applicant=is_applicant)
    check_initiative_move(idea.state, InitiativeState.AWARDED)
    scheme = await check_way(session, idea, Way.CONSENT, office)
    if await find_open_proposal(session, idea.id):
        raise ProposalOpenAlready
    await check_seen_initiative(session, idea, body.version)
    if await in_active_rounds(session, [idea.id]):
        raise IdeaInRound(title=idea.title)
    amount = _amount(idea, body, scheme)
    await _check_better(session, idea, amount, body.text)
    purse = await open_purse(session, idea.line_id)
    if amount > purse.cents:
        raise not_enough(purse, amount)
    proposal = await _made(session, idea, body, amount, scheme.consent_days, office)
    session.add(
        ProposalVoice(proposal_id=proposal.id, person_id=caller.id, kind="opened", seat=seat.value, at=office.now())
    )
    idea.version += 1
    await session.flush()
    await plan_ending(session, proposal)
    what = {"amount": Euros(amount), "until": proposal.last_day}
    await tell_circle(session, idea, "mail.circle-proposal", office, what, but=caller.id)
    if applicant := await find_applicant(session, idea.id):
        until = in_words(proposal.last_day, applicant.language)
        await mail_applicant(session, idea, applicant, "mail.proposal", office, amount=Euros(amount), until=until)
    return proposal


def _amount(idea: Initiative, body: OpenProposal, scheme: Scheme) -> int:
    """Raises ProposalNotOfIdea for more than was asked and less without why, PartNotAllowed where all or nothing is,
    BelowLeast."""
    to = meant(idea.amount_cents, body.amount_cents, body.text)
    if to is None:
        raise ProposalNotOfIdea(asked_cents=Euros(idea.amount_cents))
    if to.cents < idea.amount_cents and not scheme.part_awards:
        raise PartNotAllowed
    check_not_below_least(idea, to.cents)
    return to.cents


async def _check_better(session: Session, idea: Initiative, amount: int, text: str) -> None:
    """An objection asks for a better proposal, so the same one does not stand again. Raises ProposalNotBetter."""
    before = await find_newest_proposal(session, idea.id)
    if before is None or before.state != ProposalState.OBJECTED:
        return
    if not consent.is_another(amount, text, than_cents=before.amount_cents, than_text=before.text):
        raise ProposalNotBetter


async def _made(
    session: Session, idea: Initiative, body: OpenProposal, amount: int, days: int, office: Office
) -> Proposal:
    before = select(func.coalesce(func.max(Proposal.number), 0)).where(Proposal.initiative_id == idea.id)
    proposal = Proposal(
        initiative_id=idea.id,
        number=(await session.exec(before)).one() + 1,
        state=ProposalState.OPEN.value,
        amount_cents=amount,
        text=body.text,
        days=days,
        last_day=consent.last_day(office.today(), days),
        opened_at=office.now(),
    )
    session.add(proposal)
    await session.flush()
    return proposal
