"""All SELECTs about mail to who decides."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from services.budget.store.circle_mail_tables import CircleMail
from services.budget.store.deliberation_tables import IdeaMessageRow
from services.budget.store.tables import Initiative, Stake
from services.kit.database import Session


async def find_circle_mail(
    session: Session, person_id: str, area_id: str | None, *, for_update: bool = False
) -> CircleMail | None:
    of_area = col(CircleMail.area_id).is_(None) if area_id is None else CircleMail.area_id == area_id
    wanted = select(CircleMail).where(CircleMail.person_id == person_id, of_area)
    return (await session.exec(wanted.with_for_update() if for_update else wanted)).one_or_none()


async def circle_mails_for(session: Session, idea: Initiative) -> Sequence[CircleMail]:
    """Of who decides on this idea, confirmed; not who has a stake in it."""
    of_circle = col(CircleMail.area_id).is_(None) if idea.area_id is None else CircleMail.area_id == idea.area_id
    stakes = select(Stake.person_id).where(Stake.initiative_id == idea.id)
    wanted = select(CircleMail).where(of_circle, col(CircleMail.confirmed_at).is_not(None))
    return (
        await session.exec(wanted.where(col(CircleMail.person_id).not_in(stakes)).order_by(col(CircleMail.id)))
    ).all()


async def askers_of(session: Session, initiative_id: UUID) -> set[str]:
    """The persons who asked something about an idea."""
    asked = select(IdeaMessageRow.by).where(
        IdeaMessageRow.initiative_id == initiative_id, IdeaMessageRow.kind == "question"
    )
    return {by.removeprefix("person:") for by in (await session.exec(asked)).all()}
