"""All SELECTs about initiatives: the idea with its yesses and result, who asked, sessions and photos."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, bindparam, func
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.refusals import LinkNotKnown, UnknownInitiative
from services.budget.store.money_tables import InitiativeBalance, Line
from services.budget.store.tables import (
    Applicant,
    Award,
    BrowserSession,
    Initiative,
    MailedCode,
    Photo,
    Result,
    Stake,
    Yes,
)
from services.kit.caller import Caller
from services.kit.database import Session

PUBLIC = tuple(
    state.value for state in InitiativeState if state not in (InitiativeState.UNCONFIRMED, InitiativeState.WITHDRAWN)
)


@dataclass(frozen=True)
class WholeInitiative:
    """An initiative with everything the public may know, and for the circle who said what."""

    initiative: Initiative
    area_name: str
    line_path: str
    yeses: Sequence[Yes]
    stake_holders: frozenset[str]
    result: Result | None
    award: Award | None
    to_pay_cents: int
    paid_cents: int


# Put together once: that costs more than to ask it, and every list of ideas asks it.
_TO_PAY, _PAID = aliased(InitiativeBalance), aliased(InitiativeBalance)
_COLUMNS: list[Any] = [Initiative, Line.name, Line.key, Result, Award, _TO_PAY.balance_cents, _PAID.balance_cents]
_WITH_RESULT: Any = (
    select_columns(*_COLUMNS)
    .select_from(Initiative)
    .join(Line, col(Line.id) == Initiative.line_id)
    .join(Result, col(Result.initiative_id) == Initiative.id, isouter=True)
    .join(Award, col(Award.initiative_id) == Initiative.id, isouter=True)
    .join(_TO_PAY, (col(_TO_PAY.initiative_id) == Initiative.id) & (col(_TO_PAY.account) == "awarded"), isouter=True)
    .join(_PAID, (col(_PAID.initiative_id) == Initiative.id) & (col(_PAID.account) == "paid"), isouter=True)
    .order_by(col(Initiative.submitted_at).desc(), col(Initiative.id))
)
_OF_THIS: BindParameter[UUID] = bindparam("initiative_id")
_THIS_WITH_RESULT: Any = _WITH_RESULT.where(Initiative.id == _OF_THIS)
_OF_THESE: BindParameter[Sequence[UUID]] = bindparam("ids", expanding=True)
_YESES = select(Yes).where(col(Yes.initiative_id).in_(_OF_THESE), col(Yes.withdrawn_at).is_(None)).order_by(col(Yes.at))
_STAKES = select(Stake).where(col(Stake.initiative_id).in_(_OF_THESE))


async def whole_initiatives(session: Session, *where: ColumnElement[bool] | bool) -> list[WholeInitiative]:
    """Initiatives newest first, in three statements whatever their number."""
    return await _whole(session, (await session.execute(_WITH_RESULT.where(*where))).all())


async def _whole(session: Session, rows: Sequence[Any]) -> list[WholeInitiative]:
    ids = {"ids": [row[0].id for row in rows]}
    yeses: dict[UUID, list[Yes]] = defaultdict(list)
    for yes in (await session.exec(_YESES, params=ids)).all():
        yeses[yes.initiative_id].append(yes)
    stakes: dict[UUID, set[str]] = defaultdict(set)
    for stake in (await session.exec(_STAKES, params=ids)).all():
        stakes[stake.initiative_id].add(stake.person_id)
    return [
        WholeInitiative(
            each,
            name,
            path,
            yeses[each.id],
            frozenset(stakes[each.id]),
            result,
            award,
            int(to_pay or 0),
            int(paid or 0),
        )
        for each, name, path, result, award, to_pay, paid in rows
    ]


async def get_whole_initiative(session: Session, initiative_id: UUID, *, public: bool) -> WholeInitiative:
    """Raises UnknownInitiative; when `public`, also for one that is not confirmed."""
    found = await _whole(session, (await session.execute(_THIS_WITH_RESULT, {"initiative_id": initiative_id})).all())
    if not found or (public and found[0].initiative.state not in PUBLIC):
        raise UnknownInitiative(initiative_id=str(initiative_id))
    return found[0]


_LOCK_INITIATIVE = select(Initiative).where(Initiative.id == _OF_THIS).with_for_update()
_YESES_OF = select(Yes).where(Yes.initiative_id == _OF_THIS).order_by(col(Yes.at))
_APPLICANT = select(Applicant).where(Applicant.initiative_id == _OF_THIS)


async def lock_initiative(session: Session, initiative_id: UUID) -> Initiative:
    """The initiative, so that others who want to change it wait. Raises UnknownInitiative."""
    initiative = (await session.exec(_LOCK_INITIATIVE, params={"initiative_id": initiative_id})).one_or_none()
    if initiative is None:
        raise UnknownInitiative(initiative_id=str(initiative_id))
    return initiative


async def find_initiative(session: Session, initiative_id: UUID, *, for_update: bool = False) -> Initiative | None:
    wanted = _LOCK_INITIATIVE if for_update else select(Initiative).where(Initiative.id == _OF_THIS)
    return (await session.exec(wanted, params={"initiative_id": initiative_id})).one_or_none()


async def line_name_of(session: Session, line_id: UUID) -> str:
    """What a line is called."""
    return (await session.exec(select(Line.name).where(Line.id == line_id))).one()


async def yeses_of(session: Session, initiative_id: UUID) -> Sequence[Yes]:
    """Every yes, also those taken back."""
    return (await session.exec(_YESES_OF, params={"initiative_id": initiative_id})).all()


async def has_stake(session: Session, initiative_id: UUID, person_id: str) -> bool:
    return await session.get(Stake, (initiative_id, person_id)) is not None


async def find_applicant(session: Session, initiative_id: UUID, *, for_update: bool = False) -> Applicant | None:
    """None when there is no such idea, or when who asked was forgotten."""
    wanted = _APPLICANT.with_for_update() if for_update else _APPLICANT
    return (await session.exec(wanted, params={"initiative_id": initiative_id})).one_or_none()


async def get_applicant(session: Session, initiative_id: UUID) -> Applicant:
    """Who asked, so that others who want to change it wait. Raises UnknownInitiative."""
    applicant = await find_applicant(session, initiative_id, for_update=True)
    if applicant is None:
        raise UnknownInitiative(initiative_id=str(initiative_id))
    return applicant


async def get_applicant_by_link(session: Session, link_hash: bytes) -> Applicant:
    """Raises LinkNotKnown."""
    applicant = (await session.exec(select(Applicant).where(Applicant.link_hash == link_hash))).one_or_none()
    if applicant is None:
        raise LinkNotKnown
    return applicant


async def get_session_initiative(session: Session, secret_hash: bytes, now: datetime) -> UUID:
    """Which idea a browser may follow. Raises LinkNotKnown."""
    known = select(BrowserSession.initiative_id).where(
        BrowserSession.secret_hash == secret_hash, BrowserSession.expires_at > now
    )
    initiative_id = (await session.exec(known)).one_or_none()
    if initiative_id is None:
        raise LinkNotKnown
    return initiative_id


async def count_codes(session: Session, contact_email: str, since: datetime) -> int:
    """How many codes went to this address since then, for ideas that still wait for one."""
    mailed = (
        select(func.count())
        .select_from(MailedCode)
        .join(Applicant, col(Applicant.initiative_id) == MailedCode.initiative_id)
        .where(Applicant.contact_email == contact_email, MailedCode.mailed_at > since)
    )
    return (await session.exec(mailed)).one()


async def hashes_of_codes(session: Session, initiative_id: UUID) -> frozenset[bytes]:
    """Of every code that was mailed for this idea."""
    mailed = select(MailedCode.code_hash).where(MailedCode.initiative_id == initiative_id)
    return frozenset((await session.exec(mailed)).all())


async def find_photo(session: Session, initiative_id: UUID, photo_id: str) -> Photo | None:
    return await session.get(Photo, (initiative_id, photo_id))


async def count_photos(session: Session, initiative_id: UUID) -> int:
    kept = select(func.count()).select_from(Photo).where(Photo.initiative_id == initiative_id)
    return (await session.exec(kept)).one()


async def count_by_state(session: Session, year: int) -> Counter[str]:
    counts = select(Initiative.state, func.count()).where(Initiative.year == year).group_by(Initiative.state)
    return Counter(dict((await session.exec(counts)).all()))


async def may_preview(session: Session, caller: Caller, photo_id: str) -> bool:
    """Is the caller the applicant of an initiative that holds this photo?"""
    if caller.kind != "applicant":
        return False
    return await find_photo(session, UUID(caller.id), photo_id) is not None
