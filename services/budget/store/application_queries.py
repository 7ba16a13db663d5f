"""All SELECTs about what goes with an idea beyond the first page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select as select_columns
from sqlmodel import col, select

from services.budget.contract.refusals import UnknownInitiative
from services.budget.store.application_tables import Application, Costs
from services.budget.store.tables import Applicant, Initiative
from services.kit.database import Session


@dataclass(frozen=True)
class WholeApplication:
    """An idea with who asks; `more` is None when nothing was needed beyond the first page."""

    initiative: Initiative
    applicant: Applicant
    more: Application | None


async def whole_applications(session: Session, *where: Any) -> Sequence[WholeApplication]:
    """Newest first, in one statement; not of who was forgotten."""
    asked = (
        select_columns(Initiative, Applicant, Application)
        .join(Applicant, col(Applicant.initiative_id) == Initiative.id)
        .join(Application, col(Application.initiative_id) == Initiative.id, isouter=True)
        .where(*where)
        .order_by(col(Initiative.submitted_at).desc(), col(Initiative.id))
    )
    return [WholeApplication(*row) for row in (await session.execute(asked)).all()]


async def get_whole_application(session: Session, initiative_id: UUID) -> WholeApplication:
    """Raises UnknownInitiative, also when who asked was forgotten."""
    found = await whole_applications(session, Initiative.id == initiative_id)
    if not found:
        raise UnknownInitiative(initiative_id=str(initiative_id))
    return found[0]


async def lock_application(session: Session, initiative_id: UUID) -> Application | None:
    wanted = select(Application).where(Application.initiative_id == initiative_id).with_for_update()
    return (await session.exec(wanted)).one_or_none()


async def find_costs(session: Session, initiative_id: UUID) -> Costs | None:
    return await session.get(Costs, initiative_id)
