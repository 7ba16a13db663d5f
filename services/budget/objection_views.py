"""Objections as the contract says them."""

from collections.abc import Collection

from services.budget.contract.letters import LetterKind
from services.budget.contract.objections import ObjectionState, ObjectionView, Outcome
from services.budget.domain.objections import took_part
from services.budget.store.objection_queries import WholeObjection
from services.budget.store.objection_tables import Objection
from services.kit.caller import Caller

HANDLERS = ("policy_officer", "approver")


def state_of(objection: Objection) -> ObjectionState:
    if objection.withdrawn_on:
        return ObjectionState.WITHDRAWN
    return ObjectionState.DECIDED if objection.outcome else ObjectionState.RECEIVED


def handles(caller: Caller) -> bool:
    """Does this person's role decide on objections?"""
    return caller.kind == "person" and any(caller.has_role(role) for role in HANDLERS)


def objection_view(whole: WholeObjection, in_decision: Collection[str], caller: Caller) -> ObjectionView:
    objection, state = whole.objection, state_of(whole.objection)
    may = handles(caller) and not took_part(caller.name, in_decision) and state is ObjectionState.RECEIVED
    return ObjectionView(
        id=objection.id,
        initiative_id=objection.initiative_id,
        title=whole.initiative.title,
        area_name=whole.area_name,
        year=whole.initiative.year,
        against=LetterKind(whole.letter.kind),
        against_on=whole.letter.announced_on,
        received_on=objection.received_on,
        how="web" if objection.how == "web" else ("post" if objection.how == "post" else "desk"),
        of_applicant=objection.of_applicant,
        term_until=objection.term_until,
        is_late=objection.received_on > objection.term_until,
        decide_by=objection.decide_by,
        extended_on=objection.extended_on,
        state=state,
        version=objection.version,
        why=objection.why,
        outcome=Outcome(objection.outcome) if objection.outcome else None,
        reasons=objection.reasons,
        new_cents=objection.new_cents,
        decided_on=objection.decided_on,
        may_decide=may,
    )
