"""Routes of who votes: ask a code, cast a ballot, fetch the file to count again. Codes stand in bodies only."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.budget.api.wiring import OfficeDep
from services.budget.contract.round_refusals import NoBundleYet, WrongVotingCode
from services.budget.contract.rounds import AskVotingCode, BallotReceipt, CastBallot, VotingCodeAsked
from services.budget.store.round_queries import find_bundle
from services.budget.usecases.office import Office
from services.budget.usecases.rounds.cast_ballot import cast_ballot, count_wrong_code
from services.budget.usecases.rounds.give_codes import ask_voting_code
from services.kit.caller import AnyCaller, Caller, PersonCaller
from services.kit.database import Database, DatabaseDep
from services.kit.openapi import may_refuse
from services.kit.public import CACHE_CONTROL, KEPT, open_to_all

router = APIRouter(prefix="/rounds", tags=["ballots"])


async def _peer(request: Request) -> str:
    return request.client.host if request.client else ""


async def _turns(request: Request) -> asyncio.Semaphore:
    turns: asyncio.Semaphore = request.app.state.ballot_turns
    return turns


PeerDep = Annotated[str, Depends(_peer)]
"""The network address of who calls us directly."""
TurnsDep = Annotated[asyncio.Semaphore, Depends(_turns)]
"""A crowd that votes waits here, in the order of arrival: in line for a connection it would be sent away after a while,
and who only reads would find none free."""
BALLOTS_AT_ONCE = 8
"""Of one process: half of the connections it may have."""


def _origin(caller: Caller, said: str | None, peer: str) -> str:
    """Where a try comes from. Only our own site is believed: anybody else could say another place each time."""
    return f"site:{said or ''}" if caller.name == "service:frontend" else f"peer:{peer}"


@router.post(
    "/{round_id}/code-requests",
    status_code=201,
    operation_id="askVotingCode",
    responses=may_refuse(429),
    summary="Ask for a code by e-mail; an address gets one in a round",
    response_description="The same whether a code goes out now, or one went before",
)
async def ask_code(
    round_id: UUID, body: AskVotingCode, caller: AnyCaller, database: DatabaseDep, office: OfficeDep, peer: PeerDep
) -> VotingCodeAsked:
    async with database.transaction() as session:
        return await ask_voting_code(session, round_id, body, _origin(caller, body.origin, peer), office)


@router.post(
    "/{round_id}/ballots",
    status_code=201,
    operation_id="castBallot",
    responses=may_refuse(429),
    summary="Vote with a code; the same ballot again gives the same receipt, another one is refused",
    response_description="The receipt",
)
async def cast(
    round_id: UUID,
    body: CastBallot,
    caller: AnyCaller,
    database: DatabaseDep,
    office: OfficeDep,
    peer: PeerDep,
    turns: TurnsDep,
) -> BallotReceipt:
    async with turns:
        return await _cast(database, round_id, body, _origin(caller, body.origin, peer), office, None)


@router.post(
    "/{round_id}/paper-ballots",
    status_code=201,
    operation_id="enterPaperBallot",
    responses=may_refuse(429),
    summary="Enter a ballot on paper with its code; the same code counts once, on paper or not",
    response_description="The receipt",
)
async def enter(
    round_id: UUID, body: CastBallot, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> BallotReceipt:
    return await _cast(database, round_id, body, caller.name, office, caller)


async def _cast(
    database: Database, round_id: UUID, body: CastBallot, origin: str, office: Office, by_staff: Caller | None
) -> BallotReceipt:
    try:
        async with database.transaction() as session:
            return await cast_ballot(session, round_id, body, origin, office, by_staff=by_staff)
    except WrongVotingCode:
        async with database.transaction() as session:
            await count_wrong_code(session, round_id, origin, office)
        raise


@router.get(
    "/{round_id}/bundle",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    dependencies=[Depends(open_to_all), *KEPT],
    operation_id="getRoundBundle",
    summary="The file of a counted round (.pb, pabulib.org), with which anybody can count again",
    response_description="The file, byte by byte as its published SHA-256 says",
)
async def bundle(round_id: UUID, caller: AnyCaller, database: DatabaseDep) -> Response:
    async with database.reading() as session:
        content = await find_bundle(session, round_id)
    if content is None:
        raise NoBundleYet
    named = f'attachment; filename="round-{round_id}.pb"'
    headers = {"Content-Disposition": named, "Cache-Control": CACHE_CONTROL}
    return Response(content, media_type="text/plain; charset=utf-8", headers=headers)
