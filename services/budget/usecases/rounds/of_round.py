"""Who may do what in a round, and where it is on the clock of the office."""

from services.budget.contract.round_refusals import RoundMove
from services.budget.contract.rounds import RoundState
from services.budget.domain import rounds, voting_codes
from services.budget.domain.equal_shares import EqualShares
from services.budget.domain.greedy import Greedy, Theme
from services.budget.domain.round_count import Choices
from services.budget.round_views import round_view
from services.budget.store.round_queries import get_whole_round
from services.budget.store.round_tables import Round
from services.budget.usecases.office import Office
from services.kit.caller import Caller, NotYours
from services.kit.database import Session
from services.kit.errors import check_version


def check_may_manage(caller: Caller, area_id: str | None) -> None:
    """Policy officers, and the area's own workers. Raises NotYours."""
    if not rounds.may_manage(caller.has_role, area_id):
        raise NotYours(roles="policy_officer, area_worker")


def check_may_confirm(caller: Caller, area_id: str | None) -> None:
    """Approvers, and the area's own workers. Raises NotYours."""
    if not rounds.may_confirm(caller.has_role, area_id):
        raise NotYours(roles="approver, area_worker")


def stage_of(found: Round, office: Office) -> RoundState:
    return rounds.stage(found.state, found.opens_at, found.closes_at, office.now())


def key_of(found: Round, office: Office) -> bytes:
    """The key of what is kept of a round's voters. Raises RoundMove once it is deleted."""
    if found.pepper is None:
        raise RoundMove(state=found.state, to=found.state)
    return voting_codes.key_of(office.pepper, found.pepper)


def choices_of(found: Round) -> Choices:
    kept = found.choices["greedy"]
    # A round that was set before themes were has none.
    themes = tuple(Theme(**theme) for theme in kept.get("themes", ()))
    return Choices(EqualShares(**found.choices["equal_shares"]), Greedy(**(kept | {"themes": themes})))


async def check_seen_round(session: Session, caller: Caller, found: Round, seen_version: int, office: Office) -> None:
    """Raise StaleVersion with the round as it is now."""
    if found.version != seen_version:
        now = round_view(await get_whole_round(session, found.id), caller, office)
        check_version(found.version, seen_version, as_it_is=now.model_dump(mode="json", by_alias=True))
