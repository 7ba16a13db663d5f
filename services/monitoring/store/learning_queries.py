"""Every SELECT about what is learned."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.contract.learning_refusals import UnknownCaseReview, UnknownVisit
from services.monitoring.store.learning_tables import CaseReview, UncertaintyVisit


async def reviews_of_year(session: Session, partner_id: UUID, year: int) -> Sequence[CaseReview]:
    """The newest session first."""
    of_year = (col(CaseReview.partner_id) == partner_id) & (col(CaseReview.year) == year)
    newest_first = (col(CaseReview.held_on).desc(), col(CaseReview.added_at).desc(), col(CaseReview.id))
    return (await session.scalars(select(CaseReview).where(of_year).order_by(*newest_first))).all()


async def visits_of_year(session: Session, partner_id: UUID, year: int) -> Sequence[UncertaintyVisit]:
    """In the order things were seen."""
    of_year = (col(UncertaintyVisit.partner_id) == partner_id) & (col(UncertaintyVisit.year) == year)
    in_order = (col(UncertaintyVisit.on), col(UncertaintyVisit.added_at), col(UncertaintyVisit.id))
    return (await session.scalars(select(UncertaintyVisit).where(of_year).order_by(*in_order))).all()


async def get_case_review(session: Session, partner_id: UUID, review_id: UUID) -> CaseReview:
    """Raises UnknownCaseReview, also for one of another partner."""
    review = await session.get(CaseReview, review_id, with_for_update=True)
    if review is None or review.partner_id != partner_id:
        raise UnknownCaseReview
    return review


async def get_visit(session: Session, partner_id: UUID, visit_id: UUID) -> UncertaintyVisit:
    """Raises UnknownVisit, also for one of another partner."""
    visit = await session.get(UncertaintyVisit, visit_id, with_for_update=True)
    if visit is None or visit.partner_id != partner_id:
        raise UnknownVisit
    return visit
