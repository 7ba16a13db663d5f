"""Give a partner more time for a period."""

from uuid import UUID

from services.kit.caller import Caller
from services.kit.database import Session
from services.monitoring.contract.deliveries import GiveExtension
from services.monitoring.contract.delivery_refusals import ExtensionInThePast
from services.monitoring.domain.periods import year_of
from services.monitoring.domain.reminders import day_of
from services.monitoring.store.delivery_tables import Extension, PartnerEvent
from services.monitoring.store.queries import get_partner, hold_deliveries_of
from services.monitoring.usecases.contacts.plan_reminders import plan_moments
from services.monitoring.usecases.four_eyes import require_officer_of_another
from services.monitoring.usecases.office import Office


async def give_extension(
    session: Session, office: Office, caller: Caller, partner_id: UUID, body: GiveExtension
) -> Extension:
    """For policy officers who do not belong to that partner. Raises UnknownPartner, ExtensionInThePast."""
    require_officer_of_another(caller, partner_id)
    await get_partner(session, partner_id)
    if body.until < office.today():
        raise ExtensionInThePast
    await hold_deliveries_of(session, partner_id)
    extension = Extension(partner_id=partner_id, **body.model_dump(), given_at=office.now(), given_by=caller.name)
    session.add(extension)
    session.add(_told(extension))
    await session.flush()
    await plan_moments(session, office, partner_id, year_of(body.period), [day_of(body.period, body.until)])
    return extension


def _told(extension: Extension) -> PartnerEvent:
    return PartnerEvent(
        partner_id=extension.partner_id,
        kind="more_time",
        period=extension.period,
        changes=False,
        remarks=extension.reason,
        by=extension.given_by,
        by_role=extension.given_as,
        at=extension.given_at,
    )
