"""How ideas are being decided, for everybody to read; and what the caller may do about it."""

from collections.abc import Sequence
from uuid import UUID

from services.budget.contract.deliberations import Deliberation, ProposalState, ProposalView, RisenFrom, Seat
from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.schemes import Scheme, Way
from services.budget.store.deliberation_queries import WholeProposal, proposals_of, rises_of
from services.budget.store.deliberation_tables import InitiativeRise, ProposalVoice
from services.budget.store.initiative_queries import WholeInitiative
from services.budget.store.money_tables import Line
from services.budget.usecases.office import Office, on_day
from services.budget.usecases.say_yes import seats_of
from services.budget.usecases.schemes.scheme_of import schemes_of_ideas
from services.kit.caller import Caller
from services.kit.database import Session


async def deliberations_of(
    session: Session, caller: Caller, ideas: Sequence[WholeInitiative], office: Office
) -> dict[UUID, Deliberation]:
    """Of each of these ideas of one year, in as many statements as there are kinds of thing."""
    rows = [whole.initiative for whole in ideas]
    ids = [row.id for row in rows]
    schemes = await schemes_of_ideas(session, rows, office)
    rises, proposals = await rises_of(session, ids), await proposals_of(session, ids)
    return {
        whole.initiative.id: _deliberation(
            whole,
            schemes[whole.initiative.id],
            _risen(*rises[whole.initiative.id]) if whole.initiative.id in rises else None,
            proposals.get(whole.initiative.id, []),
            caller,
        )
        for whole in ideas
    }


def _deliberation(
    whole: WholeInitiative,
    scheme: Scheme,
    risen: RisenFrom | None,
    proposals: Sequence[WholeProposal],
    caller: Caller,
) -> Deliberation:
    idea = whole.initiative
    way = scheme.way_for(idea.area_id, idea.amount_cents)
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
        may_support=decides and stands is not None and not spoke,
        may_object=decides and stands is not None,
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


def _seat(voice: ProposalVoice) -> Seat:
    return "worker" if voice.seat == "worker" else "resident"


def _risen(rise: InitiativeRise, line: Line) -> RisenFrom:
    return RisenFrom(area_id=line.area_id or "", area_name=line.name, reason=rise.reason, at=rise.at)
