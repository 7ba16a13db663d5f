"""The steps around a decision, as the contract says them: to everybody, to the applicant, to who decides."""

from dataclasses import dataclass

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.procedure import CompletionView, GroundView, NoSeat, ProcedureView, RefusalView
from services.budget.contract.schemes import Scheme
from services.budget.domain.procedure import may_be_decided, seat_to_agree
from services.budget.store.initiative_queries import get_whole_initiative
from services.budget.store.procedure_queries import completions_of, find_refusal, last_told_late
from services.budget.store.procedure_tables import CompletionRequest, Refusal
from services.budget.store.tables import Initiative
from services.budget.usecases.letters.deciding import seats_of_decider
from services.budget.usecases.letters.tell_refusal import ground_text
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.caller import Caller
from services.kit.database import Session


@dataclass(frozen=True)
class May:
    propose_no: bool
    agree_no: bool
    withdraw_no: bool


async def procedure_view(session: Session, initiative: Initiative, caller: Caller, office: Office) -> ProcedureView:
    """For who decides and for the applicant: both read everything that was said."""
    refusal = await find_refusal(session, initiative.id)
    completions = await completions_of(session, initiative.id)
    scheme = await scheme_of_idea(session, initiative, office)
    whole = await get_whole_initiative(session, initiative.id, public=False)
    may = _may(initiative, refusal, caller, office, has_stake=caller.id in whole.stake_holders)
    decides = bool(seats_of_decider(caller, initiative.area_id))
    today = office.today()
    return ProcedureView(
        initiative_id=initiative.id,
        state=InitiativeState(initiative.state),
        version=initiative.version,
        answer_by=initiative.answer_by,
        stands_still=any(each.closed_on is None and today <= each.until for each in completions),
        completions=[_completion_view(each, office) for each in completions],
        refusal=whole_refusal(refusal, scheme, office) if refusal else None,
        told_late_on=await last_told_late(session, initiative.id),
        grounds=_grounds(scheme, office) if decides else [],
        may_propose_no=may.propose_no,
        may_agree_no=may.agree_no,
        may_withdraw_no=may.withdraw_no,
    )


def _may(initiative: Initiative, refusal: Refusal | None, caller: Caller, office: Office, *, has_stake: bool) -> May:
    seats = seats_of_decider(caller, initiative.area_id)
    decides = initiative.state == InitiativeState.OPEN.value and bool(seats) and not has_stake
    if refusal is None:
        return May(decides, agree_no=False, withdraw_no=False)
    is_mine = refusal.proposed_by == caller.name
    other_seat = seat_to_agree(seats, refusal.proposed_seat or "") is not None
    heard = may_be_decided(refusal.hear_until, refusal.answered_on, office.today())
    return May(
        propose_no=False, agree_no=decides and not is_mine and other_seat and heard, withdraw_no=decides and is_mine
    )


def _grounds(scheme: Scheme, office: Office) -> list[GroundView]:
    language = office.language()
    return [
        GroundView(key=each.key, text=ground_text(scheme, each.key, language, office))
        for each in scheme.decision_grounds
    ]


def _completion_view(asked: CompletionRequest, office: Office) -> CompletionView:
    return CompletionView(
        what=asked.what,
        asked_on=asked.asked_on,
        until=asked.until,
        answer=asked.answer,
        answered_on=asked.answered_on,
        is_open=asked.closed_on is None and office.today() <= asked.until,
    )


def whole_refusal(refusal: Refusal, scheme: Scheme, office: Office) -> RefusalView:
    return public_refusal(refusal, scheme, office).model_copy(
        update={"own_words": refusal.own_words, "answer": refusal.answer, "answered_on": refusal.answered_on}
    )


def public_refusal(refusal: Refusal, scheme: Scheme, office: Office) -> RefusalView:
    """Without what people wrote: the ground says enough to the public, and their words may be about somebody."""
    seat: NoSeat | None = next((each for each in SEATS if each == refusal.proposed_seat), None)
    return RefusalView(
        initiative_id=refusal.initiative_id,
        ground=refusal.ground,
        ground_text=ground_text(scheme, refusal.ground, office.language(), office),
        proposed_by=seat,
        proposed_on=refusal.proposed_on,
        hear_until=refusal.hear_until,
        refused_on=refusal.agreed_on,
    )


SEATS: tuple[NoSeat, ...] = ("worker", "resident", "officer")
