"""Make the agreement of a partner for a year."""

from uuid import UUID

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.monitoring.contract.models import MakeAgreement
from services.monitoring.contract.refusals import KpiGivenTwice
from services.monitoring.domain.agreement import codes_given_twice
from services.monitoring.store.queries import get_partner
from services.monitoring.store.tables import Agreement, Kpi


async def make_agreement(
    session: Session, clock: Clock, caller: Caller, partner_id: UUID, body: MakeAgreement
) -> tuple[Agreement, list[Kpi]]:
    """For policy officers. Raises UnknownPartner, KpiGivenTwice, and AgreementExists (constraint)."""
    caller.require_role("policy_officer")
    await get_partner(session, partner_id)
    if twice := codes_given_twice(kpi.code for kpi in body.kpis):
        raise KpiGivenTwice(codes=", ".join(twice))
    agreement = Agreement(
        partner_id=partner_id,
        year=body.year,
        version=1,
        core_values=body.core_values,
        made_at=clock.now(),
        made_by=caller.name,
    )
    session.add(agreement)
    await session.flush()
    kpis = [Kpi(agreement_id=agreement.id, position=n, **kpi.model_dump()) for n, kpi in enumerate(body.kpis)]
    session.add_all(kpis)
    await session.flush()
    return agreement, kpis
