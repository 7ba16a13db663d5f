"""An address for mail of a circle ends with the role and with the person, told perhaps twice and late."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from services.kit.outbox import CloudEvent
from services.profiles.contract.events import PERSON_FORGOTTEN, ROLE_ENDED
from tests.budget.test_circle_mail import wants_mail
from tests.budget.world import AREA, World, a_resident, a_worker
from tests.support.apps import a_service


async def tell(world: World, kind: str, data: dict[str, Any], event_id: str = "") -> None:
    event = CloudEvent(
        id=event_id or str(uuid4()),
        source="urn:voorveld:profiles",
        type=kind,
        time=world.clock.now(),
        subject=data["personId"],
        data=data,
    )
    headers = {"Authorization": f"Bearer {a_service('profiles').token}"}
    answer = await world.http.post("/v1/events", json=event.model_dump(mode="json", by_alias=True), headers=headers)
    assert answer.status_code == 204


def ended(person_id: str, at: datetime, role: str = "area_worker", **more: Any) -> dict[str, Any]:
    return {"personId": person_id, "role": role, "within": AREA, "endedAt": at.isoformat(), "rolesLeft": [], **more}


async def kept(world: World) -> set[str]:
    return {row["contact_email"] for row in await world.rows("SELECT contact_email FROM circle_mails")}


async def test_it_ends_with_the_role_of_that_circle_only(world: World) -> None:
    worker, resident = a_worker(), a_resident()
    await wants_mail(world, worker, "wim@voorbeeld.nl")
    await wants_mail(world, resident, "rosa@voorbeeld.nl")
    now = world.clock.now()
    for data in (
        ended(worker.id, now, within="beijum"),
        ended(worker.id, now, "policy_officer", within=None),
        ended(worker.id, now, "city_worker", within=None),
        ended(worker.id, now, rolesLeft=["area_resident"]),
    ):
        await tell(world, ROLE_ENDED, data)
    assert await kept(world) == {"wim@voorbeeld.nl", "rosa@voorbeeld.nl"}
    for _ in range(2):
        await tell(world, ROLE_ENDED, ended(worker.id, now), "6f1c1c1e-0001")
    assert await kept(world) == {"rosa@voorbeeld.nl"}


async def test_news_that_comes_late_leaves_what_was_asked_since(world: World) -> None:
    worker, before = a_worker(), world.clock.now() - timedelta(hours=1)
    await wants_mail(world, worker, "wim@voorbeeld.nl")
    await tell(world, ROLE_ENDED, ended(worker.id, before))
    assert await kept(world) == {"wim@voorbeeld.nl"}


async def test_it_ends_with_a_person_who_is_forgotten(world: World) -> None:
    worker, resident = a_worker(), a_resident()
    await wants_mail(world, worker, "wim@voorbeeld.nl")
    await wants_mail(world, resident, "rosa@voorbeeld.nl")
    await tell(world, PERSON_FORGOTTEN, {"personId": worker.id})
    assert await kept(world) == {"rosa@voorbeeld.nl"}
