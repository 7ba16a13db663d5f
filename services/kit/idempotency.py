"""The same request twice does the thing once: key, fingerprint and work in one transaction."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

from fastapi import Depends, Header, Request
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from services.kit.caller import caller_of
from services.kit.contract import Reply
from services.kit.database import Session
from services.kit.errors import Conflict
from services.kit.tables import idempotency_keys as keys

R = TypeVar("R", bound=Reply)


class KeyReused(Conflict):
    """The same Idempotency-Key came with other content."""

    slug = "idempotency-key-reused"


class Once:
    """One request with its key. `answer` does the work, or gives the reply the same request got before."""

    def __init__(self, key: str, caller: str, route: str, fingerprint: bytes) -> None:
        self.key, self.caller, self.route, self.fingerprint = key, caller, route, fingerprint

    async def answer(
        self,
        session: Session,
        reply_class: type[R],
        work: Callable[[], Awaitable[R]],
        remember: Callable[[R], R] = lambda reply: reply,
    ) -> R:
        """Do `work` within the session's transaction and remember its reply (`remember` may leave secrets out).

        A second request with the same key waits for the first to commit. Raises KeyReused for other content.
        """
        mine = {"key": self.key, "caller": self.caller, "route": self.route}
        claim = insert(keys).values(**mine, fingerprint=self.fingerprint).on_conflict_do_nothing().returning(keys.c.key)
        here = (keys.c.key == self.key) & (keys.c.caller == self.caller) & (keys.c.route == self.route)
        if (await session.execute(claim)).first() is None:
            seen = (await session.execute(select(keys.c.fingerprint, keys.c.reply).where(here))).one()
            if bytes(seen.fingerprint) != self.fingerprint:
                raise KeyReused
            return reply_class.model_validate(seen.reply)
        reply = await work()
        remembered = remember(reply).model_dump(mode="json", by_alias=True)
        await session.execute(update(keys).where(here).values(reply=remembered))
        return reply


async def _once(
    request: Request,
    idempotency_key: Annotated[str, Header(min_length=8, max_length=200, description="Unique per intended change")],
) -> Once:
    body = await request.body()
    route = f"{request.method} {request.url.path}"
    return Once(idempotency_key, caller_of(request).name, route, hashlib.sha256(body).digest())


OnceDep = Annotated[Once, Depends(_once)]
