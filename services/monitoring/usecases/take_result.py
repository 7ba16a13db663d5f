"""Take what an initiative told about its result, as budget passes it on."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert

from services.budget.contract.events import ResultShared, ResultSharedV2
from services.kit.database import Session
from services.monitoring.store.tables import InitiativeFigure


async def take_result(session: Session, result: ResultShared | ResultSharedV2, received_at: datetime) -> None:
    """Keep it unless a newer version is here already: events come perhaps twice and out of order.

    Of the same version, the second version of the event tells more than the first, whichever comes last.
    """
    row = insert(InitiativeFigure).values(**result.model_dump(), received_at=received_at)
    fresh = {name: row.excluded[name] for name in (*type(result).model_fields, "received_at")}
    tells_more = isinstance(result, ResultSharedV2)
    version, known = row.excluded.version, InitiativeFigure.version
    where = known <= version if tells_more else known < version
    await session.execute(row.on_conflict_do_update(index_elements=["initiative_id"], set_=fresh, where=where))
