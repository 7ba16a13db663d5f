"""All SELECTs behind the open data. None of them knows who applied."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, union
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from services.budget.store.money_tables import Entry, InitiativeBalance, Line, Posting, Source, Split, Step
from services.budget.store.round_tables import Round
from services.budget.store.tables import Award, Initiative
from services.kit.database import Session


@dataclass(frozen=True)
class NewestOfYear:
    """The newest things of a year, None where there are none; `municipality` as its newest split calls itself."""

    posting: datetime | None
    step: datetime | None
    source: datetime | None
    confirmed_on: date | None
    published_round: datetime | None
    final_round: datetime | None
    municipality: str | None


@dataclass(frozen=True)
class AwardMoney:
    """An award with the line it came from; what of it is still to be paid, and paid less paid back, in euro cents."""

    initiative: Initiative
    award: Award
    line: Line
    open: int
    paid: int


@dataclass(frozen=True)
class PaidPosting:
    """A posting that moved money in or out, in euro cents; what came back is below zero."""

    posting: Posting
    cents: int


async def newest_of_year(session: Session, year: int) -> NewestOfYear:
    """In one statement."""
    of_year = select_columns(func.max(Posting.at)).where(col(Posting.year) == year).scalar_subquery()
    decided = (
        select_columns(func.max(Step.at))
        .join(Split, col(Split.id) == Step.split_id)
        .where(col(Split.year) == year)
        .scalar_subquery()
    )
    sources = [
        select_columns(func.max(column)).where(col(Source.year) == year).scalar_subquery()
        for column in (Source.created_at, Source.confirmed_on)
    ]
    rounds = [
        select_columns(func.max(column)).where(col(Round.year) == year).scalar_subquery()
        for column in (Round.published_at, Round.final_at)
    ]
    newest_first = col(Split.created_at).desc()
    named = select_columns(col(Split.municipality_name)).where(col(Split.year) == year).order_by(newest_first).limit(1)
    row = (await session.execute(select_columns(of_year, decided, *sources, *rounds, named.scalar_subquery()))).one()
    return NewestOfYear(*row)


async def years_with_money(session: Session) -> list[int]:
    """Years with a source or a split, the first first."""
    years = union(select_columns(col(Source.year)), select_columns(col(Split.year)))
    return sorted((await session.execute(years)).scalars())


async def municipality_name(session: Session) -> str | None:
    """As the newest split of all calls it."""
    newest = select(Split.municipality_name).order_by(col(Split.created_at).desc()).limit(1)
    return (await session.exec(newest)).one_or_none()


async def awards_of(session: Session, year: int) -> list[AwardMoney]:
    """Every award of a year, the earliest first, in two statements."""
    wanted = (
        select(Initiative, Award, Line)
        .join(Award, col(Award.initiative_id) == Initiative.id)
        .join(Line, col(Line.id) == Initiative.line_id)
        .where(Initiative.year == year)
        .order_by(col(Award.awarded_on), col(Initiative.id))
    )
    rows = (await session.exec(wanted)).all()
    kept = select(InitiativeBalance).join(Initiative, col(Initiative.id) == InitiativeBalance.initiative_id)
    balances = (await session.exec(kept.where(Initiative.year == year))).all()
    cents = {(balance.initiative_id, balance.account): balance.balance_cents for balance in balances}
    return [
        AwardMoney(idea, award, line, cents.get((idea.id, "awarded"), 0), cents.get((idea.id, "paid"), 0))
        for idea, award, line in rows
    ]


async def payments_of(session: Session, year: int) -> list[PaidPosting]:
    """Payments, repayments and what corrects them, in the order of writing."""
    cents = func.sum(Entry.amount_cents)
    wanted = (
        select_columns(Posting, cents)
        .join(Entry, col(Entry.posting_id) == Posting.id)
        .where(col(Posting.year) == year, col(Posting.initiative_id).is_not(None), col(Entry.account) == "paid")
        .group_by(col(Posting.id))
        .order_by(col(Posting.at), col(Posting.id))
    )
    return [PaidPosting(posting, int(moved)) for posting, moved in await session.execute(wanted)]
