"""Keep an answer of the site for a quarter of an hour, and forget it then."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from services.kit.clock import Clock
from services.kit.database import Session
from services.kit.work import plan_work
from services.profiles.contract.kept_answers import KeepAnswer
from services.profiles.contract.refusals import AnswerNotKept, TooManyKeptAnswers
from services.profiles.store.kept_answer_tables import KeptAnswer

FORGET_ANSWER = "forget-answer"
KEPT_FOR = timedelta(minutes=15)
MOST_KEPT = 5000
"""Anybody can have a form refused, so somebody could fill the database; the site does without when it is full."""


async def keep_answer(session: Session, clock: Clock, body: KeepAnswer) -> None:
    """Raises TooManyKeptAnswers. Keeping it twice is keeping it once."""
    if (await session.scalar(select(func.count()).select_from(KeptAnswer)) or 0) >= MOST_KEPT:
        raise TooManyKeptAnswers
    until = clock.now() + KEPT_FOR
    row = {"id": body.id, "sealed": body.sealed, "keep_until": until}
    await session.execute(insert(KeptAnswer).values(**row).on_conflict_do_nothing())
    await plan_work(session, FORGET_ANSWER, {"id": str(body.id)}, until)


async def find_answer(session: Session, clock: Clock, answer_id: UUID) -> KeptAnswer:
    """Raises AnswerNotKept."""
    found = await session.get(KeptAnswer, answer_id)
    if found is None or found.keep_until < clock.now():
        raise AnswerNotKept
    return found


async def forget_answer(session: Session, payload: Mapping[str, Any]) -> None:
    """The work of forgetting it."""
    await session.execute(delete(KeptAnswer).where(col(KeptAnswer.id) == UUID(payload["id"])))
