"""What an award looks at: rows and no objects, for others wait for that idea and that line meanwhile."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import BindParameter, Text, any_, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.orm import aliased

from services.budget.contract.refusals import UnknownInitiative
from services.budget.contract.schemes import SchemeState
from services.budget.domain.rounds import ACTIVE, KEEPS_MONEY
from services.budget.store.initiative_queries import PUBLIC
from services.budget.store.money_tables import Balance, Line, Split, SplitLine
from services.budget.store.round_tables import Round, RoundProject
from services.budget.store.schema import table_of
from services.budget.store.scheme_tables import SchemeRow
from services.budget.store.tables import Applicant, Initiative, Stake, Yes
from services.kit.database import Session

_ideas, _applicants, _yeses, _stakes = (table_of(each) for each in (Initiative, Applicant, Yes, Stake))
_lines, _balances, _splits, _split_lines = (table_of(each) for each in (Line, Balance, Split, SplitLine))
_rounds, _projects, _schemes = table_of(Round), table_of(RoundProject), table_of(SchemeRow)
_IDEA: BindParameter[UUID] = bindparam("initiative_id")
_PERSON: BindParameter[str] = bindparam("person_id")
_LINE: BindParameter[UUID] = bindparam("line_id")


@dataclass(frozen=True)
class Letterhead:
    """Whose name stands above the letter of an award, and who gets it: nobody when who asked was forgotten."""

    municipality: str
    name: str | None = None
    contact_email: str | None = None
    language: str | None = None


def letterhead(municipality: str, applicant: Applicant | None) -> Letterhead:
    if applicant is None:
        return Letterhead(municipality)
    return Letterhead(municipality, applicant.name, applicant.contact_email, applicant.language)


@dataclass(frozen=True)
class Purse:
    """What an award is taken from: the name of a line that stays locked, the cents on it that can be given, and those
    that rounds of ballots keep for their own ideas."""

    line_name: str
    cents: int
    kept_apart: int = 0


@dataclass(frozen=True)
class KeptRules:
    """JSON of the scheme an idea was told under and of the one in force now; none where nothing was published."""

    told: str | None
    now: str | None


@dataclass(frozen=True)
class CircleSoFar:
    """What stands of an idea: who said yes, which seats are taken, to what (no cents: all), what is in the way.

    `line`: the path in the plan of the line it asks from.
    """

    said_by: list[str]
    seats_taken: list[str]
    part_cents: int | None
    part_ground: str | None
    has_stake: bool
    is_on_ballot: bool
    letterhead: Letterhead
    rules: KeptRules
    line: str
    purse: Purse | None


_AREA_AND_CONTACT = (
    select(_ideas.c.area_id, _applicants.c.contact_email)
    .select_from(_ideas.outerjoin(_applicants, _applicants.c.initiative_id == _ideas.c.id))
    .where(_ideas.c.id == _IDEA, _ideas.c.state.in_(PUBLIC))
)


async def area_and_contact(session: Session, initiative_id: UUID) -> tuple[str | None, str | None]:
    """Of a confirmed idea its area, if it has one, and whom we mail unless forgotten. Raises UnknownInitiative."""
    found = (await session.execute(_AREA_AND_CONTACT, {"initiative_id": initiative_id})).one_or_none()
    if found is None:
        raise UnknownInitiative(initiative_id=str(initiative_id))
    return found.area_id, found.contact_email


_MUNICIPALITY = (
    select(_splits.c.municipality_name)
    .join(_split_lines, _split_lines.c.split_id == _splits.c.id)
    .where(_split_lines.c.line_id == _LINE)
    .order_by(_splits.c.created_at.desc())
    .limit(1)
)
_FREE = select(_balances.c.balance_cents).where(_balances.c.line_id == _LINE, _balances.c.account == "free")
_KEPT = select(func.sum(_rounds.c.budget_cents)).where(
    _rounds.c.line_id == _LINE, _rounds.c.state == any_(array(KEEPS_MONEY))
)
_KEPT_APART = func.coalesce(_KEPT.scalar_subquery(), 0)
_TO_GIVE = func.coalesce(_FREE.scalar_subquery(), 0) - _KEPT_APART
_RULES = cast(_schemes.c.rules, Text)
_RULES_TOLD = select(_RULES).where(_schemes.c.id == _ideas.c.scheme_id)
_RULES_NOW = (
    select(_RULES)
    .where(_schemes.c.state == SchemeState.PUBLISHED.value, _schemes.c.year <= _ideas.c.year)
    .order_by(_schemes.c.year.desc(), _schemes.c.number.desc())
    .limit(1)
)
_STANDING = (_yeses.c.initiative_id == _IDEA, _yeses.c.withdrawn_at.is_(None))
_SAID_BY = select(_yeses.c.person_id).where(*_STANDING)
_SEATS_TAKEN = select(_yeses.c.seat).where(*_STANDING)
# All that stand are to one and the same.
_PART_CENTS = select(_yeses.c.amount_cents).where(*_STANDING).limit(1)
_PART_GROUND = select(_yeses.c.ground).where(*_STANDING).limit(1)
_STAKE = select(_stakes.c.at).where(_stakes.c.initiative_id == _IDEA, _stakes.c.person_id == _PERSON)
_LINE_PATH = select(_lines.c.key).where(_lines.c.id == _LINE)
_ON_BALLOT = (
    select(_projects.c.number)
    .join(_rounds, _rounds.c.id == _projects.c.round_id)
    .where(_projects.c.initiative_id == _IDEA, _rounds.c.state == any_(array(ACTIVE)))
)
_CIRCLE = (
    select(
        func.array(_SAID_BY.scalar_subquery()),
        func.array(_SEATS_TAKEN.scalar_subquery()),
        _PART_CENTS.scalar_subquery(),
        _PART_GROUND.scalar_subquery(),
        _STAKE.exists(),
        _ON_BALLOT.exists(),
        _RULES_TOLD.scalar_subquery(),
        _RULES_NOW.scalar_subquery(),
        _LINE_PATH.scalar_subquery(),
        _TO_GIVE,
        _KEPT_APART,
        _MUNICIPALITY.scalar_subquery(),
        *(_applicants.c[name] for name in ("name", "contact_email", "language")),
    )
    .select_from(_ideas.outerjoin(_applicants, _applicants.c.initiative_id == _ideas.c.id))
    .where(_ideas.c.id == _IDEA)
)


async def circle_so_far(session: Session, initiative: Initiative, person_id: str, line_name: str | None) -> CircleSoFar:
    """Stake: of this person. On a ballot: of a round that is not over. To decide on it, lock the idea first.

    There is a purse only when the line is locked too: then give its name.
    """
    given = {"initiative_id": initiative.id, "line_id": initiative.line_id, "person_id": person_id}
    row = (await session.execute(_CIRCLE, given)).one()
    said_by, seats_taken, part, ground, has_stake, on_ballot, told, now, line, to_give, kept, *head = row
    rules, purse = KeptRules(told, now), None if line_name is None else Purse(line_name, int(to_give), int(kept))
    return CircleSoFar(said_by, seats_taken, part, ground, has_stake, on_ballot, Letterhead(*head), rules, line, purse)


async def municipality_of(session: Session, line_id: UUID) -> str:
    """The name of the municipality whose newest split has this line."""
    return str((await session.execute(_MUNICIPALITY, {"line_id": line_id})).scalar_one())


_LOCK_LINE = select(_lines.c.name).where(_lines.c.id == _LINE).with_for_update(key_share=True)


async def lock_line(session: Session, line_id: UUID) -> str:
    """The line's name. Whoever else wants to award from it waits, and then reads what we wrote."""
    return str((await session.execute(_LOCK_LINE, {"line_id": line_id})).scalar_one())


