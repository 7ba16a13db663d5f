"""All statements about rounds of ballots."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, literal, update
from sqlalchemy import select as select_columns
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from services.budget.contract.round_refusals import UnknownRound
from services.budget.domain.rounds import ACTIVE, KEEPS_MONEY
from services.budget.store.money_tables import Line
from services.budget.store.round_tables import (
    CountedBallot,
    Round,
    RoundAddress,
    RoundBallot,
    RoundBundle,
    RoundCode,
    RoundProject,
    RoundTry,
)
from services.budget.store.tables import Applicant, Initiative, Stake
from services.kit.database import Session


@dataclass(frozen=True)
class Numbers:
    """How many codes and ballots there are; after the count from what was kept of them."""

    mailed: int
    printed: int
    ballots: int


@dataclass(frozen=True)
class WholeRound:
    """A round with its line, its plans by number, and how many codes and ballots there are."""

    round: Round
    line: Line
    projects: Sequence[RoundProject]
    numbers: Numbers


async def whole_rounds(session: Session, *where: ColumnElement[bool] | bool) -> list[WholeRound]:
    """Rounds newest first, in four statements whatever their number."""
    wanted = select(Round, Line).join(Line, col(Line.id) == Round.line_id).where(*where)
    rows = (await session.exec(wanted.order_by(col(Round.set_at).desc(), col(Round.id)))).all()
    ids = [each.id for each, _ in rows]
    projects: dict[UUID, list[RoundProject]] = defaultdict(list)
    of_these = select(RoundProject).where(col(RoundProject.round_id).in_(ids)).order_by(col(RoundProject.number))
    for project in (await session.exec(of_these)).all():
        projects[project.round_id].append(project)
    numbers = await _numbers(session, [each.id for each, _ in rows if each.pepper])
    return [WholeRound(each, line, projects[each.id], numbers.get(each.id) or _kept(each)) for each, line in rows]


async def get_whole_round(session: Session, round_id: UUID) -> WholeRound:
    """Raises UnknownRound."""
    found = await whole_rounds(session, Round.id == round_id)
    if not found:
        raise UnknownRound(round_id=str(round_id))
    return found[0]


def _kept(each: Round) -> Numbers:
    return Numbers(each.codes_mailed or 0, each.codes_printed or 0, each.voters or 0)


async def _numbers(session: Session, ids: Collection[UUID]) -> dict[UUID, Numbers]:
    if not ids:
        return {}
    mailed, printed = (func.count().filter(col(RoundCode.by_mail) == by_mail) for by_mail in (True, False))
    codes = select_columns(col(RoundCode.round_id), mailed, printed).where(col(RoundCode.round_id).in_(ids))
    given = {row[0]: (row[1], row[2]) for row in await session.execute(codes.group_by(col(RoundCode.round_id)))}
    ballots = select_columns(col(RoundBallot.round_id), func.count()).where(col(RoundBallot.round_id).in_(ids))
    cast = {row[0]: row[1] for row in await session.execute(ballots.group_by(col(RoundBallot.round_id)))}
    return {each: Numbers(*given.get(each, (0, 0)), cast.get(each, 0)) for each in ids}


async def lock_round(session: Session, round_id: UUID) -> Round:
    """To change or count it: whoever casts a ballot or asks a code waits, and we for them. Raises UnknownRound."""
    wanted = select(Round).where(Round.id == round_id).with_for_update()
    return await _one(session, wanted, round_id)


async def hold_round(session: Session, round_id: UUID) -> Round:
    """To vote in it: many can at once, and it is not counted meanwhile. Raises UnknownRound."""
    wanted = select(Round).where(Round.id == round_id).with_for_update(read=True, key_share=True)
    return await _one(session, wanted, round_id)


async def _one(session: Session, wanted: SelectOfScalar[Round], round_id: UUID) -> Round:
    found = (await session.exec(wanted)).one_or_none()
    if found is None:
        raise UnknownRound(round_id=str(round_id))
    return found


async def find_line(session: Session, line_id: UUID) -> Line | None:
    return await session.get(Line, line_id)


async def projects_of(session: Session, round_id: UUID) -> Sequence[RoundProject]:
    """By number."""
    wanted = select(RoundProject).where(RoundProject.round_id == round_id).order_by(col(RoundProject.number))
    return (await session.exec(wanted)).all()


async def in_active_rounds(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Those of these ideas that are on the ballot of a round that is not over. To decide on it, lock them first."""
    wanted = select(RoundProject.initiative_id).join(Round, col(RoundProject.round_id) == Round.id)
    here = wanted.where(col(RoundProject.initiative_id).in_(ids), col(Round.state).in_(ACTIVE))
    return set((await session.exec(here)).all())


async def kept_apart_on(session: Session, line_ids: Collection[UUID]) -> dict[UUID, int]:
    """Cents that rounds keep apart, by line, without lines where nothing is. To decide on it, lock them first."""
    kept = (
        select(Round.line_id, func.sum(Round.budget_cents))
        .where(col(Round.line_id).in_(line_ids), col(Round.state).in_(KEEPS_MONEY))
        .group_by(col(Round.line_id))
    )
    return {line_id: int(cents) for line_id, cents in (await session.exec(kept)).all()}


