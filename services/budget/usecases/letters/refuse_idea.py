"""A no to an idea: proposed by one with a ground, heard first when it must be, agreed by another of another kind."""

from uuid import UUID

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.procedure import AgreeRefusal, AnswerRefusal, ProposeRefusal, WithdrawRefusal
from services.budget.contract.procedure_refusals import (
    HearFirst,
    NoOfAnother,
    NothingToAnswer,
    ProposerChangedMind,
    RefusalProposed,
    UnknownGround,
    UnknownRefusal,
)
from services.budget.domain.moves import check_initiative_move
from services.budget.domain.procedure import complete_until, may_be_decided, seat_to_agree
from services.budget.store.initiative_queries import find_applicant, lock_initiative, yeses_of
from services.budget.store.procedure_queries import find_refusal
from services.budget.store.procedure_tables import Refusal
from services.budget.store.tables import Initiative
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.letters.deciding import Decider, check_decides, lock_to_decide
from services.budget.usecases.letters.tell_applicant import tell_applicant
from services.budget.usecases.letters.tell_refusal import tell_refusal
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.caller import Caller
from services.kit.database import Session


async def propose_refusal(
    session: Session, who: Decider, initiative_id: UUID, body: ProposeRefusal, office: Office
) -> Initiative:
    """Raises what `lock_to_decide` raises, RefusalProposed, UnknownGround."""
    initiative = await lock_to_decide(session, who, initiative_id, body.version)
    if await find_refusal(session, initiative_id):
        raise RefusalProposed
    scheme = await scheme_of_idea(session, initiative, office)
    if all(ground.key != body.ground for ground in scheme.decision_grounds):
        raise UnknownGround(ground=body.ground)
    today = office.today()
    hear_until = complete_until(today, scheme.hear_days, office.settings.equated_days) if body.on_other_facts else None
    proposed = Refusal(
        initiative_id=initiative_id,
        ground=body.ground,
        own_words=body.own_words,
        proposed_by=who.caller.name,
        proposed_seat=check_decides(who.caller, initiative.area_id)[0],
        proposed_on=today,
        hear_until=hear_until,
    )
    session.add(proposed)
    initiative.version += 1
    await session.flush()
    if hear_until:
        applicant = await find_applicant(session, initiative_id)
        words = body.own_words or "–"
        await tell_applicant(session, initiative, applicant, "mail.hear-first", office, why=words, until=hear_until)
    return initiative


async def answer_refusal(
    session: Session, caller: Caller, initiative_id: UUID, body: AnswerRefusal, office: Office
) -> Initiative:
    """What the applicant says before it is decided. Raises NotYours, NothingToAnswer, InitiativeMove."""
    check_own(caller, initiative_id)
    initiative = await lock_initiative(session, initiative_id)
    check_initiative_move(initiative.state, InitiativeState.REFUSED)
    proposed = await find_refusal(session, initiative_id)
    if proposed is None or proposed.hear_until is None or proposed.answered_on or office.today() > proposed.hear_until:
        raise NothingToAnswer
    proposed.answer, proposed.answered_on = body.answer, office.today()
    initiative.version += 1
    await session.flush()
    return initiative


async def withdraw_refusal(
    session: Session, who: Decider, initiative_id: UUID, body: WithdrawRefusal, office: Office
) -> Initiative:
    """Raises what `lock_to_decide` raises, UnknownRefusal, NoOfAnother."""
    initiative = await lock_to_decide(session, who, initiative_id, body.version)
    proposed = await _proposed(session, initiative_id)
    if proposed.proposed_by != who.caller.name:
        raise NoOfAnother
    proposed.withdrawn_at = office.now()
    initiative.version += 1
    await session.flush()
    return initiative


async def agree_refusal(
    session: Session, who: Decider, initiative_id: UUID, body: AgreeRefusal, office: Office
) -> Initiative:
    """The decision. Raises what the proposal raises, UnknownRefusal, NoOfAnother, HearFirst, ProposerChangedMind."""
    initiative = await lock_to_decide(session, who, initiative_id, body.version)
    proposed, today = await _proposed(session, initiative_id), office.today()
    seat = seat_to_agree(check_decides(who.caller, initiative.area_id), proposed.proposed_seat or "")
    if seat is None or proposed.proposed_by == who.caller.name:
        raise NoOfAnother
    if not may_be_decided(proposed.hear_until, proposed.answered_on, today):
        raise HearFirst(until=proposed.hear_until or today)
    yeses = await yeses_of(session, initiative_id)
    if any(f"person:{yes.person_id}" == proposed.proposed_by and yes.withdrawn_at is None for yes in yeses):
        raise ProposerChangedMind
    proposed.agreed_by, proposed.agreed_seat, proposed.agreed_on = who.caller.name, seat, today
    initiative.state = InitiativeState.REFUSED.value
    initiative.version += 1
    await session.flush()
    await tell_refusal(session, initiative, proposed, office)
    return initiative


async def _proposed(session: Session, initiative_id: UUID) -> Refusal:
    """Raises UnknownRefusal."""
    proposed = await find_refusal(session, initiative_id)
    if proposed is None:
        raise UnknownRefusal
    return proposed
