"""All SELECTs about letters."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from services.budget.contract.letter_refusals import UnknownLetter
from services.budget.store.letter_tables import Letter
from services.kit.database import Session


async def letters_of(session: Session, initiative_id: UUID, *, all_of_them: bool) -> Sequence[Letter]:
    """Newest first, of one day what changed a decision before the decision itself.

    Those for the applicant, or also those for somebody else.
    """
    is_later = col(Letter.kind).in_(("award_changed", "objection_decided"))
    sent = select(Letter).where(Letter.initiative_id == initiative_id)
    if not all_of_them:
        sent = sent.where(col(Letter.for_applicant).is_(True))
    return (await session.exec(sent.order_by(col(Letter.announced_on).desc(), is_later.desc(), col(Letter.id)))).all()


async def get_letter(session: Session, letter_id: UUID) -> Letter:
    """Raises UnknownLetter."""
    letter = await session.get(Letter, letter_id)
    if letter is None:
        raise UnknownLetter
    return letter
