"""All SELECTs about deliberating on ideas."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from services.budget.contract.deliberation_refusals import UnknownProposal
from services.budget.contract.deliberations import ProposalState
from services.budget.contract.initiatives import InitiativeState
from services.budget.store.deliberation_tables import (
    IdeaMessageRow,
    InitiativeRise,
    Proposal,
    ProposalVoice,
    WaitingIdea,
)
from services.budget.store.money_tables import Line
from services.budget.store.tables import Initiative
from services.kit.database import Session


@dataclass(frozen=True)
class WholeProposal:
    """A proposal with everything that was said of it, oldest first."""

    proposal: Proposal
    voices: Sequence[ProposalVoice]

    def of_part(self, stake_holders: Collection[str]) -> list[ProposalVoice]:
        """Who opened it or said yes, but for who turned out to have a stake."""
        return [each for each in self.voices if each.kind != "objection" and each.person_id not in stake_holders]


async def rises_of(session: Session, ids: Collection[UUID]) -> dict[UUID, tuple[InitiativeRise, Line]]:
    """Which of these ideas rose above an area, with the line of that area."""
    wanted = select(InitiativeRise, Line).where(
        col(InitiativeRise.initiative_id).in_(ids), col(Line.id) == InitiativeRise.from_line_id
    )
    return {rise.initiative_id: (rise, line) for rise, line in (await session.exec(wanted)).all()}


async def proposals_of(session: Session, ids: Collection[UUID]) -> dict[UUID, list[WholeProposal]]:
    """The proposals about each of these ideas, newest first, in two statements."""
    wanted = select(Proposal).where(col(Proposal.initiative_id).in_(ids)).order_by(col(Proposal.number).desc())
    proposals = (await session.exec(wanted)).all()
    voices: dict[UUID, list[ProposalVoice]] = defaultdict(list)
    for voice in await _voices_of(session, [proposal.id for proposal in proposals]):
        voices[voice.proposal_id].append(voice)
    found: dict[UUID, list[WholeProposal]] = defaultdict(list)
    for proposal in proposals:
        found[proposal.initiative_id].append(WholeProposal(proposal, voices[proposal.id]))
    return found


async def find_newest_proposal(session: Session, initiative_id: UUID) -> Proposal | None:
    wanted = select(Proposal).where(Proposal.initiative_id == initiative_id).order_by(col(Proposal.number).desc())
    return (await session.exec(wanted.limit(1))).first()


async def _voices_of(session: Session, ids: Collection[UUID]) -> Sequence[ProposalVoice]:
    wanted = select(ProposalVoice).where(col(ProposalVoice.proposal_id).in_(ids)).order_by(col(ProposalVoice.at))
    return (await session.exec(wanted)).all()


async def find_open_proposal(session: Session, initiative_id: UUID) -> Proposal | None:
    """The one that stands open. To change it, lock the initiative first."""
    wanted = select(Proposal).where(Proposal.initiative_id == initiative_id, Proposal.state == ProposalState.OPEN.value)
    return (await session.exec(wanted)).one_or_none()


async def idea_of_proposal(session: Session, proposal_id: UUID) -> UUID:
    """About which idea it is; that never changes. Raises UnknownProposal."""
    found = (await session.exec(select(Proposal.initiative_id).where(Proposal.id == proposal_id))).one_or_none()
    if found is None:
        raise UnknownProposal(proposal_id=str(proposal_id))
    return found


async def get_whole_proposal(session: Session, proposal_id: UUID) -> WholeProposal:
    """As it is now: whoever wants to change it has locked its idea. Raises UnknownProposal."""
    wanted = select(Proposal).where(Proposal.id == proposal_id).execution_options(populate_existing=True)
    proposal = (await session.exec(wanted)).one_or_none()
    if proposal is None:
        raise UnknownProposal(proposal_id=str(proposal_id))
    return WholeProposal(proposal, await _voices_of(session, [proposal_id]))


async def messages_of(session: Session, ids: Collection[UUID]) -> dict[UUID, list[IdeaMessageRow]]:
    """Questions and answers about each of these ideas, oldest first."""
    wanted = select(IdeaMessageRow).where(col(IdeaMessageRow.initiative_id).in_(ids)).order_by(col(IdeaMessageRow.at))
    found: dict[UUID, list[IdeaMessageRow]] = defaultdict(list)
    for message in (await session.exec(wanted)).all():
        found[message.initiative_id].append(message)
    return found


async def find_waiting(session: Session, initiative_id: UUID) -> WaitingIdea | None:
    return await session.get(WaitingIdea, initiative_id)


async def waiting_on(session: Session, line_id: UUID) -> Sequence[tuple[WaitingIdea, Initiative]]:
    """Ideas that wait for money of a line and are still open, in the order of the list."""
    is_open = Initiative.state == InitiativeState.OPEN.value
    wanted = select(WaitingIdea, Initiative).where(
        col(Initiative.id) == WaitingIdea.initiative_id, Initiative.line_id == line_id, is_open
    )
    return (await session.exec(wanted.order_by(col(WaitingIdea.since), col(WaitingIdea.initiative_id)))).all()
