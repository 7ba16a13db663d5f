"""How ideas are being decided, for everybody to read."""

from collections.abc import Sequence
from uuid import UUID

from services.budget.contract.deliberations import Deliberation, RisenFrom
from services.budget.store.deliberation_queries import rises_of
from services.budget.store.deliberation_tables import InitiativeRise
from services.budget.store.initiative_queries import WholeInitiative
from services.budget.store.money_tables import Line
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.scheme_of import schemes_of_ideas
from services.kit.database import Session


async def deliberations_of(
    session: Session, ideas: Sequence[WholeInitiative], office: Office
) -> dict[UUID, Deliberation]:
    """Of each of these ideas of one year, in as many statements as there are kinds of thing."""
    rows = [whole.initiative for whole in ideas]
    schemes = await schemes_of_ideas(session, rows, office)
    rises = await rises_of(session, [row.id for row in rows])
    return {
        row.id: Deliberation(
            initiative_id=row.id,
            way=schemes[row.id].way_for(row.area_id, row.amount_cents),
            consent_days=schemes[row.id].consent_days,
            risen=_risen(*rises[row.id]) if row.id in rises else None,
        )
        for row in rows
    }


def _risen(rise: InitiativeRise, line: Line) -> RisenFrom:
    return RisenFrom(area_id=line.area_id or "", area_name=line.name, reason=rise.reason, at=rise.at)
