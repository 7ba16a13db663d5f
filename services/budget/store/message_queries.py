"""All SELECTs about mails that went out, wait or fail."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import String, cast, func
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from services.budget.store.message_tables import Message, UnwantedMail
from services.budget.store.schema import metadata
from services.budget.store.tables import Initiative
from services.kit.database import Session

_WORK = metadata.tables["work"]
_TRIES, _ERROR = func.coalesce(_WORK.c.attempts, 0), func.coalesce(_WORK.c.last_error, "")
_COLUMNS: list[Any] = [Message, Initiative.title, _TRIES, _ERROR]


@dataclass(frozen=True)
class WholeMessage:
    """`tries`: of one that waits, how often it was not taken; `error`: what went wrong last, as a program says it."""

    message: Message
    title: str | None
    tries: int
    error: str


async def newest_messages(session: Session, limit: int, *, only_troubled: bool) -> list[WholeMessage]:
    """Newest first. Troubled: refused for good, or tried at least once and still waiting."""
    wanted: Any = (
        select_columns(*_COLUMNS)
        .select_from(Message)
        .join(Initiative, col(Initiative.id) == Message.initiative_id, isouter=True)
        .join(_WORK, _WORK.c.payload["messageId"].astext == cast(Message.id, String), isouter=True)
        .order_by(col(Message.planned_at).desc(), col(Message.id))
        .limit(limit)
    )
    if only_troubled:
        wanted = wanted.where((col(Message.state) == "refused") | ((col(Message.state) == "waiting") & (_TRIES > 0)))
    return [WholeMessage(*row) for row in (await session.execute(wanted)).all()]


async def count_messages(session: Session) -> Counter[str]:
    """By state."""
    counts = select(Message.state, func.count()).group_by(Message.state)
    return Counter(dict((await session.exec(counts)).all()))


async def unwanted_by(session: Session, initiative_id: UUID) -> Sequence[str]:
    """The kinds of mail its applicant does not want."""
    return (await session.exec(select(UnwantedMail.kind).where(UnwantedMail.initiative_id == initiative_id))).all()
