"""Approves a savings case, so that the set part of its lower bound becomes a source, or sends it back."""

from uuid import UUID

from services.budget.contract.savings import ApproveSavingsCase, ReturnSavingsCase, SavingsDeed
from services.budget.savings_views import saving_of
from services.budget.store.savings_queries import lock_case
from services.budget.usecases.office import Office
from services.budget.usecases.record_savings import check_can, check_may_decide, make_source, record_deed
from services.kit.caller import Caller
from services.kit.database import Session


async def approve_savings(
    session: Session, caller: Caller, case_id: UUID, body: ApproveSavingsCase, office: Office
) -> None:
    """The source is planned, in the name of who proposed the case; none when the lower bound gives no cent.

    Raises NotYours, UnknownSavingsCase, SavingsProposerCannotDecide, StaleVersion, SavingsMove.
    """
    whole = await lock_case(session, case_id)
    check_may_decide(caller, whole)
    check_can(SavingsDeed.APPROVED, caller, whole, body.version)
    case = whole.case
    source_id = await make_source(
        session,
        case,
        saving_of(case).sure,
        year=case.year,
        name=case.name,
        document=body.document or case.document,
        by=case.proposed_by,
        office=office,
    )
    record_deed(session, caller, case, SavingsDeed.APPROVED, office, document=body.document, source_id=source_id)
    case.approved_by = caller.name
    await session.flush()


async def return_savings(
    session: Session, caller: Caller, case_id: UUID, body: ReturnSavingsCase, office: Office
) -> None:
    """Raises NotYours, UnknownSavingsCase, SavingsProposerCannotDecide, StaleVersion, SavingsMove."""
    whole = await lock_case(session, case_id)
    check_may_decide(caller, whole)
    check_can(SavingsDeed.RETURNED, caller, whole, body.version)
    record_deed(session, caller, whole.case, SavingsDeed.RETURNED, office, note=body.reason)
    await session.flush()
