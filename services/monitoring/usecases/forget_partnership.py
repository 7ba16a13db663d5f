"""Every day: delete the papers of partnerships that nobody has to account for any more."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from services.kit.database import Session
from services.kit.work import plan_work
from services.monitoring.domain.keeping import last_year_to_forget
from services.monitoring.store.forgetting_queries import forget_papers
from services.monitoring.usecases.office import Office

FORGET_PARTNERSHIP = "forget-partnership"


def partnership_forgetter(office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of today, which plans itself again for tomorrow. The migration planned it first."""

    async def forget(session: Session, _payload: Mapping[str, Any]) -> None:
        await forget_papers(session, last_year_to_forget(office.today(), office.settings.keep_partnership_years))
        await plan_work(session, FORGET_PARTNERSHIP, {}, office.now() + timedelta(days=1))

    return forget
