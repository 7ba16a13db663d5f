"""All SELECTs about the steps around a decision."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from services.budget.store.procedure_tables import CompletionRequest, Refusal, TermNotice
from services.kit.database import Session


async def completions_of(session: Session, initiative_id: UUID) -> Sequence[CompletionRequest]:
    """Newest first."""
    asked = select(CompletionRequest).where(CompletionRequest.initiative_id == initiative_id)
    newest = asked.order_by(
        col(CompletionRequest.asked_on).desc(), col(CompletionRequest.closed_on).desc().nulls_first()
    )
    return (await session.exec(newest)).all()


async def open_completion(session: Session, initiative_id: UUID) -> CompletionRequest | None:
    """The question that was not answered or closed. To decide on it, lock the initiative first."""
    asked = select(CompletionRequest).where(CompletionRequest.initiative_id == initiative_id)
    return (await session.exec(asked.where(col(CompletionRequest.closed_on).is_(None)))).one_or_none()


async def find_refusal(session: Session, initiative_id: UUID) -> Refusal | None:
    """The no that is proposed or holds. To decide on it, lock the initiative first."""
    said = select(Refusal).where(Refusal.initiative_id == initiative_id)
    one = said.where(col(Refusal.withdrawn_at).is_(None), col(Refusal.overturned_on).is_(None))
    return (await session.exec(one)).one_or_none()


async def last_told_late(session: Session, initiative_id: UUID) -> date | None:
    """When the applicant last heard that it takes longer."""
    told = select(TermNotice).where(TermNotice.initiative_id == initiative_id, TermNotice.kind == "late")
    last = (await session.exec(told.order_by(col(TermNotice.told_on).desc()).limit(1))).first()
    return last.told_on if last else None
