"""Takes in a ballot: one per code, whatever happens at once and however often it is sent."""

from uuid import UUID

from services.budget.contract.round_refusals import (
    CodeUsed,
    TooManyVotingTries,
    UnknownProject,
    UnknownRound,
    WrongVotingCode,
)
from services.budget.contract.rounds import BallotReceipt, CastBallot, RoundState
from services.budget.domain import voting_codes
from services.budget.domain.rounds import check_takes_ballots
from services.budget.store.round_queries import add_ballot, hold_round, is_code, projects_of
from services.budget.usecases.office import Office
from services.budget.usecases.rounds.of_round import check_may_manage, key_of, stage_of
from services.budget.usecases.rounds.tries import WRONG_CODE, check_tries, count_try
from services.kit.caller import Caller
from services.kit.database import Session

FOR_STAFF = 20
"""Who types a pile of paper ballots makes more mistakes in an hour than a voter."""


async def cast_ballot(
    session: Session, round_id: UUID, body: CastBallot, origin: str, office: Office, *, by_staff: Caller | None = None
) -> BallotReceipt:
    """The clock of the office decides whether it is in time, at the moment the ballot arrives.

    `by_staff`: who enters it from paper. Raises UnknownRound, NotYours, RoundNotOpenYet, RoundClosed,
    TooManyVotingTries, WrongVotingCode (to be counted by `count_wrong_code`), UnknownProject, CodeUsed.
    """
    found = await hold_round(session, round_id)
    if by_staff:
        check_may_manage(by_staff, found.area_id)
    elif found.state == RoundState.SET:
        raise UnknownRound(round_id=str(round_id))
    check_takes_ballots(stage_of(found, office))
    limit = office.settings.wrong_voting_codes_an_hour * (FOR_STAFF if by_staff else 1)
    await check_tries(session, found, WRONG_CODE, origin, limit, TooManyVotingTries, office)
    key = key_of(found, office)
    code = voting_codes.code_hash(key, body.code)
    if not await is_code(session, round_id, code):
        raise WrongVotingCode
    projects = sorted(set(body.projects))
    unknown = set(projects) - {project.number for project in await projects_of(session, round_id)}
    if unknown:
        raise UnknownProject(number=min(unknown))
    if await add_ballot(session, round_id, code, projects, on_paper=by_staff is not None) != projects:
        raise CodeUsed
    return BallotReceipt(
        receipt=voting_codes.receipt(key, code, projects), projects=projects, closes_at=found.closes_at
    )


async def count_wrong_code(session: Session, round_id: UUID, origin: str, office: Office) -> None:
    """In a transaction of its own: the refusal of a wrong code undoes the one it was found in."""
    found = await hold_round(session, round_id)
    if found.pepper is not None:
        await count_try(session, found, WRONG_CODE, origin, office)
