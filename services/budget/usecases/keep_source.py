"""Adds, confirms and withdraws the sources of a year's money."""

from fractions import Fraction
from uuid import UUID

from services.budget.contract.refusals import AdderCannotConfirm, SourceMove
from services.budget.contract.sources import AddSource, SourceKind, SourceState
from services.budget.domain.plan import source_amount
from services.budget.money_views import source_view
from services.budget.store.money_tables import Source
from services.budget.store.queries import get_source
from services.budget.usecases.move_money import bring_back
from services.budget.usecases.office import Office
from services.budget.usecases.software import check_may_prepare, key_of
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.errors import check_version
from services.kit.money import Money


async def add_source(session: Session, caller: Caller, body: AddSource, office: Office) -> Source:
    """Planned, until somebody else confirms it. Raises NotYours, SplitNotExact when the share gives no whole cents."""
    check_may_prepare(caller)
    source = Source(
        year=body.year,
        name=body.name,
        kind=(SourceKind.YOUTH_BUDGET if body.share else SourceKind.OTHER).value,
        basis=body.basis,
        document=body.document,
        youth_budget_cents=body.youth_budget_cents,
        share=str(Fraction(body.share)) if body.share else None,
        amount_cents=_amount(body),
        state=SourceState.PLANNED.value,
        version=1,
        added_by=caller.answerable,
        added_by_key=key_of(caller),
        created_at=office.now(),
    )
    session.add(source)
    await session.flush()
    return source


def _amount(body: AddSource) -> int:
    if body.youth_budget_cents is None or body.share is None:
        return body.amount_cents or 0
    return source_amount(Money(body.youth_budget_cents), Fraction(body.share)).cents


async def confirm_source(
    session: Session, caller: Caller, source_id: UUID, *, seen_version: int, document: str, office: Office
) -> Source:
    """Somebody else says the money is there.

    Raises NotYours, UnknownSource, AdderCannotConfirm, StaleVersion, SourceMove.
    """
    caller.require_role("approver")
    source = await get_source(session, source_id, for_update=True)
    if source.added_by == caller.name:
        raise AdderCannotConfirm
    _move(source, SourceState.CONFIRMED, seen_version, caller)
    source.document = document or source.document
    source.confirmed_by, source.confirmed_on = caller.name, office.today()
    await session.flush()
    return source


async def withdraw_source(
    session: Session, caller: Caller, source_id: UUID, *, seen_version: int, office: Office
) -> Source:
    """What was carried over goes back to its year. Raises NotYours, UnknownSource, StaleVersion, SourceMove."""
    caller.require_role("policy_officer")
    source = await get_source(session, source_id, for_update=True)
    _move(source, SourceState.WITHDRAWN, seen_version, caller)
    await bring_back(session, caller, source, source.name, office)
    await session.flush()
    return source


def _move(source: Source, to: SourceState, seen_version: int, caller: Caller) -> None:
    now = source_view(source, caller).model_dump(mode="json", by_alias=True)
    check_version(source.version, seen_version, as_it_is=now)
    if source.state != SourceState.PLANNED:
        raise SourceMove(name=source.name, state=source.state)
    source.state = to.value
    source.version += 1
