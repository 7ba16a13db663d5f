"""Moves a split and writes the decision record: who, when, on which version."""

from services.budget.contract.splits import SplitState
from services.budget.domain.moves import check_split_move
from services.budget.money_views import split_view
from services.budget.store.money_tables import Split, Step
from services.budget.store.queries import get_whole_split
from services.budget.usecases.office import Office
from services.budget.usecases.software import key_of
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.errors import check_version


async def check_seen(session: Session, caller: Caller, split: Split, seen_version: int, office: Office) -> None:
    """Raise StaleVersion, with the split as it is now, when the caller saw another version."""
    if split.version != seen_version:
        now = split_view(await get_whole_split(session, split.id), caller, office)
        check_version(split.version, seen_version, as_it_is=now.model_dump(mode="json", by_alias=True))


def record_step(session: Session, caller: Caller, split: Split, to: SplitState, note: str, office: Office) -> None:
    """Raises SplitMove when the split cannot go there from where it is."""
    check_split_move(split.state, to)
    split.state = to.value
    split.version += 1
    session.add(
        Step(
            split_id=split.id,
            version=split.version,
            state=to.value,
            by=caller.answerable,
            by_key=key_of(caller),
            at=office.now(),
            note=note,
        )
    )