async def cents_to_give(session: Session, line_id: UUID) -> int:
    """What is free on a line and no round of ballots keeps apart. To decide on it, lock the line first."""
    return int((await session.execute(select(_TO_GIVE), {"line_id": line_id})).scalar_one())


async def open_purse(session: Session, line_id: UUID) -> Purse:
    """Lock a line, and then see what is there: what is read together with a lock is of before the waiting."""
    name = await lock_line(session, line_id)
    to_give, kept = (await session.execute(select(_TO_GIVE, _KEPT_APART), {"line_id": line_id})).one()
    return Purse(name, int(to_give), int(kept))


# The idea first and then its line, as everywhere. Both in parts of their own: a part that locks runs once and whole,
# and the line cannot be found before the idea is locked.
_IDEA_LOCKED = select(_ideas).where(_ideas.c.id == _IDEA).with_for_update().cte("idea")
_HAS_YES = select(_yeses.c.id).where(*_STANDING).exists()
_LINE_LOCKED = (
    select(_lines.c.name)
    .join(_IDEA_LOCKED, _IDEA_LOCKED.c.line_id == _lines.c.id)
    .where(_HAS_YES)
    .with_for_update(key_share=True, of=_lines)
    .cte("line")
)
_LOCK_FOR_YES = select(aliased(Initiative, _IDEA_LOCKED), select(_LINE_LOCKED.c.name).scalar_subquery())


async def lock_for_yes(session: Session, initiative_id: UUID) -> tuple[Initiative, str | None]:
    """The idea, locked; and when somebody said yes to it, so that this may award, its line too: then the line's name.

    Whoever said yes while we waited for the idea is not seen yet: lock the line later then. Raises UnknownInitiative.
    """
    found = (await session.execute(_LOCK_FOR_YES, {"initiative_id": initiative_id})).one_or_none()
    if found is None:
        raise UnknownInitiative(initiative_id=str(initiative_id))
    return found[0], found[1]
