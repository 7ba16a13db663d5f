"""The applicant is asked to complete the idea; meanwhile the clock stands still (Awb 4:5, 4:15)."""

from uuid import UUID

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.procedure import AskCompletion, CompleteIdea
from services.budget.contract.procedure_refusals import CompletionAsked, NothingToAnswer
from services.budget.domain.moves import check_initiative_move
from services.budget.domain.procedure import answer_by_after_pause, complete_until
from services.budget.store.initiative_queries import find_applicant, lock_initiative
from services.budget.store.procedure_queries import open_completion
from services.budget.store.procedure_tables import CompletionRequest
from services.budget.store.tables import Initiative
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.letters.deciding import Decider, lock_to_decide
from services.budget.usecases.letters.tell_applicant import tell_applicant
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.caller import Caller
from services.kit.database import Session


async def ask_completion(
    session: Session, who: Decider, initiative_id: UUID, body: AskCompletion, office: Office
) -> Initiative:
    """The new term is the one that holds when nothing comes; completing sooner ends the pause sooner.

    Raises what `lock_to_decide` raises, and CompletionAsked.
    """
    initiative = await lock_to_decide(session, who, initiative_id, body.version)
    today, equated = office.today(), office.settings.equated_days
    before = await open_completion(session, initiative_id)
    if before and today <= before.until:
        raise CompletionAsked(until=before.until)
    if before:
        before.closed_on = today
        await session.flush()
    scheme = await scheme_of_idea(session, initiative, office)
    until = complete_until(today, scheme.complete_days, equated)
    asked = CompletionRequest(
        initiative_id=initiative_id,
        asked_by=who.caller.name,
        what=body.what,
        asked_on=today,
        until=until,
        answer_by_before=initiative.answer_by,
    )
    session.add(asked)
    initiative.answer_by = answer_by_after_pause(asked.answer_by_before, today, until, equated)
    initiative.version += 1
    await session.flush()
    applicant = await find_applicant(session, initiative_id)
    await tell_applicant(session, initiative, applicant, "mail.completion-asked", office, what=body.what, until=until)
    return initiative


async def complete_idea(
    session: Session, caller: Caller, initiative_id: UUID, body: CompleteIdea, office: Office
) -> Initiative:
    """In time, so the clock goes on from today. Raises NotYours, InitiativeMove, NothingToAnswer."""
    check_own(caller, initiative_id)
    initiative = await lock_initiative(session, initiative_id)
    check_initiative_move(initiative.state, InitiativeState.REFUSED)
    asked, today = await open_completion(session, initiative_id), office.today()
    if asked is None or today > asked.until:
        raise NothingToAnswer
    asked.answer, asked.answered_on, asked.closed_on = body.answer, today, today
    initiative.answer_by = answer_by_after_pause(
        asked.answer_by_before, asked.asked_on, today, office.settings.equated_days
    )
    initiative.version += 1
    await session.flush()
    applicant = await find_applicant(session, initiative_id)
    await tell_applicant(session, initiative, applicant, "mail.completed", office, answer=body.answer)
    return initiative
