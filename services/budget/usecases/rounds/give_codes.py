"""Gives codes to vote with: one to an e-mail address, or many on a sheet to be posted. Only hashes are kept."""

import csv
import io
from uuid import UUID

from services.budget.contract.round_refusals import (
    NoCodesByMail,
    TooManyPrintedCodes,
    TooManyVotingCodes,
    UnknownRound,
)
from services.budget.contract.rounds import AskVotingCode, RoundState, VotingCodeAsked
from services.budget.domain import voting_codes
from services.budget.domain.rounds import check_gives_codes
from services.budget.store.round_queries import add_address, add_codes, count_printed, find_line, hold_round, lock_round
from services.budget.store.round_tables import Round
from services.budget.usecases.office import Office
from services.budget.usecases.rounds.mail_voters import mail_voting_code
from services.budget.usecases.rounds.of_round import check_may_manage, key_of, stage_of
from services.budget.usecases.rounds.tries import CODE_ASKED, check_tries, count_try
from services.kit.caller import Caller
from services.kit.database import Session

MOST_PRINTED = 200_000
"""In one round: no Dutch municipality has an area with more people who may vote."""


async def ask_voting_code(
    session: Session, round_id: UUID, body: AskVotingCode, origin: str, office: Office
) -> VotingCodeAsked:
    """An address gets one code. The answer does not say whether it got it now or before.

    Raises UnknownRound, RoundClosed, NoCodesByMail, TooManyVotingCodes.
    """
    found = await hold_round(session, round_id)
    if found.state == RoundState.SET:
        raise UnknownRound(round_id=str(round_id))
    check_gives_codes(stage_of(found, office))
    if not found.codes_by_mail:
        raise NoCodesByMail
    key = key_of(found, office)
    limit = office.settings.voting_codes_an_hour
    await check_tries(session, found, CODE_ASKED, origin, limit, TooManyVotingCodes, office)
    await count_try(session, found, CODE_ASKED, origin, office)
    if await add_address(session, round_id, voting_codes.address_hash(key, body.email)):
        code = voting_codes.new_code()
        await add_codes(session, round_id, [voting_codes.code_hash(key, code)], by_mail=True)
        line = await find_line(session, found.line_id)
        await mail_voting_code(session, found, line.name if line else "", body.email, body.language, code, office)
    return VotingCodeAsked(closes_at=found.closes_at)


async def print_codes(session: Session, caller: Caller, round_id: UUID, count: int, office: Office) -> bytes:
    """A sheet of new codes as CSV, to be posted. Nobody can make it again. Raises what `new_codes` raises."""
    _, codes = await new_codes(session, caller, round_id, count, office)
    return _sheet(codes)


async def new_codes(
    session: Session, caller: Caller, round_id: UUID, count: int, office: Office
) -> tuple[Round, list[str]]:
    """The codes are in this answer and nowhere else.

    Raises UnknownRound, NotYours, RoundMove, RoundClosed, TooManyPrintedCodes.
    """
    found = await lock_round(session, round_id)
    check_may_manage(caller, found.area_id)
    check_gives_codes(stage_of(found, office))
    if await count_printed(session, round_id) + count > MOST_PRINTED:
        raise TooManyPrintedCodes(most=MOST_PRINTED)
    key = key_of(found, office)
    codes = [voting_codes.new_code() for _ in range(count)]
    await add_codes(session, round_id, [voting_codes.code_hash(key, code) for code in codes], by_mail=False)
    return found, codes


def _sheet(codes: list[str]) -> bytes:
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";")
    rows.writerow(["number", "code"])
    rows.writerows(enumerate(codes, 1))
    return out.getvalue().encode("utf-8-sig")
