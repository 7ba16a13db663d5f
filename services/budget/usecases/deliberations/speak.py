"""A member of the circle says yes to a proposal, or objects to it with a reason, which stops it."""

from uuid import UUID

from services.budget.contract.deliberation_refusals import AlreadyTookPart
from services.budget.contract.deliberations import ObjectToProposal, ProposalState
from services.budget.store.deliberation_tables import ProposalVoice
from services.budget.store.initiative_queries import find_applicant
from services.budget.usecases.circle_mail.tell_circle import tell_circle
from services.budget.usecases.deliberations.of_idea import lock_open_proposal
from services.budget.usecases.mails import mail_applicant
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session


async def support_proposal(
    session: Session, caller: Caller, proposal_id: UUID, *, is_applicant: bool, office: Office
) -> UUID:
    """Gives the idea. Raises UnknownProposal, NotOfThisCircle, HasStake, ProposalEnded, AlreadyTookPart."""
    idea, whole, seat = await lock_open_proposal(session, caller, proposal_id, office, is_applicant=is_applicant)
    if any(voice.person_id == caller.id for voice in whole.voices):
        raise AlreadyTookPart
    session.add(
        ProposalVoice(proposal_id=proposal_id, person_id=caller.id, kind="yes", seat=seat.value, at=office.now())
    )
    await session.flush()
    return idea.id


async def object_to_proposal(
    session: Session, caller: Caller, proposal_id: UUID, body: ObjectToProposal, *, is_applicant: bool, office: Office
) -> UUID:
    """Also for who said yes before. A better proposal may follow. Gives the idea.

    Raises UnknownProposal, NotOfThisCircle, HasStake, ProposalEnded.
    """
    idea, whole, seat = await lock_open_proposal(session, caller, proposal_id, office, is_applicant=is_applicant)
    session.add(
        ProposalVoice(
            proposal_id=proposal_id,
            person_id=caller.id,
            kind="objection",
            seat=seat.value,
            reason=body.reason,
            at=office.now(),
        )
    )
    whole.proposal.state, whole.proposal.ended_at = ProposalState.OBJECTED.value, office.now()
    idea.version += 1
    await session.flush()
    await tell_circle(session, idea, "mail.circle-objection", office, {"reason": body.reason}, but=caller.id)
    if applicant := await find_applicant(session, idea.id):
        await mail_applicant(session, idea, applicant, "mail.objected", office, reason=body.reason)
    return idea.id
