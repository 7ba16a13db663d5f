"""Limits how often something is tried from one place. By place and not by code: a wrong code is nobody's."""

from services.budget.domain.rounds import TRIES_LAST
from services.budget.domain.voting_codes import origin_hash
from services.budget.store.round_queries import add_try, tries_since
from services.budget.store.round_tables import Round
from services.budget.usecases.office import Office
from services.budget.usecases.rounds.of_round import key_of
from services.kit.database import Session
from services.kit.errors import TooMany

WRONG_CODE, CODE_ASKED = "wrong_code", "code_asked"


async def check_tries(
    session: Session, found: Round, kind: str, origin: str, limit: int, refusal: type[TooMany], office: Office
) -> None:
    """Raise the refusal when there were `limit` tries from here in an hour."""
    here, since = origin_hash(key_of(found, office), origin), office.now() - TRIES_LAST
    if await tries_since(session, found.id, kind, here, since) >= limit:
        raise refusal(limit=limit)


async def count_try(session: Session, found: Round, kind: str, origin: str, office: Office) -> None:
    here, now = origin_hash(key_of(found, office), origin), office.now()
    await add_try(session, found.id, kind, here, since=now - TRIES_LAST, now=now)
