"""Take words back that should not have been kept, such as those in which somebody can be recognised after all."""

from uuid import UUID

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.monitoring.store.learning_queries import get_case_review, get_visit
from services.monitoring.usecases.learning.keep_learning import require_insider


async def withdraw_case_review(
    session: Session, clock: Clock, caller: Caller, partner_id: UUID, review_id: UUID
) -> None:
    """Its words are gone for good; that there was a session stays. Raises UnknownCaseReview, NotYours."""
    require_insider(caller, partner_id)
    review = await get_case_review(session, partner_id, review_id)
    review.theme = review.learned = review.changes = ""
    review.withdrawn_at, review.withdrawn_by = review.withdrawn_at or clock.now(), caller.answerable
    await session.flush()


async def withdraw_visit(session: Session, clock: Clock, caller: Caller, partner_id: UUID, visit_id: UUID) -> None:
    """Likewise; what was decided with it counts no more. Raises UnknownVisit, NotYours."""
    require_insider(caller, partner_id)
    visit = await get_visit(session, partner_id, visit_id)
    visit.saw = ""
    visit.withdrawn_at, visit.withdrawn_by = visit.withdrawn_at or clock.now(), caller.answerable
    await session.flush()
