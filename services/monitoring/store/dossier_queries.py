"""Every SELECT about dossiers."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.contract.dossier_refusals import UnknownAgreementVersion
from services.monitoring.store.dossier_tables import AgreementDraft
from services.monitoring.store.tables import Agreement


async def find_draft(session: Session, partner_id: UUID, year: int) -> AgreementDraft | None:
    of_year = (col(AgreementDraft.partner_id) == partner_id) & (col(AgreementDraft.year) == year)
    found: AgreementDraft | None = await session.scalar(select(AgreementDraft).where(of_year))
    return found


async def versions_of(session: Session, partner_id: UUID, year: int) -> Sequence[Agreement]:
    """All versions, the oldest first; the last one is in force."""
    of_year = (col(Agreement.partner_id) == partner_id) & (col(Agreement.year) == year)
    return (await session.scalars(select(Agreement).where(of_year).order_by(col(Agreement.version)))).all()


def one_of_versions(versions: Sequence[Agreement], asked: int | None) -> Agreement | None:
    """The version asked, or the one in force. Raises UnknownAgreementVersion."""
    if asked is None:
        return versions[-1] if versions else None
    found = next((each for each in versions if each.version == asked), None)
    if found is None:
        raise UnknownAgreementVersion(version=asked)
    return found
