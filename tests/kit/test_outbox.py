"""News is told if and only if the change happened, reaches each subscriber, and is taken once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from services.kit.database import Session
from services.kit.errors import NotFound, Refusal
from services.kit.http import EventPoster
from services.kit.outbox import CloudEvent, tell
from tests.kit.small_app import NoteMade, SmallApp, a_small_app, note_down
from tests.support.apps import a_person, a_service

TYPE = "nl.voorveld.monitoring.note-made.v1"
HEARD = "nl.voorveld.budget.note-made.v1"
SUBSCRIBERS = ("http://one", "http://other")
Answer = Callable[[httpx.Request], Awaitable[httpx.Response]]


class Subscribers:
    """Two subscribers that keep what they get; a test may make one fail."""

    def __init__(self) -> None:
        self.got: dict[str, list[dict[str, Any]]] = {address: [] for address in SUBSCRIBERS}
        self.down: dict[str, int | None] = {}
        self.authorization = ""

    def poster(self) -> EventPoster:
        return EventPoster({address: httpx.MockTransport(self._answer) for address in SUBSCRIBERS})

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        address = f"http://{request.url.host}"
        self.authorization = request.headers["authorization"]
        if address in self.down:
            status = self.down[address]
            if status is None:
                raise httpx.ConnectError("connection refused")
            return httpx.Response(status, html="<h1>Bad gateway</h1>")
        assert request.url.path == "/v1/events"
        self.got[address].append(CloudEvent.model_validate_json(request.content).model_dump(mode="json"))
        return httpx.Response(204)


@asynccontextmanager
async def a_teller(folder: Path) -> AsyncIterator[tuple[SmallApp, Subscribers]]:
    subscribers = Subscribers()
    async with a_small_app(folder, subscribers=SUBSCRIBERS, poster=subscribers.poster()) as small:
        yield small, subscribers


async def tell_of(small: SmallApp, title: str = "Schaken", then: type[Refusal] | None = None) -> None:
    async with small.database.transaction() as session:
        await note_down(session, title)
        await tell(session, small.clock, type=TYPE, subject=title, data=NoteMade(title=title))
        if then:
            raise then


async def test_the_change_and_its_news_are_kept_together_or_not_at_all(tmp_path: Path) -> None:
    async with a_teller(tmp_path) as (small, subscribers):
        with pytest.raises(NotFound):
            await tell_of(small, then=NotFound)
        assert [await small.count(table) for table in ("outbox_events", "work", "inbox_events")] == [0, 0, 0]
        await tell_of(small)
        assert [await small.count(table) for table in ("outbox_events", "work", "inbox_events")] == [1, 1, 1]
        await small.work_due()
        assert [len(got) for got in subscribers.got.values()] == [1, 1]


async def test_each_subscriber_gets_each_event_once_as_a_signed_cloud_event(tmp_path: Path) -> None:
    async with a_teller(tmp_path) as (small, subscribers):
        await tell_of(small, "Schaken")
        await tell_of(small, "Dammen")
        assert await small.work_due() == 6
        assert await small.work_due() == 0
        assert await small.count("work") == 0
        for got in subscribers.got.values():
            assert [event["data"] for event in got] == [
                {"version": 1, "title": "Schaken"},
                {"version": 1, "title": "Dammen"},
            ]
            assert {(event["type"], event["source"]) for event in got} == {(TYPE, "urn:voorveld:monitoring")}
        reader = small.app.state.token_reader
        assert reader.caller(subscribers.authorization.removeprefix("Bearer ")).name == "service:monitoring"


@pytest.mark.parametrize("how", [None, 502, 500, 413], ids=str)
async def test_a_subscriber_that_is_down_gets_the_event_later_and_the_other_at_once(
    tmp_path: Path, how: int | None
) -> None:
    async with a_teller(tmp_path) as (small, subscribers):
        subscribers.down["http://one"] = how
        await tell_of(small)
        await small.work_due()
        assert [len(got) for got in subscribers.got.values()] == [0, 1]
        assert await small.count("work", "payload->>'to' = 'http://one' AND attempts = 1") == 1
        assert await small.work_due() == 0
        subscribers.down.clear()
        small.clock.set(small.clock.now() + timedelta(seconds=10))
        assert await small.work_due() == 1
        assert [len(got) for got in subscribers.got.values()] == [1, 1]
        assert await small.count("work") == 0


def an_event(**changed: Any) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": "urn:voorveld:budget",
        "type": HEARD,
        "time": "2020-04-02T09:00:00Z",
        "subject": "s",
        "data": {"version": 1, "title": "Schaken"},
    } | changed


@asynccontextmanager
async def a_listener(folder: Path, fails: int = 0) -> AsyncIterator[tuple[SmallApp, list[str]]]:
    taken: list[str] = []
    left = fails

    async def take(session: Session, event: CloudEvent) -> None:
        nonlocal left
        taken.append(event.id)
        await note_down(session, f"taken {event.id}")
        if left:
            left -= 1
            raise RuntimeError("not now")

    async with a_small_app(folder, events={HEARD: take}) as small:
        yield small, taken


async def post(small: SmallApp, event: object, caller: object = None) -> httpx.Response:
    async with small.client(caller or a_service("budget")) as client:  # type: ignore[arg-type]
        return await client.post("/v1/events", json=event)


async def test_an_event_delivered_many_times_is_taken_once(tmp_path: Path) -> None:
    async with a_listener(tmp_path) as (small, taken):
        event = an_event()
        answers = [*await asyncio.gather(*(post(small, event) for _ in range(5))), await post(small, event)]
        assert {answer.status_code for answer in answers} == {204}
        assert taken == [event["id"]]
        assert await small.count("inbox_events", f"id = 'taken {event['id']}'") == 1


async def test_an_event_that_could_not_be_taken_is_not_remembered_as_taken(tmp_path: Path) -> None:
    async with a_listener(tmp_path, fails=1) as (small, _):
        event = an_event()
        assert (await post(small, event)).status_code == 500
        assert await small.count("inbox_events") == 0
        assert (await post(small, event)).status_code == 204
        assert await small.count("inbox_events") == 2


async def test_an_event_nobody_listens_to_is_accepted_and_left(tmp_path: Path) -> None:
    async with a_listener(tmp_path) as (small, taken):
        assert (await post(small, an_event(type="nl.voorveld.other.thing-done.v1"))).status_code == 204
        assert taken == []
        assert await small.count("inbox_events") == 0


async def test_only_services_tell_news(tmp_path: Path) -> None:
    async with a_listener(tmp_path) as (small, taken):
        assert (await post(small, an_event(), a_person())).status_code == 403
        async with small.client() as client:
            assert (await client.post("/v1/events", json=an_event())).status_code == 401
        assert taken == []


@pytest.mark.parametrize(
    ("told", "teller"),
    [
        ({}, "profiles"),
        ({"source": "urn:voorveld:profiles"}, "budget"),
        ({"source": "budget"}, "budget"),
        ({"source": "urn:voorveld:profiles"}, "profiles"),
        ({"type": "nl.voorveld.other.thing-done.v1"}, "monitoring"),
    ],
    ids=["of another", "in the name of another", "without its form", "of another's type", "that nobody hears"],
)
async def test_a_service_tells_its_own_news_only(tmp_path: Path, told: dict[str, Any], teller: str) -> None:
    async with a_listener(tmp_path) as (small, taken):
        answer = await post(small, an_event(**told), a_service(teller))
        assert (answer.status_code, answer.json()["slug"]) == (403, "not-your-event")
        assert "eigen nieuws" in answer.json()["detail"]
        assert taken == []
        assert await small.count("inbox_events") == 0


@pytest.mark.parametrize("changed", [{"id": "a\0b"}, {"id": 3}, {"time": "yesterday"}, {"data": []}], ids=str)
async def test_an_event_that_is_none_is_refused(tmp_path: Path, changed: dict[str, Any]) -> None:
    async with a_listener(tmp_path) as (small, taken):
        assert (await post(small, an_event(**changed))).status_code == 400
        assert taken == []
