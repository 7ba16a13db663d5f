"""The same request twice does the thing once."""

import asyncio
from uuid import uuid4

import pytest

from services.kit.caller import Caller
from tests.kit.small_app import SmallApp
from tests.support.apps import a_person

ONE = a_person(person_id="one")
OTHER = a_person(person_id="other")


async def send(small: SmallApp, key: str | None, title: str = "Schaken", caller: Caller = ONE) -> tuple[int, dict]:
    async with small.client(caller) as client:
        headers = {"Idempotency-Key": key} if key is not None else {}
        response = await client.post("/v1/notes", json={"title": title}, headers=headers)
        return response.status_code, response.json()


async def test_the_same_request_ten_times_at_once_does_the_work_once_and_answers_alike(small: SmallApp) -> None:
    key = str(uuid4())
    answers = await asyncio.gather(*(send(small, key) for _ in range(10)))
    assert {status for status, _ in answers} == {201}
    assert len({answer["id"] for _, answer in answers}) == 1
    assert await small.count("inbox_events") == 1


async def test_other_content_with_the_same_key_is_a_conflict(small: SmallApp) -> None:
    key = str(uuid4())
    first = await send(small, key)
    status, problem = await send(small, key, "Dammen")
    assert (status, problem["slug"]) == (409, "idempotency-key-reused")
    assert await send(small, key) == first
    assert await small.count("inbox_events") == 1


async def test_work_that_failed_leaves_no_key_behind(small: SmallApp) -> None:
    key = str(uuid4())
    status, _ = await send(small, key, "explode")
    assert status == 500
    assert await small.count("idempotency_keys") == 0
    status, _ = await send(small, key)
    assert status == 201


async def test_of_failing_and_waiting_requests_each_gets_its_own_turn(small: SmallApp) -> None:
    key = str(uuid4())
    answers = await asyncio.gather(*(send(small, key, "explode") for _ in range(4)))
    assert {status for status, _ in answers} == {500}


async def test_the_keys_of_two_callers_do_not_meet(small: SmallApp) -> None:
    key = str(uuid4())
    (_, one), (_, other) = await send(small, key), await send(small, key, "Dammen", OTHER)
    assert one["id"] != other["id"]


@pytest.mark.parametrize(
    ("language", "sentence"), [("nl", "Dit veld ontbreekt. Vul het in."), ("en", "This field is missing. Fill it in.")]
)
async def test_a_request_without_a_key_is_told_so_in_its_own_language(
    small: SmallApp, language: str, sentence: str
) -> None:
    async with small.client(ONE, accept_language=language) as client:
        response = await client.post("/v1/notes", json={"title": "Schaken"})
    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert (error["field"].lower(), error["detail"]) == ("idempotency-key", sentence)


@pytest.mark.parametrize("key", ["short", "x" * 201, ""])
async def test_a_key_that_can_hardly_be_unique_is_refused(small: SmallApp, key: str) -> None:
    status, problem = await send(small, key)
    assert (status, problem["slug"]) == (400, "invalid")
