"""Says what was really saved, and approves that, so that more of it becomes a source, or sends it back."""

from datetime import date
from uuid import UUID

from services.budget.contract.savings import ApproveSavingsCase, ReportSeenSavings, ReturnSavingsCase, SavingsDeed
from services.budget.contract.savings_refusals import SavingsSeenInFuture, SavingsSeenTooEarly, SavingsYearTooEarly
from services.budget.domain.savings import deed_of_seeing
from services.budget.savings_views import saving_of
from services.budget.store.savings_queries import lock_case
from services.budget.usecases.office import Office
from services.budget.usecases.record_savings import check_can, check_may_decide, make_source, record_deed
from services.kit.caller import Caller
from services.kit.database import Session


async def report_seen(session: Session, caller: Caller, case_id: UUID, body: ReportSeenSavings, office: Office) -> None:
    """All of it until a day; it waits until somebody else approves it.

    Raises NotYours, UnknownSavingsCase, StaleVersion, SavingsMove, SavingsYearTooEarly, SavingsSeenTooEarly,
    SavingsSeenInFuture.
    """
    caller.require_role("policy_officer")
    whole = await lock_case(session, case_id)
    check_can(SavingsDeed.SEEN, caller, whole, body.version)
    case, money_year = whole.case, body.money_year or whole.case.year
    if money_year < case.year:
        raise SavingsYearTooEarly(year=case.year)
    if body.seen_until.year < case.year:
        raise SavingsSeenTooEarly(year=case.year)
    if body.seen_until > office.today():
        raise SavingsSeenInFuture
    record_deed(
        session,
        caller,
        case,
        SavingsDeed.SEEN,
        office,
        document=body.document,
        seen_cents=body.seen_cents,
        seen_until=body.seen_until,
        money_year=money_year,
    )
    case.seen_by, case.seen_approved_by = caller.name, None
    await session.flush()


async def approve_seen(
    session: Session, caller: Caller, case_id: UUID, body: ApproveSavingsCase, office: Office
) -> None:
    """The source is planned, in the name of who reported it; none when it adds nothing to what became one already.

    What was seen of the whole year closes the case: nothing is told of it any more.
    Raises NotYours, UnknownSavingsCase, SavingsProposerCannotDecide, StaleVersion, SavingsMove.
    """
    whole = await lock_case(session, case_id)
    check_may_decide(caller, whole)
    check_can(SavingsDeed.SEEN_APPROVED, caller, whole, body.version)
    case, seen = whole.case, whole.last_seen
    source_id = await make_source(
        session,
        case,
        saving_of(case).adds(seen.seen_cents or 0, whole.became_cents),
        year=seen.money_year or case.year,
        name=office.say("savings.seen-source", "nl", name=case.name),
        document=seen.document,
        by=seen.by,
        office=office,
    )
    record_deed(
        session,
        caller,
        case,
        deed_of_seeing(case.year, seen.seen_until or date.min),
        office,
        document=body.document,
        seen_cents=seen.seen_cents,
        seen_until=seen.seen_until,
        money_year=seen.money_year,
        source_id=source_id,
    )
    case.seen_cents, case.seen_until, case.seen_approved_by = seen.seen_cents, seen.seen_until, caller.name
    await session.flush()


async def return_seen(session: Session, caller: Caller, case_id: UUID, body: ReturnSavingsCase, office: Office) -> None:
    """Raises NotYours, UnknownSavingsCase, SavingsProposerCannotDecide, StaleVersion, SavingsMove."""
    whole = await lock_case(session, case_id)
    check_may_decide(caller, whole)
    check_can(SavingsDeed.SEEN_RETURNED, caller, whole, body.version)
    record_deed(session, caller, whole.case, SavingsDeed.SEEN_RETURNED, office, note=body.reason)
    await session.flush()
