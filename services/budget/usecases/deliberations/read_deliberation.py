"""How ideas are being decided, for everybody to read; and what the caller may do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from services.budget.contract.deliberations import (
    Deliberation,
    IdeaMessage,
    ProposalState,
    ProposalView,
    RisenFrom,
    Seat,
    Waiting,
)
from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.schemes import Scheme, Way
from services.budget.domain.thread import may_answer
from services.budget.store.circle_queries import cents_to_give
from services.budget.store.deliberation_queries import WholeProposal, messages_of, proposals_of, rises_of, waiting_on
from services.budget.store.deliberation_tables import IdeaMessageRow, InitiativeRise, ProposalVoice, WaitingIdea
from services.budget.store.initiative_queries import WholeInitiative
from services.budget.store.money_tables import Line
from services.budget.store.tables import Initiative
from services.budget.usecases.office import Office, on_day
from services.budget.usecases.say_yes import seats_of
from services.budget.usecases.schemes.scheme_of import schemes_of_ideas
from services.kit.caller import Caller
from services.kit.database import Session


@dataclass(frozen=True)
class _Queue:
    """An idea's place among those that wait for its money, and what is left of that money."""

    waiting: Waiting | None
    left_cents: int


async def deliberations_of(
    session: Session, caller: Caller, ideas: Sequence[WholeInitiative], office: Office
) -> dict[UUID, Deliberation]:
    """Of each of these ideas of one year, in as many statements as there are kinds of thing."""
    rows = [whole.initiative for whole in ideas]
    ids = [row.id for row in rows]
    schemes = await schemes_of_ideas(session, rows, office)
    rises, proposals = await rises_of(session, ids), await proposals_of(session, ids)
    messages = await messages_of(session, ids)
    lines = {row.line_id for row in rows if row.state == InitiativeState.OPEN}
    queues = {line_id: await waiting_on(session, line_id) for line_id in lines}
    left = {line_id: await cents_to_give(session, line_id) for line_id in lines}
    return {
        whole.initiative.id: _deliberation(
            whole,
            schemes[whole.initiative.id],
            _risen(*rises[whole.initiative.id]) if whole.initiative.id in rises else None,
            proposals.get(whole.initiative.id, []),
            messages.get(whole.initiative.id, []),
            _queue(whole.initiative, queues, left),
            caller,
        )
        for whole in ideas
    }


def _queue(
    idea: Initiative, queues: Mapping[UUID, Sequence[tuple[WaitingIdea, Initiative]]], left: Mapping[UUID, int]
) -> _Queue:
    for place, (row, other) in enumerate(queues.get(idea.line_id, ()), 1):
        if other.id == idea.id:
            noticed = on_day(row.noticed_at) if row.noticed_at else None
            return _Queue(Waiting(place=place, since=on_day(row.since), noticed_on=noticed), left.get(idea.line_id, 0))
    return _Queue(None, left.get(idea.line_id, 0))


def _deliberation(
    whole: WholeInitiative,
    scheme: Scheme,
    risen: RisenFrom | None,
    proposals: Sequence[WholeProposal],
    messages: Sequence[IdeaMessageRow],
    queue: _Queue,
    caller: Caller,
) -> Deliberation:
    idea = whole.initiative
    way = scheme.way_for(idea.area_id, idea.amount_cents, whole.line_path)
    decides = bool(seats_of(caller, idea.area_id)) and caller.id not in whole.stake_holders
    decides = decides and idea.state == InitiativeState.OPEN
    stands = next((each for each in proposals if each.proposal.state == ProposalState.OPEN), None)
    spoke = stands is not None and any(voice.person_id == caller.id for voice in stands.voices)
    return Deliberation(
        initiative_id=idea.id,
        way=way,
        consent_days=scheme.consent_days,
        risen=risen,
        proposals=[_proposal(each, whole) for each in proposals],
        may_propose=decides and way is Way.CONSENT and stands is None,
        may_part=scheme.part_awards,
        may_support=decides and stands is not None and not spoke,
        may_object=decides and stands is not None,
        messages=[_message(each) for each in messages],
        may_ask=decides,
        may_answer=may_answer(idea.state, [each.kind for each in messages]),
        waiting=queue.waiting,
        may_wait=decides and queue.waiting is None and idea.amount_cents > queue.left_cents,
        other_funds=scheme.other_funds if queue.waiting else [],
        new_money_on=scheme.new_money_on if queue.waiting else None,
    )


def _proposal(whole: WholeProposal, idea: WholeInitiative) -> ProposalView:
    proposal = whole.proposal
    opened = next(voice for voice in whole.voices if voice.kind == "opened")
    objection = next((voice for voice in whole.voices if voice.kind == "objection"), None)
    return ProposalView(
        id=proposal.id,
        number=proposal.number,
        state=ProposalState(proposal.state),
        amount_cents=proposal.amount_cents,
        text=proposal.text,
        opened_by=_seat(opened),
        opened_on=on_day(proposal.opened_at),
        last_day=proposal.last_day,
        took_part=[_seat(voice) for voice in whole.of_part(idea.stake_holders)],
        objection=objection.reason if objection else None,
        objection_by=_seat(objection) if objection else None,
    )


def _message(row: IdeaMessageRow) -> IdeaMessage:
    kind: Literal["question", "answer"] = "question" if row.kind == "question" else "answer"
    seat: Seat | None = None if row.seat is None else "worker" if row.seat == "worker" else "resident"
    return IdeaMessage(kind=kind, seat=seat, text=row.text, at=row.at)


def _seat(voice: ProposalVoice) -> Seat:
    return "worker" if voice.seat == "worker" else "resident"


def _risen(rise: InitiativeRise, line: Line) -> RisenFrom:
    return RisenFrom(area_id=line.area_id or "", area_name=line.name, reason=rise.reason, at=rise.at)
