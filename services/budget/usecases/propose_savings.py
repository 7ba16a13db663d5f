"""Proposes a savings case, proposes it again after it came back, or withdraws it."""

from fractions import Fraction
from typing import Any
from uuid import UUID

from services.budget.contract.savings import (
    ProposeSavingsCase,
    ProposeSavingsCaseAgain,
    SavingsDeed,
    SavingsState,
    WithdrawSavingsCase,
)
from services.budget.domain.savings import Saving
from services.budget.store.savings_queries import lock_case
from services.budget.store.savings_tables import SavingsCase, SavingsStep
from services.budget.usecases.office import Office
from services.budget.usecases.record_savings import check_can, record_deed
from services.kit.caller import Caller
from services.kit.database import Session


async def propose_savings(session: Session, caller: Caller, body: ProposeSavingsCase, office: Office) -> SavingsCase:
    """Freezes the share as it is set now. Raises NotYours, SavingsInterval, SavingsNothing."""
    caller.require_role("policy_officer")
    share = _share(body, office)
    case = SavingsCase(
        **body.model_dump(),
        share=share,
        state=SavingsState.PROPOSED.value,
        version=1,
        proposed_by=caller.name,
        created_at=office.now(),
    )
    session.add(case)
    await session.flush()
    step = SavingsStep(
        case_id=case.id, version=1, deed=SavingsDeed.PROPOSED.value, by=caller.name, at=case.created_at, **_told(body)
    )
    session.add(step)
    await session.flush()
    return case


async def propose_savings_again(
    session: Session, caller: Caller, case_id: UUID, body: ProposeSavingsCaseAgain, office: Office
) -> None:
    """Raises NotYours, UnknownSavingsCase, StaleVersion, SavingsMove, SavingsInterval, SavingsNothing."""
    caller.require_role("policy_officer")
    whole = await lock_case(session, case_id)
    check_can(SavingsDeed.PROPOSED, caller, whole, body.version)
    share = _share(body, office)
    record_deed(session, caller, whole.case, SavingsDeed.PROPOSED, office, **_told(body))
    for name, value in body.model_dump(exclude={"version"}).items():
        setattr(whole.case, name, value)
    whole.case.share, whole.case.proposed_by = share, caller.name
    await session.flush()


async def withdraw_savings(
    session: Session, caller: Caller, case_id: UUID, body: WithdrawSavingsCase, office: Office
) -> None:
    """Raises NotYours, UnknownSavingsCase, StaleVersion, SavingsMove."""
    caller.require_role("policy_officer")
    whole = await lock_case(session, case_id)
    check_can(SavingsDeed.WITHDRAWN, caller, whole, body.version)
    record_deed(session, caller, whole.case, SavingsDeed.WITHDRAWN, office)
    await session.flush()


def _share(body: ProposeSavingsCase | ProposeSavingsCaseAgain, office: Office) -> str:
    share = Fraction(office.settings.savings_share)
    Saving(body.low_cents, body.centre_cents, body.high_cents, share).check()
    return str(share)


def _told(body: ProposeSavingsCase | ProposeSavingsCaseAgain) -> dict[str, Any]:
    return body.model_dump(include={"low_cents", "centre_cents", "high_cents", "document"})
