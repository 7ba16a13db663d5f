"""All statements about savings cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from services.budget.contract.savings import SavingsDeed
from services.budget.contract.savings_refusals import UnknownSavingsCase
from services.budget.contract.sources import SourceState
from services.budget.store.money_tables import Source
from services.budget.store.savings_tables import SavingsCase, SavingsStep
from services.kit.database import Session


@dataclass(frozen=True)
class WholeCase:
    """A savings case with its decision record and the sources that came of it."""

    case: SavingsCase
    steps: Sequence[SavingsStep]
    sources: Sequence[Source]

    @property
    def became_cents(self) -> int:
        """What is a source now, planned or confirmed."""
        return sum(source.amount_cents for source in self.sources if source.state != SourceState.WITHDRAWN)

    @property
    def proposers(self) -> set[str]:
        """Everybody who ever proposed it or said what was seen."""
        return {step.by for step in self.steps if step.deed in (SavingsDeed.PROPOSED, SavingsDeed.SEEN)}

    @property
    def last_seen(self) -> SavingsStep:
        """What was reported last; there is one when the case is `seen`."""
        return next(step for step in reversed(self.steps) if step.deed == SavingsDeed.SEEN)


async def whole_cases(session: Session, *where: ColumnElement[bool] | bool) -> list[WholeCase]:
    """Cases with what belongs to them, in the order they were proposed first, in three statements."""
    in_order = col(SavingsCase.created_at), col(SavingsCase.id)
    cases = (await session.exec(select(SavingsCase).where(*where).order_by(*in_order))).all()
    ids = [case.id for case in cases]
    records = select(SavingsStep).where(col(SavingsStep.case_id).in_(ids)).order_by(col(SavingsStep.version))
    steps = (await session.exec(records)).all()
    made = select(Source).where(col(Source.savings_case_id).in_(ids)).order_by(col(Source.created_at), col(Source.id))
    sources = (await session.exec(made)).all()
    return [
        WholeCase(
            case,
            [step for step in steps if step.case_id == case.id],
            [source for source in sources if source.savings_case_id == case.id],
        )
        for case in cases
    ]


async def get_whole_case(session: Session, case_id: UUID) -> WholeCase:
    """Raises UnknownSavingsCase."""
    found = await whole_cases(session, SavingsCase.id == case_id)
    if not found:
        raise UnknownSavingsCase(case_id=str(case_id))
    return found[0]


async def lock_case(session: Session, case_id: UUID) -> WholeCase:
    """The case, locked: whoever else wants to decide on it waits, and then reads what we wrote.

    Raises UnknownSavingsCase.
    """
    await session.exec(select(SavingsCase.id).where(SavingsCase.id == case_id).with_for_update())
    return await get_whole_case(session, case_id)
