"""How often a KPI comes does not change once values came under its code."""

from collections.abc import Sequence
from uuid import UUID

from services.kit.database import Session
from services.monitoring.contract.dossier_refusals import FrequencyOfDelivered
from services.monitoring.contract.models import KpiDefinition
from services.monitoring.domain.agreement import moved_to_another_frequency
from services.monitoring.store.delivery_queries import kinds_delivered


async def check_frequencies(session: Session, partner_id: UUID, year: int, kpis: Sequence[KpiDefinition]) -> None:
    """For who holds the deliveries of the partner. Raises FrequencyOfDelivered, at each KPI."""
    moved = moved_to_another_frequency(kpis, await kinds_delivered(session, partner_id, year))
    slug = FrequencyOfDelivered.slug
    said = [{"field": f"kpis.{place}.frequency", "slug": slug, "codes": code} for place, code in moved.items()]
    if said:
        raise FrequencyOfDelivered(errors=said, codes=", ".join(moved.values()))
