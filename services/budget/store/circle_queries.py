"""What a decision of the circle looks at, each in one statement: others wait for that idea or line meanwhile."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, func
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from services.budget.domain.rounds import ACTIVE, KEEPS_MONEY
from services.budget.store.money_tables import Balance, Split, SplitLine
from services.budget.store.round_tables import Round, RoundProject
from services.budget.store.tables import Applicant, Initiative, Stake, Yes
from services.kit.database import Session


@dataclass(frozen=True)
class CircleSoFar:
    """What was said of an idea: by whom (also a yes taken back), which seats are taken, and what stands in the way."""

    said_by: list[str]
    seats_taken: list[str]
    has_stake: bool
    is_on_ballot: bool


_IDEA, _PERSON, _LINE = bindparam("initiative_id"), bindparam("person_id"), bindparam("line_id")
_YESES = select_columns(Yes).where(col(Yes.initiative_id) == _IDEA)
_STAKE = select(Stake.person_id).where(Stake.initiative_id == _IDEA, Stake.person_id == _PERSON)
_ON_BALLOT = (
    select(RoundProject.number)
    .join(Round, col(RoundProject.round_id) == Round.id)
    .where(RoundProject.initiative_id == _IDEA, col(Round.state).in_(ACTIVE))
)
_CIRCLE = select_columns(
    func.array(_YESES.with_only_columns(col(Yes.person_id)).scalar_subquery()),
    func.array(_YESES.with_only_columns(col(Yes.seat)).where(col(Yes.withdrawn_at).is_(None)).scalar_subquery()),
    _STAKE.exists(),
    _ON_BALLOT.exists(),
)


async def circle_so_far(session: Session, initiative_id: UUID, person_id: str) -> CircleSoFar:
    """Stake: of this person. On a ballot: of a round that is not over. To decide on it, lock the idea first."""
    found = await session.execute(_CIRCLE, {"initiative_id": initiative_id, "person_id": person_id})
    return CircleSoFar(*found.one())


_FREE = select(Balance.balance_cents).where(Balance.line_id == _LINE, Balance.account == "free").scalar_subquery()
_KEPT = (
    select_columns(func.sum(col(Round.budget_cents)))
    .where(col(Round.line_id) == _LINE, col(Round.state).in_(KEEPS_MONEY))
    .scalar_subquery()
)
_TO_GIVE = select_columns(func.coalesce(_FREE, 0) - func.coalesce(_KEPT, 0))


async def cents_to_give(session: Session, line_id: UUID) -> int:
    """What is free on a line and no round of ballots keeps apart. To decide on it, lock the line first."""
    return int((await session.execute(_TO_GIVE, {"line_id": line_id})).scalar_one())


_MUNICIPALITY = (
    select(Split.municipality_name)
    .join(SplitLine, col(SplitLine.split_id) == Split.id)
    .where(SplitLine.line_id == Initiative.line_id)
    .order_by(col(Split.created_at).desc())
    .limit(1)
    .scalar_subquery()
)
_LETTERHEAD = (
    select_columns(_MUNICIPALITY, Applicant)
    .select_from(Initiative)
    .join(Applicant, col(Applicant.initiative_id) == Initiative.id, isouter=True)
    .where(col(Initiative.id) == _IDEA)
)


async def letterhead(session: Session, initiative_id: UUID) -> tuple[str, Applicant | None]:
    """The municipality whose newest split has the line of this idea, and who asked unless that was forgotten."""
    municipality, applicant = (await session.execute(_LETTERHEAD, {"initiative_id": initiative_id})).one()
    return municipality, applicant
