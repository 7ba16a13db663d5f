"""What software may do with its key, route by route: `PREPARES`, and nothing of `DECIDES`."""

from typing import Any
from uuid import uuid4

from services.kit.openapi import describe
from tests.budget.software import CARRIES, DECIDES, PREPARES, a_software_key
from tests.budget.world import World, a_key


async def ask(world: World, route: str, key: str | None, **options: Any) -> tuple[int, str]:
    """Status and reason of a route with made-up ids, as the outside sees it."""
    method, _, path = route.partition(" ")
    filled = "/".join(str(uuid4()) if part.startswith("{") else part for part in path.split("/"))
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": a_key(), "Accept-Language": "en"}
    answer = await world.http.request(method, filled, headers=headers, **options)
    return answer.status_code, answer.json().get("detail", "") if answer.status_code >= 400 else ""


async def test_what_people_decide_is_refused_with_the_reason(world: World) -> None:
    key = (await a_software_key(world)).key
    answers = {route: await ask(world, route, key, json={}) for route in DECIDES}
    assert {route for route, (status, _) in answers.items() if status != 403} == set()
    assert {said for _, said in answers.values()} == {
        "Software prepares, people decide. This key cannot do this. Somebody who is signed in has to do it."
    }


async def test_what_software_prepares_is_let_in_and_then_judged_by_its_content(world: World) -> None:
    key = (await a_software_key(world)).key
    answers = {route: await ask(world, route, key, json={}) for route in PREPARES | CARRIES}
    assert {route: status for route, (status, _) in answers.items()} == dict.fromkeys(PREPARES | CARRIES, 400)


async def test_what_not_everybody_may_read_is_not_read_with_a_key_but_for_plan_split_and_money(world: World) -> None:
    key = (await a_software_key(world)).key
    for_some = {
        f"GET /v1{path}"
        for path, item in describe(world.app)["paths"].items()
        if "get" in item and item["get"]["security"] == [{"token": []}]
    }
    assert {
        "GET /v1/decisions",
        "GET /v1/initiatives/{initiative_id}/own",
        "GET /v1/initiatives/{initiative_id}/letters",
        "GET /v1/software-keys",
    } <= for_some
    answers = {route: await ask(world, route, key) for route in for_some}
    assert {route for route, (status, _) in answers.items() if status != 403} == set()


async def test_the_description_says_where_a_key_opens(world: World) -> None:
    """A key reads what everybody reads; what else it opens is named here."""
    operations = {
        f"{method.upper()} /v1{path}": operation["security"]
        for path, item in describe(world.app)["paths"].items()
        for method, operation in item.items()
    }
    assert {at for at, ways in operations.items() if {"key": []} in ways and {} not in ways} == PREPARES | CARRIES
    reads = {at: ways for at, ways in operations.items() if at.startswith("GET ") and {} in ways}
    assert "GET /v1/trial-balance" in reads
    assert [at for at, ways in reads.items() if {"key": []} not in ways] == []
