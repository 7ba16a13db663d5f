"""Who decides no more gets no mail of the circle, and their address is deleted: as profiles tells it."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete
from sqlmodel import col

from services.budget.store.circle_mail_tables import CircleMail
from services.kit.database import Session
from services.kit.outbox import CloudEvent
from services.profiles.contract.events import PersonForgotten, RoleEnded
from services.profiles.contract.models import Role

OF_AREA = (Role.AREA_WORKER, Role.AREA_RESIDENT)
OF_CITY = (Role.CITY_WORKER, Role.CITY_RESIDENT)


async def on_role_ended(session: Session, event: CloudEvent) -> None:
    """Deletes the address for that circle, unless the person is still of it or asked again after the role ended."""
    told = RoleEnded.model_validate(event.data)
    circle = next((roles for roles in (OF_AREA, OF_CITY) if told.role in roles), ())
    if not circle or any(role in circle for role in told.roles_left):
        return
    area_id = told.within if circle is OF_AREA else None
    of_circle = col(CircleMail.area_id).is_not_distinct_from(area_id)
    await session.execute(delete(CircleMail).where(_of(str(told.person_id)), of_circle, _not_since(told.ended_at)))


async def on_person_forgotten(session: Session, event: CloudEvent) -> None:
    """Deletes their address for every circle."""
    told = PersonForgotten.model_validate(event.data)
    await session.execute(delete(CircleMail).where(_of(str(told.person_id))))


def _of(person_id: str) -> ColumnElement[bool]:
    return col(CircleMail.person_id) == person_id


def _not_since(moment: datetime) -> ColumnElement[bool]:
    """An event may come late: who got the role again meanwhile and asked anew keeps their mail."""
    return col(CircleMail.confirmed_at).is_(None) | (col(CircleMail.confirmed_at) <= moment)
