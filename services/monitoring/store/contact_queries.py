"""SELECTs around the contact address of a partner and the mails that went there; and the two writes of that log."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.store.contact_tables import PartnerContact, PartnerMail
from services.monitoring.store.tables import Agreement, Partner

MAILS_IN_A_LIST = 30


async def find_contact(session: Session, partner_id: UUID) -> PartnerContact | None:
    return await session.get(PartnerContact, partner_id)


async def contacts_for_surveys(session: Session) -> Sequence[tuple[Partner, PartnerContact]]:
    """Every partner that said yes to surveys, with its mailbox, by name."""
    asked = select(Partner, PartnerContact).join(PartnerContact, col(PartnerContact.partner_id) == col(Partner.id))
    said_yes = asked.where(col(PartnerContact.surveys)).order_by(func.lower(col(Partner.name)))
    return [(partner, contact) for partner, contact in await session.execute(said_yes)]


async def delete_contact(session: Session, partner_id: UUID) -> None:
    await session.execute(delete(PartnerContact).where(col(PartnerContact.partner_id) == partner_id))


async def last_agreed_year(session: Session, partner_id: UUID) -> int | None:
    """The last year there is an agreement for."""
    of_partner = col(Agreement.partner_id) == partner_id
    found: int | None = await session.scalar(select(func.max(col(Agreement.year))).where(of_partner))
    return found


async def newest_mails(session: Session, partner_id: UUID) -> Sequence[PartnerMail]:
    of_partner = select(PartnerMail).where(col(PartnerMail.partner_id) == partner_id)
    newest_first = of_partner.order_by(col(PartnerMail.planned_at).desc(), col(PartnerMail.id))
    return (await session.scalars(newest_first.limit(MAILS_IN_A_LIST))).all()


async def log_once(session: Session, mail: PartnerMail) -> bool:
    """Write a mail in the log. False when that reminder is there already: then it goes out no second time."""
    written = insert(PartnerMail).values(**mail.facts()).on_conflict_do_nothing().returning(col(PartnerMail.id))
    return (await session.execute(written)).first() is not None


async def note_end_of_mail(session: Session, mail_id: UUID, state: str, at: datetime) -> None:
    """A relay took the mail, or never will."""
    this = update(PartnerMail).where(col(PartnerMail.id) == mail_id)
    await session.execute(this.values(state=state, ended_at=at))