async def lock_ideas(session: Session, ids: Collection[UUID]) -> dict[UUID, Initiative]:
    """Always in one order, so that two who decide wait for each other and do not meet halfway."""
    wanted = select(Initiative).where(col(Initiative.id).in_(ids)).order_by(col(Initiative.id)).with_for_update()
    return {idea.id: idea for idea in (await session.exec(wanted)).all()}


async def applicants_of(session: Session, ids: Collection[UUID]) -> dict[UUID, Applicant]:
    """Who asked, as far as they are not forgotten."""
    wanted = select(Applicant).where(col(Applicant.initiative_id).in_(ids))
    return {applicant.initiative_id: applicant for applicant in (await session.exec(wanted)).all()}


async def has_stake_in(session: Session, person_id: str, initiative_ids: Collection[UUID]) -> bool:
    """Did this person declare a personal interest in any of these?"""
    declared = select(Stake).where(col(Stake.initiative_id).in_(initiative_ids), Stake.person_id == person_id)
    return (await session.exec(declared.limit(1))).first() is not None


async def add_codes(session: Session, round_id: UUID, hashes: Collection[bytes], *, by_mail: bool) -> None:
    """In the order of their hashes, so that their place in the table says nothing about the order of a sheet."""
    rows = [{"round_id": round_id, "code_hash": each, "by_mail": by_mail} for each in sorted(hashes)]
    await session.execute(insert(RoundCode), rows)


async def count_printed(session: Session, round_id: UUID) -> int:
    printed = select(func.count()).select_from(RoundCode).where(RoundCode.round_id == round_id)
    return (await session.exec(printed.where(~col(RoundCode.by_mail)))).one()


async def is_code(session: Session, round_id: UUID, code_hash: bytes) -> bool:
    return await session.get(RoundCode, (round_id, code_hash)) is not None


async def add_address(session: Session, round_id: UUID, address_hash: bytes) -> bool:
    """False when this address had its code already; two who ask at once wait for each other."""
    row = insert(RoundAddress).values(round_id=round_id, address_hash=address_hash)
    return (await session.execute(row.on_conflict_do_nothing().returning(literal(1)))).first() is not None


async def add_ballot(
    session: Session, round_id: UUID, code_hash: bytes, projects: list[int], *, on_paper: bool
) -> list[int]:
    """What this code has voted: this, or what it voted before. Two with the same code at once wait for each other."""
    row = insert(RoundBallot).values(round_id=round_id, code_hash=code_hash, projects=projects, on_paper=on_paper)
    if (await session.execute(row.on_conflict_do_nothing().returning(literal(1)))).first() is not None:
        return projects
    cast = select(RoundBallot.projects).where(RoundBallot.round_id == round_id, RoundBallot.code_hash == code_hash)
    return list((await session.exec(cast)).one())


async def ballots_of(session: Session, round_id: UUID) -> list[tuple[list[int], bool]]:
    """What was voted, and whether on paper, of a round that is not counted yet."""
    cast = select(RoundBallot.projects, RoundBallot.on_paper).where(RoundBallot.round_id == round_id)
    return [(list(projects), on_paper) for projects, on_paper in (await session.exec(cast)).all()]


async def write_counted(session: Session, round_id: UUID, ballots: Sequence[list[int]]) -> None:
    """In this order, from 1."""
    rows = [{"round_id": round_id, "number": at, "projects": ballot} for at, ballot in enumerate(ballots, 1)]
    if rows:
        await session.execute(insert(CountedBallot), rows)


async def forget_voters(session: Session, round_id: UUID) -> None:
    """Delete what could tie a ballot to anybody: ballots on their codes, codes, addresses, tries."""
    for table in (RoundBallot, RoundCode, RoundAddress, RoundTry):
        await session.execute(delete(table).where(col(table.round_id) == round_id))


async def find_bundle(session: Session, round_id: UUID) -> bytes | None:
    return (await session.exec(select(RoundBundle.content).where(RoundBundle.round_id == round_id))).one_or_none()


async def tries_since(session: Session, round_id: UUID, kind: str, origin_hash: bytes, since: datetime) -> int:
    """How often this was tried from here since a moment."""
    tried = await session.get(RoundTry, (round_id, kind, origin_hash), populate_existing=True)
    return tried.tries if tried and tried.since >= since else 0


async def add_try(
    session: Session, round_id: UUID, kind: str, origin_hash: bytes, *, since: datetime, now: datetime
) -> None:
    """One more; what was tried before `since` no longer counts."""
    first = {"round_id": round_id, "kind": kind, "origin_hash": origin_hash, "tries": 0, "since": now}
    await session.execute(insert(RoundTry).values(first).on_conflict_do_nothing())
    here = (
        (col(RoundTry.round_id) == round_id) & (col(RoundTry.kind) == kind) & (col(RoundTry.origin_hash) == origin_hash)
    )
    is_old = col(RoundTry.since) < since
    await session.execute(update(RoundTry).where(here, is_old).values(tries=0, since=now))
    await session.execute(update(RoundTry).where(here).values(tries=RoundTry.tries + 1))
