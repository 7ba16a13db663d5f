"""Forget who has had no role for a year, and sessions that are over: the end date that docs/privacy.md promises."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, select
from sqlmodel import col

from services.kit.clock import Clock
from services.kit.database import Session
from services.kit.outbox import tell
from services.kit.work import plan_work
from services.profiles.contract.events import PERSON_FORGOTTEN, PersonForgotten
from services.profiles.store.person_tables import ContactPerson, Membership, Person, SignIn

FORGET_PERSONS = "forget-persons"
KEPT_FOR = timedelta(days=365)


def forgetting(clock: Clock) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work that forgets today, and plans itself again for tomorrow."""

    async def handle(session: Session, _payload: Mapping[str, Any]) -> None:
        await forget_persons(session, clock)
        await plan_work(session, FORGET_PERSONS, {}, clock.now() + timedelta(days=1))

    return handle


async def forget_persons(session: Session, clock: Clock) -> None:
    """Delete persons without a role since a year; an id that stays behind in a decision says nothing any more.

    Others are told, so that what they keep for the person themselves ends too.
    """
    await session.execute(delete(SignIn).where(col(SignIn.expires_at) <= datetime.now(UTC)))
    last_day = clock.today() - KEPT_FOR
    had_a_role_since = exists().where(
        col(Membership.person_id) == col(Person.id),
        col(Membership.valid_until).is_(None) | (col(Membership.valid_until) >= last_day),
    )
    gone = select(col(Person.id)).where(~had_a_role_since, col(Person.created_at) < clock.now() - KEPT_FOR)
    forgotten = list((await session.execute(gone)).scalars())
    # Who refers to a person goes first.
    await session.execute(delete(SignIn).where(col(SignIn.person_id).in_(forgotten)))
    await session.execute(delete(ContactPerson).where(col(ContactPerson.person_id).in_(forgotten)))
    await session.execute(delete(Membership).where(col(Membership.person_id).in_(forgotten)))
    await session.execute(delete(Person).where(col(Person.id).in_(forgotten)))
    for person_id in forgotten:
        data = PersonForgotten(person_id=person_id)
        await tell(session, clock, type=PERSON_FORGOTTEN, subject=str(person_id), data=data)
