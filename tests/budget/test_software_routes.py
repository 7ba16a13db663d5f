"""What software may do with its key: every route that changes something is decided on, one by one."""

from typing import Any
from uuid import uuid4

from fastapi.routing import iter_route_contexts

from services.kit.openapi import describe
from tests.budget.software import a_software_key
from tests.budget.world import World, a_key

PREPARES = {
    "POST /v1/sources",
    "POST /v1/divided-plans",
    "POST /v1/splits",
    "POST /v1/splits/{split_id}/proposal",
    "POST /v1/splits/{split_id}/discarding",
}
"""What software may do. A route that is not here must refuse it, so a new route has to be decided on."""
DECIDES = {
    "POST /v1/applicant-sessions",
    "POST /v1/applicant-tokens",
    "POST /v1/bank-accounts/{account_id}/check",
    "POST /v1/carry-overs",
    "POST /v1/corrections",
    "POST /v1/events",
    "POST /v1/idea-drafts",
    "POST /v1/idea-drafts/openings",
    "POST /v1/idea-drafts/{draft_id}/discarding",
    "POST /v1/idea-drafts/{draft_id}/link-mails",
    "POST /v1/idea-drafts/{draft_id}/savings",
    "POST /v1/idea-drafts/{draft_id}/submission",
    "POST /v1/initiatives",
    "POST /v1/initiatives/{initiative_id}/account/confirmation",
    "POST /v1/initiatives/{initiative_id}/city-wide",
    "POST /v1/initiatives/{initiative_id}/codes",
    "POST /v1/initiatives/{initiative_id}/confirmation",
    "POST /v1/initiatives/{initiative_id}/journal-entries",
    "POST /v1/initiatives/{initiative_id}/journal-messages",
    "POST /v1/initiatives/{initiative_id}/photos",
    "POST /v1/initiatives/{initiative_id}/result",
    "POST /v1/initiatives/{initiative_id}/stakes",
    "POST /v1/initiatives/{initiative_id}/yeses",
    "POST /v1/journal-entries/{entry_id}/correction",
    "POST /v1/journal-messages/{message_id}/removal",
    "POST /v1/payments",
    "POST /v1/releases",
    "POST /v1/repayments",
    "POST /v1/rounds",
    "POST /v1/rounds/{round_id}/ballots",
    "POST /v1/rounds/{round_id}/calling-off",
    "POST /v1/rounds/{round_id}/code-requests",
    "POST /v1/rounds/{round_id}/code-sheets",
    "POST /v1/rounds/{round_id}/confirmation",
    "POST /v1/rounds/{round_id}/paper-ballots",
    "POST /v1/rounds/{round_id}/project-removals",
    "POST /v1/rounds/{round_id}/projects",
    "POST /v1/rounds/{round_id}/publication",
    "POST /v1/savings-cases",
    "POST /v1/savings-cases/{case_id}/approval",
    "POST /v1/savings-cases/{case_id}/proposal",
    "POST /v1/savings-cases/{case_id}/return",
    "POST /v1/savings-cases/{case_id}/seen",
    "POST /v1/savings-cases/{case_id}/seen-approval",
    "POST /v1/savings-cases/{case_id}/seen-return",
    "POST /v1/savings-cases/{case_id}/withdrawal",
    "POST /v1/schemes/{year}/publication",
    "POST /v1/schemes/{year}/versions",
    "POST /v1/software-keys",
    "POST /v1/software-keys/{key_id}/ending",
    "POST /v1/sources/{source_id}/confirmation",
    "POST /v1/sources/{source_id}/withdrawal",
    "POST /v1/splits/{split_id}/approval",
    "POST /v1/splits/{split_id}/publication",
    "POST /v1/splits/{split_id}/return",
    "PUT /v1/initiatives/{initiative_id}/account",
    "PUT /v1/initiatives/{initiative_id}/desk-account",
}
"""What people do: software gets a 403 that says so."""


def changing_routes(world: World) -> set[str]:
    return {
        f"{method} {route.path}"
        for route in iter_route_contexts(world.app.routes)
        for method in route.methods or ()
        if route.path and method not in ("GET", "HEAD", "OPTIONS")
    }


async def ask(world: World, route: str, key: str | None, **options: Any) -> tuple[int, str]:
    """Status and reason of a route with made-up ids, as the outside sees it."""
    method, _, path = route.partition(" ")
    filled = "/".join(str(uuid4()) if part.startswith("{") else part for part in path.split("/"))
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": a_key(), "Accept-Language": "en"}
    answer = await world.http.request(method, filled, headers=headers, **options)
    return answer.status_code, answer.json().get("detail", "") if answer.status_code >= 400 else ""


async def test_every_route_that_changes_something_is_decided_on(world: World) -> None:
    assert changing_routes(world) == PREPARES | DECIDES


async def test_what_people_decide_is_refused_with_the_reason(world: World) -> None:
    key = (await a_software_key(world)).key
    answers = {route: await ask(world, route, key, json={}) for route in DECIDES}
    assert {route for route, (status, _) in answers.items() if status != 403} == set()
    assert {said for _, said in answers.values()} == {
        "Software prepares, people decide. This key cannot do this. Somebody who is signed in has to do it."
    }


async def test_what_software_prepares_is_let_in_and_then_judged_by_its_content(world: World) -> None:
    key = (await a_software_key(world)).key
    answers = {route: await ask(world, route, key, json={}) for route in PREPARES}
    assert {route: status for route, (status, _) in answers.items()} == dict.fromkeys(PREPARES, 400)


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
    paths = describe(world.app)["paths"]
    with_key = {
        f"{method.upper()} /v1{path}"
        for path, item in paths.items()
        for method, operation in item.items()
        if {"key": []} in operation["security"]
    }
    reads = {"sources", "splits", "splits/{split_id}", "splits/{split_id}/export", "money", "postings", "trial-balance"}
    assert with_key == PREPARES | {f"GET /v1/{path}" for path in reads}
