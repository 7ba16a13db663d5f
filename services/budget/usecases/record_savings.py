"""Moves a savings case and writes the decision record, with the source that an approval makes."""

from typing import Any
from uuid import UUID

from services.budget.contract.savings import SavingsDeed
from services.budget.contract.savings_refusals import SavingsProposerCannotDecide
from services.budget.contract.sources import SourceKind, SourceState
from services.budget.domain.savings import after
from services.budget.savings_views import savings_view
from services.budget.store.money_tables import Source
from services.budget.store.savings_queries import WholeCase
from services.budget.store.savings_tables import SavingsCase, SavingsStep
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.errors import check_version


def check_can(deed: SavingsDeed, caller: Caller, whole: WholeCase, seen_version: int) -> None:
    """Raise StaleVersion, with the case as it is now, when the caller saw another version.

    Raise SavingsMove when this cannot be done where the case is.
    """
    now = savings_view(whole, caller).model_dump(mode="json", by_alias=True)
    check_version(whole.case.version, seen_version, as_it_is=now)
    after(whole.case.state, deed)


def check_may_decide(caller: Caller, whole: WholeCase) -> None:
    """Raise NotYours unless an approver asks, SavingsProposerCannotDecide when they proposed anything in it."""
    caller.require_role("approver")
    if caller.name in whole.proposers:
        raise SavingsProposerCannotDecide


def record_deed(
    session: Session, caller: Caller, case: SavingsCase, deed: SavingsDeed, office: Office, **told: Any
) -> None:
    """Raises SavingsMove when it cannot be done where the case is. `told`: what the record keeps of this deed."""
    case.state = after(case.state, deed).value
    case.version += 1
    session.add(
        SavingsStep(case_id=case.id, version=case.version, deed=deed.value, by=caller.name, at=office.now(), **told)
    )


async def make_source(
    session: Session, case: SavingsCase, cents: int, *, year: int, name: str, document: str, by: str, office: Office
) -> UUID | None:
    """The id of a source as if `by` had added it, planned: somebody else confirms it. None when it adds nothing."""
    if cents <= 0:
        return None
    source = Source(
        year=year,
        name=name,
        kind=SourceKind.SAVINGS_CASE.value,
        basis=case.basis,
        document=document,
        amount_cents=cents,
        state=SourceState.PLANNED.value,
        version=1,
        added_by=by,
        created_at=office.now(),
        savings_case_id=case.id,
    )
    session.add(source)
    await session.flush()
    return source.id
