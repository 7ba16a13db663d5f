"""What every line of a year has: its balances, what is asked from it, and what rounds of ballots keep of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from services.budget.contract.initiatives import InitiativeState
from services.budget.domain.rounds import KEEPS_MONEY
from services.budget.store.money_tables import Balance, Line, Split, SplitLine
from services.budget.store.queries import IN_FORCE
from services.budget.store.round_tables import Round, RoundProject
from services.budget.store.tables import Initiative
from services.kit.database import Session

_KEEPS = col(Round.state).in_(KEEPS_MONEY)
_KEPT = (
    select(col(Round.line_id), col(Round.id), col(Round.title), col(Round.budget_cents))
    .where(col(Round.year) == bindparam("year"), _KEEPS)
    .order_by(col(Round.set_at), col(Round.id))
)


@dataclass(frozen=True)
class Kept:
    """Euro cents that a round of ballots keeps apart."""

    round_id: UUID
    title: str
    cents: int


@dataclass(frozen=True)
class LineMoney:
    """A line and its balances in euro cents. `planned` is None when a change of the split left it out."""

    line: Line
    planned: SplitLine | None
    kept: Sequence[Kept]
    free: int
    awarded: int
    paid: int
    asked: int
    asked_in_rounds: int

    @property
    def ceiling(self) -> int:
        """What the split in force gives it."""
        return self.planned.amount_cents if self.planned else self.free + self.awarded + self.paid

    @property
    def kept_apart(self) -> int:
        """What of the free money rounds of ballots keep for their own ideas."""
        return sum(each.cents for each in self.kept)

    @property
    def can_get(self) -> int:
        """What an idea outside a round can get now."""
        return max(self.free - self.kept_apart, 0)

    @property
    def carried(self) -> int:
        """What of the ceiling went to another year."""
        return self.ceiling - self.free - self.awarded - self.paid


@cache
def _line_money(in_one_area: bool) -> Select[Any]:
    """Put together once: that costs more than to ask it, and every page shows money."""
    accounts = {account: aliased(Balance) for account in ("free", "awarded", "paid")}
    is_open = (col(Initiative.line_id) == Line.id) & (col(Initiative.state) == InitiativeState.OPEN.value)
    asked = select(func.coalesce(func.sum(Initiative.amount_cents), 0)).where(is_open)
    in_round = (col(RoundProject.round_id) == Round.id) & (col(RoundProject.initiative_id) == Initiative.id)
    in_rounds = asked.where(exists().where(in_round, _KEEPS).correlate(Initiative))
    in_area = [col(Line.area_id) == bindparam("area_id")] if in_one_area else []
    in_force = select(col(Split.id)).where(col(Split.year) == bindparam("year"), col(Split.state).in_(IN_FORCE))
    planned = (col(SplitLine.line_id) == Line.id) & (col(SplitLine.split_id) == in_force.scalar_subquery())
    balances = [func.coalesce(balance.balance_cents, 0) for balance in accounts.values()]
    wanted: Any = select(Line, SplitLine, *balances)
    for each in (asked, in_rounds):
        wanted = wanted.add_columns(each.correlate(Line).scalar_subquery())
    wanted = wanted.select_from(Line).outerjoin(SplitLine, planned)
    for account, balance in accounts.items():
        here = and_(col(balance.line_id) == Line.id, col(balance.account) == account)
        wanted = wanted.outerjoin(balance, here)
    was_in_force = or_(col(SplitLine.id).is_not(None), col(accounts["free"].line_id).is_not(None))
    of_the_year: Select[Any] = wanted.where(col(Line.year) == bindparam("year"), was_in_force, *in_area)
    return of_the_year.order_by(col(SplitLine.position).nulls_last(), col(Line.key))


async def line_money(session: Session, year: int, area_id: str | None = None) -> list[LineMoney]:
    """Every line of a year that has (or had) money, with its balances and what rounds keep of it: all, or an area's."""
    given = {"year": year} if area_id is None else {"year": year, "area_id": area_id}
    rows = (await session.execute(_line_money(area_id is not None), given)).all()
    kept = await _kept_of_year(session, year)
    return [LineMoney(line, planned, kept.get(line.id, ()), *map(int, cents)) for line, planned, *cents in rows]


async def _kept_of_year(session: Session, year: int) -> dict[UUID, list[Kept]]:
    kept: dict[UUID, list[Kept]] = {}
    for line_id, *each in await session.execute(_KEPT, {"year": year}):
        kept.setdefault(line_id, []).append(Kept(*each))
    return kept
