"""Refuses a decision on an initiative that changed since it was looked at, or that is not confirmed."""

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.refusals import UnknownInitiative
from services.budget.store.initiative_queries import get_whole_initiative
from services.budget.store.tables import Initiative
from services.budget.views import initiative_view
from services.kit.database import Session
from services.kit.errors import check_version


def check_initiative_visible(initiative: Initiative) -> None:
    """Raise UnknownInitiative for an idea nobody confirmed yet: to others it is not there."""
    if initiative.state == InitiativeState.UNCONFIRMED.value:
        raise UnknownInitiative(initiative_id=str(initiative.id))


async def check_seen_initiative(session: Session, initiative: Initiative, seen_version: int) -> None:
    """Raise StaleVersion with the initiative as it is now."""
    if initiative.version != seen_version:
        now = initiative_view(await get_whole_initiative(session, initiative.id, public=True))
        check_version(initiative.version, seen_version, as_it_is=now.model_dump(mode="json", by_alias=True))
